import { useSyncExternalStore } from 'react';

export type OpenStore = { set(isOpen: boolean): void; get(): boolean; listen(listener: () => void): () => void };

/** Whether something that lies over the page is open; it can be opened from anywhere. */
export function openStore(): OpenStore {
  let isOpen = false;
  const listeners = new Set<() => void>();
  return {
    get: () => isOpen,
    set: (value) => {
      isOpen = value;
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useOpen = (store: OpenStore): boolean => useSyncExternalStore(store.listen, store.get);
