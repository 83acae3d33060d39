import { isCommon } from './common-words.ts';
import { SUPPORT_WORDS } from './lexicon/support-words.ts';
import { SpellingIndex } from './spelling.ts';
import { stemOf } from './stems.ts';
import { fold } from './words.ts';

/** A question that the shop has answered once for all. */
export type Faq = {
  id: string;
  question: string;
  /** Other ways to ask it. */
  variants?: readonly string[];
  answer: string;
  language?: string;
};

/** `score` runs from 0 to 1; below {@link SURE_FAQ} it is a suggestion, not an answer. */
export type FoundFaq = { id: string; score: number };

/** From this score on the answer may be given without asking. Chosen on the development data. */
export const SURE_FAQ = 0.55;
/** Below it nothing is shown at all: no answer is better than a wrong one. */
const LEAST_SCORE = 0.18;

/**
 * Finds the answers to a customer's question in a bank of them.
 *
 * Words count by how rare they are in the bank (BM25), groups of like words meet across languages, and runs of
 * letters catch what is misspelt. A bank is indexed when it is first seen and must not be changed afterwards.
 *
 * @returns the best first, at most `limit`; empty when nothing is near enough.
 */
export function searchFaqs(text: string, bank: readonly Faq[], limit = 3): FoundFaq[] {
  const index = indexOf(bank);
  const query = readQuestion(text, (word) => spelt(word, index));
  if (query.units.length === 0 || bank.length === 0) return [];

  const found = bank.map(({ id }, at) => ({ id, score: scoreOf(query, index, at) }));
  return found
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score)
    .slice(0, Math.max(0, limit))
    .map(({ id, score }) => ({ id, score: Math.round(score * 1000) / 1000 }));
}

/** A word of a text with the groups of like words it belongs to, alone or with its neighbours. */
type Unit = { stem: string | null; groups: string[] };
type Question = { units: Unit[]; terms: Map<string, number>; letters: Map<string, number> };
type Index = {
  questions: Question[];
  spelling: SpellingIndex;
  rarity: Map<string, number>;
  lengths: number[];
  averageLength: number;
};

/** How much a word of the answer, and a group of like words, is worth beside a word of the question. */
const ANSWER_WEIGHT = 0.35;
const VARIANT_WEIGHT = 0.7;
const GROUP_WEIGHT = 0.6;
/** BM25: how soon repeating a word stops to count, and how much a long text is discounted. */
const SATURATION = 1.2;
const LENGTH_DISCOUNT = 0.4;
const LETTERS_WEIGHT = 0.35;
const UNKNOWN_WEIGHT = 0.4;
const MOST_WORDS = 60;

const STOP = new Set(
  `a an the is are was were be been am do does did i you he she it we they me my your our their of to in on at for with and or if so can could will would should
  may might have has had this that these those what which who when why how from by as there here not no much many please pls u r ur im its any some just get got about need want like something someone
  el la los las un una de del en y o que es son para por con me mi su sus se lo al como cual si hay yo tu usted ustedes
  os as um uma do da dos das no na e ou que sao com se voce voces eu meu minha
  le les une des du et ou que qui est sont je vous il elle on pour avec dans sur mon ma mes votre vos ce cette
  hai hain ka ki ke ko se me mein kya aur main aap`.split(/\s+/),
);

const GROUPS = new Map<string, string[]>();
for (const [group, phrases] of Object.entries(SUPPORT_WORDS)) {
  for (const phrase of new Set(phrases.split(/,\s*/).map((one) => one.split(' ').map(stemOf).join(' ')))) {
    GROUPS.set(phrase, [...(GROUPS.get(phrase) ?? []), `*${group}`]);
  }
}

const GROUP_WORDS = new Set(Object.values(SUPPORT_WORDS).flatMap((phrases) => phrases.split(/[, ]+/)));

const indexes = new WeakMap<readonly Faq[], Index>();

/** A word of the bank instead of a misspelt one. */
function spelt(word: string, { spelling }: Index): string {
  if (word.length < 5 || STOP.has(word) || GROUP_WORDS.has(word) || isCommon(word)) return word;
  return spelling.nearest(word)[0]?.word ?? word;
}

function indexOf(bank: readonly Faq[]): Index {
  const known = indexes.get(bank);
  if (known) return known;

  const questions = bank.map(readFaq);
  const counts = new Map<string, number>();
  for (const { terms } of questions) for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const rarity = new Map([...counts].map(([term, count]) => [term, rarityOf(count, bank.length)]));
  const lengths = questions.map(({ terms }) => [...terms.values()].reduce((sum, weight) => sum + weight, 0));
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const index = { questions, spelling: spellingOf(bank), rarity, lengths, averageLength };
  indexes.set(bank, index);
  return index;
}

