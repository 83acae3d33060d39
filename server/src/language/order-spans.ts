import type { Catalogue } from './catalogue.ts';
import { FILLER_WORDS } from './lexicon/filler-words.ts';
import { COUNTING_WORDS, type ReadLanguage } from './lexicon/number-words.ts';
import { CONNECTORS, ORDER_CUES, type OrderCue } from './lexicon/order-cues.ts';
import { measureAt } from './measures.ts';
import { numberSpan } from './number-spans.ts';
import { numeralAt } from './numerals.ts';
import { conceptsOf } from './option-values.ts';
import type { Span } from './order-span.ts';
import { languageVotes, type ReadWord } from './order-words.ts';
import { findProducts, type ProductMention, type SeenIslands } from './product-mentions.ts';
import { wordForms } from './word-forms.ts';

/** Reads a message as spans from left to right, each word in exactly one. */
export function readSpans(words: ReadWord[], catalogue: Catalogue, language?: string | null): Span[] {
  const votes = languageVotes(words, language);
  const mentions = findMentions(words, catalogue);
  const taken = new Map(mentions.flatMap((mention) => mention.places.map((place) => [place, mention] as const)));
  const spans: Span[] = [];
  let window: ReadWord[] = [];
  for (let at = 0; at < words.length; ) {
    const mention = taken.get(at);
    if (mention) {
      if (mention.places[0] === at) spans.push({ kind: 'product', at, length: 1, mention });
      const named = optionSpan(words, at, catalogue);
      if (named?.kind === 'option') spans.push({ ...named, named: true });
      at += Math.max(1, named?.length ?? 1);
      continue;
    }
    if (at >= window.length) window = beforeNext(words, at, taken);
    const span = spanAt(window, at, catalogue, votes, spans.at(-1));
    spans.push(span);
    at += span.length;
  }
  return demoteCounting(spans, words);
}

const LONGEST_CUE = 6;
/** An order by chat has no more; what follows is not read as products. */
const MOST_MENTIONS = 60;

const CUES = new Map<string, OrderCue[]>();
for (const [cue, phrases] of Object.entries(ORDER_CUES) as [OrderCue, string][]) {
  for (const phrase of phrases.split(/,\s*/)) CUES.set(phrase, [...(CUES.get(phrase) ?? []), cue]);
}

/** The words up to the next that a product has taken: no other span reaches into a name. */
function beforeNext(words: ReadWord[], at: number, taken: Map<number, ProductMention>): ReadWord[] {
  let end = at;
  while (end < words.length && !taken.has(end)) end++;
  return words.slice(0, end);
}

function findMentions(words: ReadWord[], catalogue: Catalogue): ProductMention[] {
  const mentions: ProductMention[] = [];
  const seen: SeenIslands = new Map();
  let from = 0;
  for (let at = 0; at <= words.length && mentions.length < MOST_MENTIONS; at++) {
    if (at < words.length && !isSeparator(words, at, catalogue)) continue;
    mentions.push(...findProducts(words, from, at, catalogue, seen));
    from = at + 1;
  }
  return mentions.slice(0, MOST_MENTIONS);
}

/** A mark or a connector, except inside a name ("salt and pepper"). */
function isSeparator(words: ReadWord[], at: number, catalogue: Catalogue): boolean {
  const word = words[at]!;
  if (word.kind === 'mark' && word.text !== '&') return true;
  const folded = word.text === '&' ? 'and' : word.folded;
  if (!CONNECTORS.has(folded)) return false;
  return !catalogue.isJoinedName(`${words[at - 1]?.folded} ${folded} ${words[at + 1]?.folded}`);
}

