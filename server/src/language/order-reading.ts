import type { Catalogue } from './catalogue.ts';
import { groupMentions } from './group-mentions.ts';
import { type Doubt, type KnownLine, WorkingBasket } from './order-basket.ts';
import { applyMention } from './order-changes.ts';
import { type Clause, clausesOf, isAsking } from './order-clauses.ts';
import { type Line, matchingVariants, missingOptions } from './order-lines.ts';
import { isCounted, type Mention } from './order-mention.ts';
import { readSpans } from './order-spans.ts';
import { type ReadWord, readWords } from './order-words.ts';

/** A line of a basket as the shop keeps it. */
export type BasketLine = { productId: string; quantity: number; options: Record<string, string> };

export type OrderItem = BasketLine & {
  /** The customer said the number; otherwise it is 1 because nobody said more. */
  quantityStated: boolean;
  /** Options that have still to be asked for, in the product's order. */
  missing: string[];
  /** The variants that have all chosen values; one when nothing is missing, none when that combination is not made. */
  variantIds: string[];
  /** Values the customer wanted that the product does not come in: `{ option: 'color', said: 'pink' }`. */
  unoffered: { option: string; said: string }[];
  /** Values of which one is meant, by option: "M or L". The option is missing then. */
  among?: Record<string, string[]>;
  /** What to take if this is out of stock, "black, if not then blue": the product, and the values that differ. */
  instead?: { productId: string; options: Record<string, string> };
};

/** Something wanted that several products fit equally well. */
export type AmbiguousItem = {
  productIds: string[];
  quantity: number;
  quantityStated: boolean;
  options: Record<string, string>;
};

export type OrderReading = {
  /** `order`: it wants something (more); `correction`: it changes what is in the basket; `none`: neither. */
  kind: 'order' | 'correction' | 'none';
  /** The basket after the message. */
  items: OrderItem[];
  /** Ask one question about each before anything is ordered. */
  ambiguous: AmbiguousItem[];
  /** Things wanted that the catalogue does not have, in the customer's words. */
  unmatched: string[];
  doubts: Doubt[];
  /** From 0 to 1: how sure it is that the items are what the customer meant. */
  confidence: number;
};

export type OrderContext = {
  /** What is in the basket before the message. */
  basket?: BasketLine[];
  /** The customer's language when it is known: `en`, `es`, `pt`, `fr` or `hi-Latn`. */
  language?: string | null;
};

/**
 * Reads an order, or a change of a basket, in the customer's own words: several items, sizes, colours, numbers in
 * digits and words, slips of spelling, corrections, in English, Spanish, Portuguese, French, Hindi in Latin letters,
 * and any mix of them.
 *
 * It never guesses silently: what several products fit is `ambiguous`, what none fits is `unmatched`, what was not
 * said is `missing`, what it had to interpret is in `doubts`. Questions ("is the polo in stock?") and complaints
 * ("my polo never arrived") want nothing.
 */
export function readOrder(
  text: string,
  catalogue: Catalogue,
  { basket = [], language }: OrderContext = {},
): OrderReading {
  const words = readWords(text, catalogue);
  const spans = readSpans(words, catalogue, language);
  const mentions = groupMentions(spans, words, catalogue);
  const wanted = onlyWanted(mentions, clausesOf(words, spans), basket.length > 0);

  const working = new WorkingBasket(catalogue, knownLines(basket, catalogue));
  for (const [at, mention] of wanted.entries()) applyMention(working, mention, wanted[at + 1]);
  if (working.changed && working.pending.length > 0) working.doubts.add('unread-words');
  const told = wanted.filter((mention) => !mention.asked);
  return report(working, kindOf(working, told, basket.length > 0), told, words);
}

/**
 * Whether a reading leaves nothing to ask: every item is one variant, and nothing had to be interpreted. Whoever acts
 * on a reading that is not sure asks first.
 */
export function isSure({ kind, items, ambiguous, unmatched, doubts, confidence }: OrderReading): boolean {
  if (kind === 'none') return false;
  const open = ambiguous.length + unmatched.length + doubts.length > 0;
  return (
    !open && confidence >= SURE && items.every(({ missing, unoffered }) => missing.length + unoffered.length === 0)
  );
}

/** Below, too many words of the message were not understood, or it may be a search. */
const SURE = 0.65;

/** A bare product among more other words than these is talk, not an order: "the lamp in my office is so nice". */
const MOST_CHATTER = 2;

function knownLines(basket: BasketLine[], catalogue: Catalogue): KnownLine[] {
  return basket.flatMap(({ productId, quantity, options }) => {
    const product = catalogue.find(productId);
    return product ? [{ product, quantity, chosen: new Map(Object.entries(options)) }] : [];
  });
}

