/** Where the nodes of a flow stand: in columns by how far they are from the main menu, with few crossing lines. */
export type Placed = { name: string; x: number; y: number };
type Edge = { from: string; to: string };

export const NODE_WIDTH = 232;
const COLUMN_GAP = 96;
const ROW_GAP = 28;
const SWEEPS = 6;

/**
 * @param heights of the nodes in px, in the order of the file.
 * @param first the main menu; whatever it does not lead to begins a new group beneath.
 */
export function layOut(heights: ReadonlyMap<string, number>, edges: readonly Edge[], first: string): Placed[] {
  const columns = columnsOf([...heights.keys()], edges, first);
  const ordered = uncrossed(columns, edges);
  const tallest = Math.max(0, ...ordered.map((column) => heightOf(column, heights)));
  return ordered.flatMap((column, at) => {
    let y = (tallest - heightOf(column, heights)) / 2;
    return column.map((name) => {
      const placed = { name, x: at * (NODE_WIDTH + COLUMN_GAP), y };
      y += (heights.get(name) ?? 0) + ROW_GAP;
      return placed;
    });
  });
}

function heightOf(column: readonly string[], heights: ReadonlyMap<string, number>): number {
  return column.reduce((sum, name) => sum + (heights.get(name) ?? 0) + ROW_GAP, -ROW_GAP);
}

/** By the fewest steps from the main menu; the rest by the fewest steps from the first of them in the file. */
function columnsOf(names: string[], edges: readonly Edge[], first: string): string[][] {
  const exits = Map.groupBy(edges, ({ from }) => from);
  const depth = new Map<string, number>();
  for (const root of [first, ...names]) {
    if (depth.has(root) || !names.includes(root)) continue;
    depth.set(root, 0);
    for (const queue = [root]; queue.length > 0; ) {
      const name = queue.shift()!;
      for (const { to } of exits.get(name) ?? []) {
        if (depth.has(to) || !names.includes(to)) continue;
        depth.set(to, depth.get(name)! + 1);
        queue.push(to);
      }
    }
  }
  const deepest = Math.max(0, ...depth.values());
  return Array.from({ length: deepest + 1 }, (_, at) => names.filter((name) => depth.get(name) === at));
}

/** Everything moves towards the middle of what leads to it, then of what it leads to, a few times over. */
function uncrossed(columns: string[][], edges: readonly Edge[]): string[][] {
  const result = columns.map((column) => [...column]);
  const places = new Map<string, number>();
  const note = () => {
    for (const column of result)
      for (const [at, name] of column.entries()) places.set(name, (at + 0.5) / column.length);
  };
  note();
  const neighbours = { in: Map.groupBy(edges, ({ to }) => to), out: Map.groupBy(edges, ({ from }) => from) };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isForth = sweep % 2 === 0;
    for (const column of isForth ? result : result.toReversed()) {
      const middle = (name: string) => {
        const near = isForth
          ? (neighbours.in.get(name) ?? []).map(({ from }) => from)
          : (neighbours.out.get(name) ?? []).map(({ to }) => to);
        const known = near.flatMap((one) => places.get(one) ?? []);
        return known.length === 0 ? places.get(name)! : known.reduce((sum, one) => sum + one, 0) / known.length;
      };
      const wanted = new Map(column.map((name) => [name, middle(name)]));
      column.sort((a, b) => wanted.get(a)! - wanted.get(b)!);
      for (const [at, name] of column.entries()) places.set(name, (at + 0.5) / column.length);
    }
  }
  return result;
}
