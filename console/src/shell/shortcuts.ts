import { useEffect, useRef, useSyncExternalStore } from 'react';

/** `keys`: one key ("j", "/", "?", "Enter"), a chord ("mod+k"), or two after each other ("g i"). */
export type Shortcut = { keys: string; label: string; run: () => unknown };

type Registered = { current: readonly Shortcut[] };
const stack: Registered[] = [];
const told = new Set<() => void>();
let sheet: readonly Shortcut[] = [];

const SEQUENCE_MS = 1_000;

/** Keys of a page or part, while it is shown. They rest while somebody types, except chords with mod. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const named = shortcuts.map(({ keys, label }) => `${keys}=${label}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet follows their names
  useEffect(() => {
    stack.push(latest);
    changed();
    return () => {
      stack.splice(stack.indexOf(latest), 1);
      changed();
    };
  }, [named]);
}

/** Everything that can be pressed right now; what is nearest wins over what is behind it. */
export const useAllShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    (listener) => {
      told.add(listener);
      return () => told.delete(listener);
    },
    () => sheet,
  );

function changed(): void {
  const byKeys = new Map<string, Shortcut>();
  for (const { current } of stack) for (const shortcut of current) byKeys.set(shortcut.keys, shortcut);
  sheet = [...byKeys.values()];
  for (const listener of told) listener();
}

let before: { key: string; at: number } | null = null;

/** Listens for all of them; once, by the shell. */
export function useShortcutKeys(): void {
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const isChord = event.metaKey || event.ctrlKey;
  if (!isChord && (isTyping(event.target) || isOnControl(event))) return;
  if (!isChord && document.querySelector('[role=dialog][aria-modal=true]')) return; // what lies over the page has its own
  const pressed = isChord ? `mod+${event.key.toLowerCase()}` : event.key;
  const sequence = before && event.timeStamp - before.at < SEQUENCE_MS ? `${before.key} ${pressed}` : null;
  const shortcut = (sequence !== null && find(sequence)) || find(pressed);
  before = isChord ? null : { key: pressed, at: event.timeStamp };
  if (!shortcut) return;
  before = null;
  event.preventDefault();
  shortcut.run();
}

const find = (keys: string): Shortcut | undefined =>
  stack.flatMap(({ current }) => current).findLast((shortcut) => shortcut.keys === keys);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Enter and space belong to the button or link they are pressed on. */
const isOnControl = ({ key, target }: KeyboardEvent): boolean =>
  (key === 'Enter' || key === ' ') &&
  target instanceof HTMLElement &&
  target.closest('a, button, [role=menuitem]') !== null;
