import { reduce } from './reduce.ts';
import { type Change, emptyState, type State } from './state.ts';

/** Holds the state of the page; everything that changes it goes through `change`. */
export type Store = {
  get(): State;
  change(change: Change): void;
  /** @returns ends the subscription. */
  subscribe(listener: () => void): () => void;
};

export function createStore(initial: State = emptyState): Store {
  const listeners = new Set<() => void>();
  let state = initial;

  return {
    get: () => state,
    change(change) {
      const next = reduce(state, change);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
