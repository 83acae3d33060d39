/** A line of two texts put together: in both, only in the older, only in the newer; with its numbers there. */
export type DiffLine = { kind: 'same' | 'gone' | 'new'; text: string; before: number | null; after: number | null };
/** Lines that stand together, or so many that are the same and not shown. */
export type DiffPart = { lines: DiffLine[] } | { hidden: number };

const CONTEXT = 3;
const MOST_EDITS = 2_000; // beyond that the texts have little in common

/** The lines of `after` and what became of those of `before`, by the shortest way from one to the other (Myers 1986). */
export function diffOf(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const same = (at: number, from: number): DiffLine => ({
    kind: 'same',
    text: a[at]!,
    before: at + 1,
    after: from + 1,
  });
  return [
    ...a.slice(0, head).map((_, at) => same(at, at)),
    ...between(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head),
    ...Array.from({ length: tail }, (_, at) => same(a.length - tail + at, b.length - tail + at)),
  ];
}

function between(a: string[], b: string[], head: number): DiffLine[] {
  const lines: DiffLine[] = [];
  for (const { kind, at, from } of script(a, b)) {
    const text = kind === 'new' ? b[from]! : a[at]!;
    lines.push({
      kind,
      text,
      before: kind === 'new' ? null : head + at + 1,
      after: kind === 'gone' ? null : head + from + 1,
    });
  }
  return lines;
}

type Move = { kind: DiffLine['kind']; at: number; from: number };

function script(a: string[], b: string[]): Move[] {
  const most = Math.min(a.length + b.length, MOST_EDITS);
  const reach = new Map<number, number>([[1, 0]]);
  const trail: Map<number, number>[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trail.push(new Map(reach));
    for (let k = -edits; k <= edits; k += 2) {
      const isDown = k === -edits || (k !== edits && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = isDown ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkedBack(a, b, trail);
    }
  }
  return [
    ...a.map((_, at): Move => ({ kind: 'gone', at, from: 0 })),
    ...b.map((_, from): Move => ({ kind: 'new', at: 0, from })),
  ];
}

function walkedBack(a: string[], b: string[], trail: Map<number, number>[]): Move[] {
  const moves: Move[] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = trail.length - 1; edits >= 0; edits--) {
    const reach = trail[edits]!;
    const k = x - y;
    const isDown = k === -edits || (k !== edits && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const from = isDown ? k + 1 : k - 1;
    const [beforeX, beforeY] = edits === 0 ? [0, 0] : [reach.get(from) ?? 0, (reach.get(from) ?? 0) - from];
    while (x > beforeX && y > beforeY) moves.push({ kind: 'same', at: --x, from: --y });
    if (edits > 0) moves.push(isDown ? { kind: 'new', at: x, from: --y } : { kind: 'gone', at: --x, from: y });
  }
  return moves.reverse();
}

/** Only what changed, with a few lines around it. */
export function partsOf(lines: readonly DiffLine[]): DiffPart[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ kind }) => kind !== 'same'),
  );
  const parts: DiffPart[] = [];
  for (const [at, line] of lines.entries()) {
    const last = parts.at(-1);
    if (isNear[at]) {
      if (last && 'lines' in last) last.lines.push(line);
      else parts.push({ lines: [line] });
    } else if (last && 'hidden' in last) last.hidden++;
    else parts.push({ hidden: 1 });
  }
  return parts;
}
