import { fileURLToPath } from 'node:url';
import { type Catalogue, isSure, type OrderReading, readOrder } from '../server/src/language/index.ts';
import { type OrderRow, readCatalogueFile, readOrderRows, type WantedItem } from './order-files.ts';
import { measureOrderSpeed } from './order-speed.ts';
import type { EvalRow } from './report.ts';

/** A message that was read otherwise than it has to be. */
export type OrderMiss = { id: string; lang: string; text: string; wanted: string; read: string; silent: boolean };

/** How the messages of one language were read. */
export type OrderFigures = {
  lang: string;
  n: number;
  exact: number;
  /** F1 of the items over all messages. */
  itemF1: number;
  /** Read wrongly, and nothing in the reading says that it should be asked about. */
  silent: number;
  /** Read rightly, but asked about nevertheless although nothing was left open. */
  needless: number;
  misses: OrderMiss[];
};

/**
 * Reads every message against the catalogue, without being told its language, and compares.
 *
 * A message counts when the multiset of (product, quantity, options) is exactly right; a message that has to lead to
 * a question counts when the reading is not sure of itself.
 *
 * @returns one entry for each language, in the order of the rows.
 */
export function evaluateOrderRows(catalogue: Catalogue, rows: readonly OrderRow[]): OrderFigures[] {
  return Array.from(
    Map.groupBy(rows, ({ lang }) => lang),
    ([lang, own]) => figuresOf(lang, own, catalogue),
  );
}

/** All order figures of the repository: the given development rows, the rows we tuned on, those set aside, and speed. */
export async function evaluateOrders(): Promise<{ rows: EvalRow[]; misses: OrderMiss[] }> {
  const sets = SETS.map((set) => ({ ...set, figures: set.files.flatMap(evaluateFile) }));
  return {
    rows: [...sets.flatMap(rowsOf), ...measureOrderSpeed(folder)],
    misses: sets.flatMap(({ figures }) => figures.flatMap(({ misses }) => misses)),
  };
}

/** The command `orders --catalogue C.json --test O.jsonl`: the same figures for anybody's files. */
export function evaluateOrderFile(cataloguePath: string, testPath: string): { rows: EvalRow[]; misses: OrderMiss[] } {
  const figures = evaluateOrderRows(readCatalogueFile(cataloguePath), readOrderRows(testPath));
  return {
    rows: rowsOf({ data: testPath, split: 'given', figures }),
    misses: figures.flatMap(({ misses }) => misses),
  };
}

const folder = fileURLToPath(new URL('data/orders/', import.meta.url));
const EXACT_TARGET = 90;

type OrderSet = { data: string; split: EvalRow['split']; files: { catalogue: string; test: string }[] };

/** What each may be used for stands in the README of the data. */
const SETS: OrderSet[] = [
  { data: 'orders-dev', split: 'development', files: [{ catalogue: 'shop', test: 'shop.dev' }] },
  {
    data: 'orders-tuning',
    split: 'tuned on',
    files: ['shop', 'pantry'].map((catalogue) => ({ catalogue, test: `${catalogue}.tuning` })),
  },
  {
    data: 'orders-heldout',
    split: 'development', // opened after its first figures, which stand in the README of the data
    files: ['shop', 'corner'].map((catalogue) => ({ catalogue, test: `${catalogue}.heldout` })),
  },
  {
    data: 'orders-second',
    split: 'set aside',
    files: ['shop', 'corner'].map((catalogue) => ({ catalogue, test: `${catalogue}.second` })),
  },
];

const evaluateFile = ({ catalogue, test }: OrderSet['files'][number]): OrderFigures[] =>
  evaluateOrderRows(readCatalogueFile(`${folder}${catalogue}.catalogue.json`), readOrderRows(`${folder}${test}.jsonl`));

