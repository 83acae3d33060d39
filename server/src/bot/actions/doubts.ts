import { type Doubt, isSure, type OrderReading } from '../../language/index.ts';
import type { Basket } from './basket.ts';

/** What is not certain about a line: the reader's doubts, and `words` when too little of the message was understood. */
export type LineDoubt = Doubt | 'words';

/** One question at a time: the doubt that changes most if it is right. */
const GRAVEST: readonly Doubt[] = ['which-number', 'how-many-of-each', 'which-line', 'replaced', 'part-of-name'];

/** Why the customer has to be asked whether a reading is right; null when it is sure, or something else is asked first. */
export function doubtOf(reading: OrderReading): LineDoubt | null {
  const asked: OrderReading = {
    ...reading,
    ambiguous: [],
    unmatched: [],
    items: reading.items.map((item) => ({ ...item, missing: [], unoffered: [] })),
  };
  if (reading.doubts.length === 0 && (isOpen(reading) || isSure(asked))) return null;
  return GRAVEST.find((doubt) => reading.doubts.includes(doubt)) ?? reading.doubts[0] ?? 'words';
}

/**
 * Marks what a doubtful message changed, and keeps what was said about lines before: a line is in doubt until it is
 * said again. To add something else is no answer to a question.
 *
 * @param isRepeated the message says surely what the basket has: that answers the question.
 */
export function withDoubt(after: Basket, before: Basket, doubt: LineDoubt | null, isRepeated: boolean): Basket {
  const marked = doubt ? { doubt } : {};
  const read = after.lines.map((line) => ({ line, old: before.lines.find((one) => isContinued(one, line)) }));
  const changes = after.ambiguous.length > 0 || read.some(({ line, old }) => !old || !isSame(old, line));
  return {
    ...after,
    lines: read.map(({ line, old }) => {
      if (!old) return { ...line, ...marked };
      const { doubt: earlier, ...known } = old;
      const kept = earlier && old.quantity === line.quantity && (changes || !isRepeated) ? { doubt: earlier } : {};
      const isMeant = !isSame(old, line) || !changes; // where only something was taken out, it may be any of these
      return { ...known, ...line, ...kept, ...(isMeant ? marked : {}) };
    }),
    ambiguous: after.ambiguous.map((one) => ({ ...one, ...marked })),
  };
}

/** Too little said for an order by itself, "hoodie", but a question about it is coming anyway. */
const isOpen = ({ items, ambiguous }: OrderReading): boolean =>
  ambiguous.length > 0 || items.some(({ missing, unoffered }) => missing.length + unoffered.length > 0);

type Line = Basket['lines'][number];

/** The same thing, perhaps with an option more, or another number of it. */
const isContinued = (old: Line, line: Line): boolean =>
  old.productId === line.productId &&
  Object.entries(old.options).every(([name, value]) => line.options[name] === value);

const isSame = (old: Line, line: Line): boolean =>
  old.quantity === line.quantity && Object.keys(old.options).length === Object.keys(line.options).length;
