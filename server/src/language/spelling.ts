import { wordForms } from './word-forms.ts';

/** A known word close to a misspelt one; `cost` grows with the distance, 0 is the same word. */
export type Correction = { word: string; cost: number };

/**
 * Known words, searchable by misspelt ones.
 *
 * A slip of the finger (a neighbouring key, a doubled or missing letter, two letters swapped) and a spelling by ear
 * (`kiero`, `chaval`) cost less than another letter, so that "soup" is not taken for "soap". Words are kept by first
 * letter and length; a lookup looks into a few of those boxes, never at all words.
 */
export class SpellingIndex {
  #boxes = new Map<string, Entry[]>();
  #bySound = new Map<string, string[]>();
  #known = new Set<string>();

  add(word: string): void {
    if (this.#known.has(word) || word.length < 3 || /[^\p{L}]/u.test(word)) return;
    this.#known.add(word);
    append(this.#boxes, boxOf(word[0]!, word.length), { word, letters: letterSet(word) });
    append(this.#bySound, soundOf(word), word);
  }

  has(word: string): boolean {
    return this.#known.has(word);
  }

  /**
   * The known words nearest to `word`: all that share the lowest cost, none when nothing is near enough.
   *
   * Words of three letters or fewer are never corrected.
   */
  nearest(word: string): Correction[] {
    if (word.length < 4 || word.length > LONGEST_CORRECTED) return [];
    if (this.#known.has(word)) return [{ word, cost: 0 }];

    const found: Correction[] = [];
    let limit = budgetFor(word.length);
    for (const sounding of this.#bySound.get(soundOf(word)) ?? []) {
      found.push({ word: sounding, cost: SAME_SOUND });
      limit = SAME_SOUND;
    }
    const letters = letterSet(word);
    for (const first of firstLetters(word)) {
      for (let length = word.length - 2; length <= word.length + 2; length++) {
        for (const entry of this.#boxes.get(boxOf(first, length)) ?? []) {
          if (bitCount(entry.letters ^ letters) > limit * 2 + 1) continue;
          const cost = editCost(word, entry.word, limit);
          if (cost > limit || found.some((other) => other.word === entry.word)) continue;
          limit = cost;
          found.push({ word: entry.word, cost });
        }
      }
    }
    return found.filter((correction) => correction.cost <= limit + 1e-9);
  }
}

/**
 * What it costs to turn one word into the other by single slips; more than `limit` when it would cost more.
 *
 * A missing or swapped letter costs 1, a twin letter dropped or doubled 0.6, a neighbouring or like-sounding letter 1,
 * any other letter 1.6; a wrong first letter half as much again.
 */
function editCost(one: string, other: string, limit: number): number {
  const [a, b] = one.length <= other.length ? [one, other] : [other, one];
  if (b.length - a.length > limit) return limit + 1;

  let beforeLast: number[] = [];
  let last = [0];
  for (let i = 1; i <= a.length; i++) last.push(last[i - 1]! + gapCost(a, i));
  let lastBest = 0;
  for (let j = 1; j <= b.length; j++) {
    const row = [last[0]! + gapCost(b, j)];
    let best = row[0]!;
    for (let i = 1; i <= a.length; i++) {
      let cost = Math.min(last[i]! + gapCost(b, j), row[i - 1]! + gapCost(a, i), last[i - 1]! + letterCost(a, i, b, j));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[i - 2]! + 1);
      row.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit && lastBest > limit) return limit + 1; // a swap reaches back two rows
    lastBest = best;
    beforeLast = last;
    last = row;
  }
  return last[a.length]!;
}

/** How many slips we believe a customer makes in a word of so many letters. */
function budgetFor(length: number): number {
  if (length < 4) return 0;
  if (length < 7) return 1;
  if (length < 10) return 2;
  return 2.6;
}

/**
 * A key that is the same for words that sound alike when written by ear: `quiero` and `kiero`, `chhota` and `chota`,
 * `neela` and `nila`. It serves all languages at once, so it is coarse.
 */
export function soundOf(word: string): string {
  return word
    .replace(/qu|q|c(?![eih])|ck/g, 'k')
    .replace(/ph/g, 'f')
    .replace(/ee/g, 'i')
    .replace(/oo/g, 'u')
    .replace(/c(?=[ei])|z/g, 's')
    .replace(/([^cs])h/g, '$1')
    .replace(/[vw]/g, 'b')
    .replace(/y/g, 'i')
    .replace(/(.)\1+/g, '$1');
}

type Entry = { word: string; letters: number };

/** A like sound is a weaker witness than the same letters. */
const SAME_SOUND = 0.5;
const LONGEST_CORRECTED = 24;

/** A doubled or dropped twin letter is the most common slip of all, the first letter the rarest. */
function gapCost(word: string, at: number): number {
  if (isTwin(word, at)) return 0.6;
  return at === 1 ? 1.6 : 1;
}

function letterCost(a: string, i: number, b: string, j: number): number {
  const [one, other] = [a[i - 1]!, b[j - 1]!];
  if (one === other) return 0;
  const near = NEIGHBOURS.get(one)?.includes(other) || ALIKE.get(one)?.includes(other);
  const cost = near || (isTwin(a, i) && isTwin(b, j)) ? 1 : 1.6; // "hoddie": the wrong letter doubled
  return i === 1 ? cost * 1.5 : cost;
}

function isTwin(word: string, at: number): boolean {
  return word[at - 1] === word[at - 2] || word[at - 1] === word[at];
}

const NEIGHBOURS = new Map(
  Object.entries({
    q: 'wa', w: 'qes', e: 'wrd', r: 'etf', t: 'ryg', y: 'tuh', u: 'yij', i: 'uok', o: 'ipl', p: 'ol',
    a: 'qsz', s: 'adwx', d: 'sfec', f: 'dgrv', g: 'fhtb', h: 'gjyn', j: 'hkum', k: 'jlim', l: 'kop',
    z: 'xas', x: 'zcs', c: 'xvd', v: 'cbf', b: 'vng', n: 'bmh', m: 'njk',
  }),
); // biome-ignore format: one line a keyboard row
const ALIKE = new Map(
  Object.entries({
    c: 'ksq',
    k: 'cq',
    q: 'kc',
    s: 'zc',
    z: 's',
    v: 'bw',
    b: 'v',
    w: 'v',
    i: 'ey',
    y: 'i',
    e: 'i',
    f: 'p',
    g: 'j',
    j: 'gy',
  }),
);

/** The first letter is seldom wrong, except when two sound alike. */
function firstLetters(word: string): string[] {
  const first = word[0]!;
  const others = [...(ALIKE.get(first) ?? '')];
  if (word[1] && word[1] !== first) others.push(word[1]); // two letters swapped
  return [...new Set([first, ...others])];
}

function boxOf(first: string, length: number): string {
  return first + length;
}

function letterSet(word: string): number {
  let set = 0;
  for (const letter of word) set |= 1 << (letter.codePointAt(0)! % 32);
  return set;
}

function bitCount(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** True when the two words are the same but for the slips that {@link budgetFor} allows, or one is a plural of the other. */
export function isSpeltLike(one: string, other: string): boolean {
  const [a, b] = [wordForms(one), wordForms(other)];
  if (a.some((form) => b.includes(form))) return true;
  const limit = budgetFor(Math.min(one.length, other.length));
  return limit > 0 && editCost(one, other, limit) <= limit;
}