/** Leaves out what is complained about or talked about, and marks what is only asked about. */
function onlyWanted(mentions: Mention[], clauses: Clause[], hasBasket: boolean): Mention[] {
  const bySentence = Map.groupBy(mentions, (mention) => mention.sentence);
  return [...bySentence].flatMap(([sentence, own]) => {
    const around = clauses.filter((clause) => clause.sentence === sentence);
    const changes = own.some((mention) => mention.act !== 'want');
    const asks = around.some((clause) => clause.opens);
    const wants = (!asks && own.some((mention) => mention.verb || mention.add)) || (changes && hasBasket);
    const counts = own.some(isCounted);
    if (!wants && around.some((clause) => clause.aftermath || clause.past)) return [];
    if (!wants && !counts && around.some(isAsking)) return own.map(asAsked);
    const tells = own.every(({ act, add }) => act === 'want' && !add);
    if (!wants && !counts && tells && around.some((clause) => clause.state)) return [];
    return markAsked(own, clauses).filter(
      (mention) => !isTalk(mention, wants) && (mention.product || !clauses[mention.clause]?.address),
    );
  });
}

/** A question lasts until the customer says that they want something: "how much is the belt, and the polo in L". */
function markAsked(mentions: Mention[], clauses: Clause[]): Mention[] {
  let asking = false;
  return mentions.map((mention) => {
    const clause = clauses[mention.clause];
    if (!clause) return mention;
    const conditional = mention.verb && mention.numbers.length > 0; // "send me 2 if available"
    if (
      clause.price ||
      clause.aftermath ||
      (clause.detail && (!mention.verb || clause.opens)) ||
      (clause.stock && !conditional && !mention.verb)
    )
      asking = true;
    else if (mention.verb || mention.add || mention.act !== 'want') asking = false;
    return asking ? asAsked(mention) : mention;
  });
}

function asAsked(mention: Mention): Mention {
  return { ...mention, asked: true };
}

function isTalk(mention: Mention, wants: boolean): boolean {
  if (wants || mention.asked || mention.act !== 'want' || !mention.product) return false;
  return (
    mention.numbers.length === 0 && mention.options.length === 0 && !mention.another && mention.chatter > MOST_CHATTER
  );
}

function report(
  working: WorkingBasket,
  kind: OrderReading['kind'],
  mentions: Mention[],
  words: ReadWord[],
): OrderReading {
  const clear = working.lines.filter((line) => line.alternatives.length === 0);
  const open = working.lines.filter((line) => line.alternatives.length > 0);
  return {
    kind,
    items: clear.map((line) => itemOf(line, working.leftOpen.get(line))),
    ambiguous: open.map(ambiguousOf),
    unmatched: working.unmatched,
    doubts: [...working.doubts],
    confidence: kind === 'none' ? 0 : confidenceOf(working, mentions, words),
  };
}

function kindOf(working: WorkingBasket, mentions: Mention[], hadBasket: boolean): OrderReading['kind'] {
  const wantsUnknown = working.unmatched.length > 0;
  if (!hadBasket) return working.lines.length > 0 || wantsUnknown ? 'order' : 'none';
  if (!working.changed && !wantsUnknown) return 'none';
  const adds = working.lines.some((line) => line.origin === 'message') || wantsUnknown;
  return adds && mentions.some((mention) => mention.act === 'want') ? 'order' : 'correction';
}

function itemOf(line: Line, leftOpen: ReadonlyMap<string, string[]> = new Map()): OrderItem {
  const among = [...leftOpen].filter(([option]) => !line.chosen.has(option));
  return {
    productId: line.product.product.id,
    quantity: line.quantity,
    quantityStated: line.stated,
    options: Object.fromEntries(line.chosen),
    missing: missingOptions(line),
    variantIds: matchingVariants(line).map((variant) => variant.id),
    unoffered: line.unoffered,
    ...(among.length > 0 && { among: Object.fromEntries(among) }),
    ...(line.instead && {
      instead: { productId: line.instead.product.product.id, options: Object.fromEntries(line.instead.choices) },
    }),
  };
}

function ambiguousOf(line: Line): AmbiguousItem {
  return {
    productIds: [line.product, ...line.alternatives].map((product) => product.product.id),
    quantity: line.quantity,
    quantityStated: line.stated,
    options: Object.fromEntries(line.chosen),
  };
}

function confidenceOf(working: WorkingBasket, mentions: Mention[], words: ReadWord[]): number {
  let confidence = 0.97;
  for (const doubt of working.doubts) confidence *= DOUBT_WEIGHTS[doubt];
  if (working.lines.some((line) => line.alternatives.length > 0)) confidence *= 0.5;
  if (working.unmatched.length > 0) confidence *= 0.7;
  const said = mentions.some(
    (mention) =>
      mention.verb || mention.add || mention.numbers.length > 0 || mention.options.length > 0 || mention.act !== 'want',
  );
  if (!said) confidence *= 0.6; // a bare name may be a search as well
  const unread = words.filter((word) => word.unknown).length;
  return Math.round(confidence * 0.95 ** Math.min(unread, 10) * 100) / 100;
}

const DOUBT_WEIGHTS: Record<Doubt, number> = {
  'which-line': 0.6,
  'which-number': 0.7,
  'how-many-of-each': 0.6,
  spelling: 0.9,
  'part-of-name': 0.7,
  'unread-words': 0.8,
  replaced: 0.8,
};