function rowsOf({
  data,
  split,
  figures,
}: {
  data: string;
  split: EvalRow['split'];
  figures: OrderFigures[];
}): EvalRow[] {
  const byLanguage = Array.from(
    Map.groupBy(figures, ({ lang }) => lang),
    ([lang, parts]) => ({ lang, parts }),
  );
  const n = sum(figures, ({ n: rows }) => rows);
  const exact = byLanguage.map(({ lang, parts }): EvalRow => {
    const own = sum(parts, ({ n: rows }) => rows);
    return {
      what: `orders, exact match, ${lang}`,
      data,
      split,
      n: own,
      reached: (100 * sum(parts, (part) => part.exact)) / own,
      target: EXACT_TARGET,
      unit: '%',
      better: 'more',
      note: `item F1 ${((100 * sum(parts, (part) => part.itemF1 * part.n)) / own).toFixed(1)}`,
    };
  });
  const silent: EvalRow = {
    what: 'orders, wrong without a question',
    data,
    split,
    n,
    reached: sum(figures, (part) => part.silent),
    target: 0,
    unit: 'rows',
    better: 'less',
    note: `${sum(figures, (part) => part.needless)} right ones asked about needlessly`,
  };
  return [...exact, silent];
}

function figuresOf(lang: string, rows: readonly OrderRow[], catalogue: Catalogue): OrderFigures {
  const judged = rows.map((row) => judge(row, catalogue));
  const [hits, wanted, read] = [
    sum(judged, ({ hits: own }) => own),
    sum(judged, ({ wanted: own }) => own),
    sum(judged, ({ read: own }) => own),
  ];
  const misses = judged.flatMap(({ miss }) => miss ?? []);
  return {
    lang,
    n: rows.length,
    exact: rows.length - misses.length,
    itemF1: wanted + read === 0 ? 1 : (2 * hits) / (wanted + read),
    silent: misses.filter(({ silent }) => silent).length,
    needless: judged.filter(({ needless }) => needless).length,
    misses,
  };
}

type Judged = { miss: OrderMiss | null; hits: number; wanted: number; read: number; needless: boolean };

function judge(row: OrderRow, catalogue: Catalogue): Judged {
  const basket = (row.cart ?? []).map(({ product, qty, options }) => ({ productId: product, quantity: qty, options }));
  const reading = readOrder(row.text, catalogue, { basket });
  const read = reading.items.map(({ productId, quantity, options }) =>
    keyOf({ product: productId, qty: quantity, options }),
  );
  const { items, ask = false } = row.expect;
  const wanted = items?.map(keyOf) ?? read;
  const same = [...wanted].sort().join(' + ') === [...read].sort().join(' + ');
  const sure = isSure(reading);
  const right = same && (!ask || (reading.kind !== 'none' && !sure));
  return {
    miss: right ? null : missOf(row, ask ? ['(a question)', ...wanted] : wanted, read, sure),
    hits: inCommon(wanted, read),
    wanted: wanted.length,
    read: read.length,
    needless: right && !ask && reading.kind !== 'none' && !sure && !isOpen(reading),
  };
}

const missOf = ({ id, lang, text }: OrderRow, wanted: string[], read: string[], silent: boolean): OrderMiss => ({
  id,
  lang,
  text,
  wanted: wanted.join(' + '),
  read: read.join(' + '),
  silent,
});

/** Something has to be asked anyway. */
const isOpen = ({ items, ambiguous, unmatched }: OrderReading): boolean =>
  ambiguous.length + unmatched.length > 0 ||
  items.some(({ missing, unoffered }) => missing.length + unoffered.length > 0);

function keyOf({ product, qty, options }: WantedItem): string {
  const values = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
  return [`${qty} ${product}`, ...values.map(([option, value]) => `${option}=${value}`)].join(' ');
}

function inCommon(wanted: readonly string[], read: readonly string[]): number {
  const left = [...read];
  return wanted.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

function sum<T>(list: readonly T[], value: (one: T) => number): number {
  return list.reduce((total, one) => total + value(one), 0);
}