function spellingOf(bank: readonly Faq[]): SpellingIndex {
  const spelling = new SpellingIndex();
  for (const word of GROUP_WORDS) spelling.add(word);
  for (const { question, variants = [], answer } of bank) {
    for (const word of fold([question, ...variants, answer].join(' ')).split(' ')) spelling.add(word);
  }
  return spelling;
}

function rarityOf(count: number, size: number): number {
  return Math.log(1 + (size - count + 0.5) / (count + 0.5));
}

function readFaq({ question, variants = [], answer }: Faq): Question {
  const read = readQuestion(question);
  for (const variant of variants) {
    const other = readQuestion(variant);
    addAll(read.terms, other.terms, VARIANT_WEIGHT);
    addAll(read.letters, other.letters, 1);
  }
  addAll(read.terms, readQuestion(answer).terms, ANSWER_WEIGHT);
  return read;
}

function readQuestion(text: string, correct = (word: string) => word): Question {
  const words = fold(text).split(' ').filter(Boolean).slice(0, MOST_WORDS).map(correct);
  const groups = groupsOf(words.map(stemOf));
  const units = words.map((word, at): Unit => ({ stem: STOP.has(word) ? null : stemOf(word), groups: groups[at]! }));
  const told = units.filter(({ stem, groups }) => stem !== null || groups.length > 0);
  const terms = new Map<string, number>();
  for (const { stem, groups } of told) {
    if (stem) add(terms, stem, 1);
    for (const group of groups) terms.set(group, 1);
  }
  return { units: told, terms, letters: letterRuns(words.filter((word) => !STOP.has(word))) };
}

/**
 * The groups of each word; of a longer phrase ("come to my house") its last word has them. Words inside a phrase that
 * means something by itself count no more alone: "how much time" asks for no price.
 */
function groupsOf(stems: string[]): string[][] {
  const groups = stems.map((): string[] => []);
  const inPhrase = new Set<number>();
  for (let length = LONGEST_PHRASE; length >= 1; length--) {
    for (let from = 0; from + length <= stems.length; from++) {
      const found = GROUPS.get(stems.slice(from, from + length).join(' '));
      if (!found || isInside(inPhrase, from, length)) continue;
      groups[from + length - 1]!.push(...found);
      if (length > 1) for (let at = from; at < from + length; at++) inPhrase.add(at);
    }
  }
  return groups;
}

const LONGEST_PHRASE = 3;

function isInside(phrases: ReadonlySet<number>, from: number, length: number): boolean {
  for (let at = from; at < from + length; at++) if (!phrases.has(at)) return false;
  return true;
}

function letterRuns(words: string[]): Map<string, number> {
  const runs = new Map<string, number>();
  for (const word of words) {
    const framed = `_${word.slice(0, 30)}_`;
    for (const size of [3, 4])
      for (let at = 0; at + size <= framed.length; at++) add(runs, framed.slice(at, at + size), 1);
  }
  return runs;
}

/** Each word counts through itself or a group it belongs to, whichever the question has more of. */
function scoreOf(query: Question, index: Index, at: number): number {
  const { terms, letters } = index.questions[at]!;
  const discount = SATURATION * (1 - LENGTH_DISCOUNT + (LENGTH_DISCOUNT * index.lengths[at]!) / index.averageLength);
  const match = (term: string) => {
    const count = terms.get(term) ?? 0;
    return ((index.rarity.get(term) ?? 0) * count * (SATURATION + 1)) / (count + discount);
  };
  let sum = 0;
  let most = 0;
  for (const { stem, groups } of query.units) {
    const own = stem ? match(stem) : 0;
    sum += groups.reduce((best, group) => Math.max(best, match(group) * GROUP_WEIGHT), own);
    most += worthOf(stem, groups, index);
  }
  return Math.min(1, (sum / (most || 1)) * (1 - LETTERS_WEIGHT) + cosine(query.letters, letters) * LETTERS_WEIGHT);
}

/** What a word could bring at most; a word that the bank does not know at all counts, but less. */
function worthOf(stem: string | null, groups: string[], index: Index): number {
  const own = stem ? (index.rarity.get(stem) ?? 0) : 0;
  const best = groups.reduce((most, group) => Math.max(most, (index.rarity.get(group) ?? 0) * GROUP_WEIGHT), own);
  return best || (stem ? rarityOf(0, index.questions.length) * UNKNOWN_WEIGHT : 0);
}

function cosine(one: Map<string, number>, other: Map<string, number>): number {
  let dot = 0;
  for (const [run, count] of one) dot += count * (other.get(run) ?? 0);
  return dot === 0 ? 0 : dot / (normOf(one) * normOf(other));
}

function normOf(counts: Map<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count * count;
  return Math.sqrt(sum);
}

function addAll(to: Map<string, number>, from: Map<string, number>, weight: number): void {
  for (const [key, count] of from) add(to, key, count * weight);
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
