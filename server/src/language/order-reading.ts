import type { Catalogue } from './catalogue.ts';
import { groupMentions } from './group-mentions.ts';
import {
  AFTERMATH_WORDS,
  DETAIL_WORDS,
  INTERROGATIVES,
  PAST_WORDS,
  PRICE_WORDS,
  STOCK_WORDS,
} from './lexicon/asking-words.ts';
import { type Doubt, type KnownLine, WorkingBasket } from './order-basket.ts';
import { applyMention } from './order-changes.ts';
import { type Line, matchingVariants, missingOptions } from './order-lines.ts';
import { isCounted, type Mention } from './order-mention.ts';
import type { Span } from './order-span.ts';
import { readSpans } from './order-spans.ts';
import { type ReadWord, readWords } from './order-words.ts';
import { PhraseSet } from './phrases.ts';

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
  const told = wanted.filter((mention) => !mention.asked);
  return report(working, kindOf(working, told, basket.length > 0), told, words);
}

type Clause = {
  price: boolean;
  stock: boolean;
  detail: boolean;
  aftermath: boolean;
  past: boolean;
  question: boolean;
  opens: boolean;
  sentence: number;
};

const PRICE = new PhraseSet(PRICE_WORDS);
const STOCK = new PhraseSet(STOCK_WORDS);
const DETAIL = new PhraseSet(DETAIL_WORDS);
const INTERROGATIVE = new PhraseSet(INTERROGATIVES);
const AFTERMATH = new PhraseSet(AFTERMATH_WORDS);
const PAST = new PhraseSet(PAST_WORDS);
/** A bare product among more other words than these is talk, not an order: "the lamp in my office is so nice". */
const MOST_CHATTER = 2;

function knownLines(basket: BasketLine[], catalogue: Catalogue): KnownLine[] {
  return basket.flatMap(({ productId, quantity, options }) => {
    const product = catalogue.find(productId);
    return product ? [{ product, quantity, chosen: new Map(Object.entries(options)) }] : [];
  });
}

function clausesOf(words: ReadWord[], spans: Span[]): Clause[] {
  const clauses: Clause[] = [];
  let sentence = 0;
  let from = 0;
  for (const span of [...spans, null]) {
    if (span && span.kind !== 'break') continue;
    const said = words
      .slice(from, span?.at)
      .filter((word) => word.kind === 'letters')
      .map((word) => word.folded);
    const question = span?.kind === 'break' && span.question;
    clauses.push({
      price: PRICE.isIn(said),
      stock: STOCK.isIn(said),
      detail: DETAIL.isIn(said),
      aftermath: AFTERMATH.isIn(said),
      past: PAST.isIn(said),
      question,
      opens: opensQuestion(said),
      sentence,
    });
    if (span?.kind === 'break' && span.strength === 'hard') sentence++;
    from = span ? span.at + span.length : from;
  }
  return clauses;
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
    return markAsked(own, clauses).filter((mention) => !isTalk(mention, wants));
  });
}

/** A question word among the first three words. */
function opensQuestion(said: string[]): boolean {
  return said.slice(0, 3).some((_, at) => INTERROGATIVE.lengthAt(said, at) > 0);
}

function isAsking(clause: Clause): boolean {
  return clause.price || clause.stock || clause.detail || clause.question;
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
    items: clear.map(itemOf),
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

function itemOf(line: Line): OrderItem {
  return {
    productId: line.product.product.id,
    quantity: line.quantity,
    quantityStated: line.stated,
    options: Object.fromEntries(line.chosen),
    missing: missingOptions(line),
    variantIds: matchingVariants(line).map((variant) => variant.id),
    unoffered: line.unoffered,
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