function spanAt(
  words: ReadWord[],
  at: number,
  catalogue: Catalogue,
  votes: Record<ReadLanguage, number>,
  before: Span | undefined,
): Span {
  const word = words[at]!;
  if (word.kind === 'link') return { kind: 'filler', at, length: 1 };

  const found = [
    measureSpan(words, at),
    numberSpan(words, at, votes, before),
    optionSpan(words, at, catalogue),
    cueSpan(words, at, votes, before),
  ];
  let best: Span | null = null;
  for (const span of found) if (span && (!best || span.length > best.length)) best = span;
  if (best) return best;

  if (word.kind === 'mark') return markSpan(words, at);
  if (CONNECTORS.has(word.folded)) return { kind: 'break', strength: 'joint', question: false, at, length: 1 };
  if (COUNTING_WORDS.has(word.folded)) return { kind: 'counting', at, length: 1 };
  if (!word.unknown && wordForms(word.folded).some((form) => FILLER_WORDS.has(form)))
    return { kind: 'filler', at, length: 1 };
  return { kind: 'unknown', text: word.text, at, length: 1 };
}

function measureSpan(words: ReadWord[], at: number): Span | null {
  const measure = measureAt(words, at);
  if (!measure) return null;
  const text = words
    .slice(at, at + measure.length)
    .map((word) => word.folded)
    .join(' ');
  const said = { text, concepts: [], measure: { unit: measure.unit, amount: measure.amount } };
  const size = measure.letter ? { text: measure.letter, concepts: conceptsOf([measure.letter]), measure: null } : null;
  const spare = size ? { value: measure.number, said: size } : null;
  return { kind: 'measure', said, spare, at, length: measure.length };
}

function optionSpan(words: ReadWord[], at: number, catalogue: Catalogue): Span | null {
  const longest = Math.min(Math.max(4, catalogue.longestValue), words.length - at);
  for (let length = longest; length >= 1; length--) {
    const slice = words.slice(at, at + length);
    if (slice.some((word) => word.kind === 'mark' || word.kind === 'link') || isLooseNumber(slice)) continue;
    if (slice.length === 1 && slice[0]!.kind === 'number') return null; // a number may be a quantity: decided later
    const phrase = slice.map((word) => word.folded);
    const concepts = conceptsInside(phrase);
    if (concepts.length > 0 || isCatalogueValue(phrase, catalogue)) {
      return { kind: 'option', said: { text: phrase.join(' '), concepts, measure: null }, named: false, at, length };
    }
  }
  return null;
}

/** What a phrase means, and without its leading small word: "en blanco" is unruled paper, or simply white. */
function conceptsInside(phrase: string[]): string[] {
  const whole = conceptsOf(phrase);
  return whole.length > 0 && phrase.length > 1 && LEADS.test(phrase[0]!)
    ? [...new Set([...whole, ...conceptsOf(phrase.slice(1))])]
    : whole;
}

const LEADS = /^(?:en|em|in|a|au|aux|de|con|com|avec|me|mein)$/;

/** "2xl" and "A5" are values, "2 XL" is two of them. */
function isLooseNumber(slice: ReadWord[]): boolean {
  if (slice.length !== 2) return false;
  return slice.some((word) => word.kind === 'number') && !slice[1]!.glued;
}

function isCatalogueValue(phrase: string[], catalogue: Catalogue): boolean {
  if (phrase.length === 1 && FILLER_WORDS.has(phrase[0]!)) return false;
  const start = phrase.slice(0, -1);
  return wordForms(phrase.at(-1)!).some((form) => catalogue.isValue([...start, form].join(' ')));
}

function cueSpan(
  words: ReadWord[],
  at: number,
  votes: Record<ReadLanguage, number>,
  before: Span | undefined,
): Span | null {
  for (let length = Math.min(LONGEST_CUE, words.length - at); length >= 1; length--) {
    const slice = words.slice(at, at + length);
    if (slice.some((word) => word.kind !== 'letters' && word.kind !== 'number')) continue;
    const cues = CUES.get(slice.map((word) => word.folded).join(' '));
    if (!cues) continue;
    if (length === 1 && isOtherwise(words, at, votes, before)) return null;
    return { kind: 'cue', cues, at, length };
  }
  return null;
}

