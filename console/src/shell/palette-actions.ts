import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { IconType } from '../ui/icon-type.ts';

/** Something that can be done from the palette. */
export type PaletteAction = { id: string; label: string; icon?: IconType; hint?: string; run: () => unknown };

const registered: { current: readonly PaletteAction[] }[] = [];
const told = new Set<() => void>();
let all: readonly PaletteAction[] = [];

/** Actions of a page in the palette, while it is shown. */
export function usePaletteActions(actions: readonly PaletteAction[]): void {
  const latest = useRef(actions);
  latest.current = actions;
  const named = actions.map(({ id, label }) => `${id}=${label}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette follows their names
  useEffect(() => {
    registered.push(latest);
    changed();
    return () => {
      registered.splice(registered.indexOf(latest), 1);
      changed();
    };
  }, [named]);
}

/** Those of everything on the screen, nearest first. */
export const useAllPaletteActions = (): readonly PaletteAction[] =>
  useSyncExternalStore(
    (listener) => {
      told.add(listener);
      return () => told.delete(listener);
    },
    () => all,
  );

function changed(): void {
  all = registered.toReversed().flatMap(({ current }) => current);
  for (const listener of told) listener();
}
