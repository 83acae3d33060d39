import type { Action } from '../actions/action.ts';
import type { Finding } from './source.ts';

/** What flows can refer to beside themselves. */
export type Vocabulary = { actions: ReadonlyMap<string, Action>; intents: ReadonlySet<string> };

export const error = (path: Finding['path'], message: string): Finding => ({ severity: 'error', path, message });
export const warning = (path: Finding['path'], message: string): Finding => ({ severity: 'warning', path, message });
export const hint = (path: Finding['path'], message: string): Finding => ({ severity: 'hint', path, message });

/** ` – did you mean "order_menu"?` when one of `known` is close; else nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const close = [...known]
    .map((word) => ({ word, distance: editDistance(name, word) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return close && close.distance <= Math.max(1, Math.floor(name.length / 3)) ? ` – did you mean "${close.word}"?` : '';
}

/** Letters to add, drop, change or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  let [before, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, change, isSwap ? before[j - 2]! + 1 : change));
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