/** One word that is a cue in one language and small change in another. */
function isOtherwise(
  words: ReadWord[],
  at: number,
  votes: Record<ReadLanguage, number>,
  before: Span | undefined,
): boolean {
  const word = words[at]!.folded;
  const next = words[at + 1]?.folded ?? '';
  if (word === 'no' && votes.pt > votes.es && votes.pt > votes.en) return true; // Portuguese "in the"
  if (word === 'no' && /^(?:more|problem|worries|prob)$/.test(next)) return next !== 'more';
  if (word === 'or') return votes['hi-Latn'] > votes.en;
  if (word === 'o') return votes.es <= votes.pt - 1 || votes.es <= votes.en; // Portuguese "the", which counted itself
  if (word === 'ya') return votes.es - 1 > votes['hi-Latn']; // Spanish "already", which counted itself
  if (word === 'u') return votes.es <= votes.en; // "you"
  if (word === 'plus') return votes.fr > votes.en; // "more", of a quality
  return isAndOrBut(words, at, votes) && before?.kind !== 'number';
}

/** "aur" and "mais" are "and" and "but", and "more" beside a number: "mais dois", "encore deux". */
function isAndOrBut(words: ReadWord[], at: number, votes: Record<ReadLanguage, number>): boolean {
  const word = words[at]!.folded;
  if (!/^(?:aur|mais|mas|encore)$/.test(word)) return false;
  const counts = numeralAt(words, at + 1) !== null;
  if (word === 'mais') return !counts || votes.fr >= votes.pt;
  if (word === 'mas') return !counts || votes.pt >= votes.es;
  return word === 'aur' || !counts;
}

function markSpan(words: ReadWord[], at: number): Span {
  const mark = words[at]!.text;
  let length = 1;
  while (words[at + length]?.text === mark) length++;
  const isPause = mark === '.' && length > 1; // "hmm... better"
  if (ENDS.has(mark) && !isPause) return { kind: 'break', strength: 'hard', question: QUESTIONS.has(mark), at, length };
  if (PAUSES.has(mark) || isPause)
    return { kind: 'break', strength: 'soft', question: QUESTIONS.has(mark), at, length };
  return { kind: 'filler', at, length };
}

const ENDS = new Set('.!?\n।؟');
const QUESTIONS = new Set('?¿؟');
const PAUSES = new Set('¿¡,;:…+&/()|•*–—-');

/** "rice 2 bags", "2 bags of rice": a thing of that name is counted with, unless it is counted itself. */
function demoteCounting(spans: Span[], words: ReadWord[]): Span[] {
  return spans.map((span, index) => {
    if (span.kind !== 'product' || !span.mention.places.every((place) => COUNTING_WORDS.has(words[place]!.folded)))
      return span;
    if (isOfAnother(spans, index, words)) return { kind: 'counting', at: span.at, length: span.length };
    if (spans[index - 1]?.kind !== 'number' || !(isCountedAlone(spans, index, -1) || isCountedAlone(spans, index, 1)))
      return span;
    return { kind: 'counting', at: span.at, length: span.length };
  });
}

/** "the bag of rice" */
function isOfAnother(spans: Span[], index: number, words: ReadWord[]): boolean {
  const [link, thing] = [spans[index + 1], spans[index + 2]];
  return link?.kind === 'filler' && thing?.kind === 'product' && /^(?:of|de|d|da|do)$/.test(words[link.at]!.folded);
}

/** True when the nearest thing in that direction of the clause has no number of its own. */
function isCountedAlone(spans: Span[], from: number, step: 1 | -1): boolean {
  let found = false;
  for (let at = step < 0 ? from - 2 : from + 1; at >= 0 && at < spans.length; at += step) {
    const { kind } = spans[at]!;
    if (kind === 'break' || kind === 'cue') break;
    if (kind === 'number') return false;
    if (kind === 'product') found = true;
  }
  return found;
}
