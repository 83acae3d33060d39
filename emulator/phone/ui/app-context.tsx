import { createContext, useContext, useSyncExternalStore } from 'react';
import type { State } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import type { Verbs } from '../store/verbs.ts';

/** What every part of the page works with, made once in `main.tsx`. */
export type PhoneApp = { store: Store; verbs: Verbs; now(): number };

const AppContext = createContext<PhoneApp | null>(null);
export const AppProvider = AppContext.Provider;

export const useVerbs = (): Verbs => useApp().verbs;

/** A part of the state, kept current. `select` must return the same object as long as nothing changed. */
export function useSelect<T>(select: (state: State) => T): T {
  const { store } = useApp();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** The emulator's present time; who uses it is drawn anew every minute. */
export function useNow(): Date {
  const { now } = useApp();
  useSyncExternalStore(everySoOften, () => Math.floor(now() / MINUTE_MS));
  return new Date(now() + useSelect((state) => state.clockOffsetMs));
}

const MINUTE_MS = 60_000;

function everySoOften(listener: () => void): () => void {
  const timer = setInterval(listener, MINUTE_MS / 6);
  return () => clearInterval(timer);
}

function useApp(): PhoneApp {
  const app = useContext(AppContext);
  if (!app) throw new Error('AppProvider is missing above this component.');
  return app;
}
