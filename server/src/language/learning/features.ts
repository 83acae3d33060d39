import { likeGroups } from './like-groups.ts';
import { MARK } from './tokens.ts';

/** What a text shows, as numbers that stand for features, and how often each occurs. */
export type FeatureCounts = {
  words: Map<number, number>;
  letters: Map<number, number>;
  /** Groups of like words, and pairs of them. */
  groups: Map<number, number>;
  marks: Map<number, number>;
};

/**
 * The features of a text: its words and stems, pairs of neighbours, pairs that keep company, how it begins and ends;
 * and the runs of 3 to 5 letters in its words, through which misspelt and inflected words meet.
 *
 * Features are 32-bit hashes: a model never stores the texts it learnt from.
 *
 * @param all the words, of {@link tokensOf}, with the stem of each.
 */
export function featuresOf(all: readonly { token: string; stem: string }[]): FeatureCounts {
  const told = all.filter(({ token }) => !token.startsWith(MARK));
  const tokens = told.map(({ token }) => token);
  const stems = told.map(({ stem }) => stem);
  const words = new Map<number, number>();
  for (const [at, token] of tokens.entries()) {
    count(words, hash(token, KIND.word));
    count(words, hash(stems[at]!, KIND.stem));
    if (at + 1 < stems.length) count(words, hash(`${stems[at]} ${stems[at + 1]}`, KIND.pair));
    countCompany(words, stems, at);
  }
  if (tokens.length > 0) {
    count(words, hash(tokens[0]!, KIND.first));
    if (tokens.length > 1) count(words, hash(`${tokens[0]} ${tokens[1]}`, KIND.first));
    count(words, hash(tokens.at(-1)!, KIND.last));
  }
  const marks = new Map<number, number>();
  for (const { token } of all) if (token.startsWith(MARK)) marks.set(hash(token, KIND.mark), 1);
  return { words, letters: letterRuns(tokens), groups: groupsIn(stems), marks };
}

const KIND = { word: 1, stem: 2, pair: 3, company: 4, first: 5, last: 6, letters: 7, mark: 8, group: 9 } as const;
/** How far apart two words still keep company. */
const COMPANY_REACH = 7;
const SHORTEST_RUN = 3;
const LONGEST_RUN = 5;

/** Two stems in one text, in whichever order: "card lost" and "lost my card". */
function countCompany(words: Map<number, number>, stems: string[], at: number): void {
  const own = stems[at]!;
  for (let other = at + 1; other < Math.min(stems.length, at + 1 + COMPANY_REACH); other++) {
    const near = stems[other]!;
    count(words, hash(own < near ? `${own} ${near}` : `${near} ${own}`, KIND.company));
  }
}

function groupsIn(stems: string[]): Map<number, number> {
  const counts = new Map<number, number>();
  const groups = likeGroups(stems);
  for (const [at, group] of groups.entries()) {
    count(counts, hash(group, KIND.group));
    for (const other of groups.slice(at + 1)) count(counts, hash(`${group} ${other}`, KIND.group));
  }
  return counts;
}

function letterRuns(tokens: string[]): Map<number, number> {
  const runs = new Map<number, number>();
  for (const token of tokens) {
    const framed = ` ${token} `;
    for (let from = 0; from + SHORTEST_RUN <= framed.length; from++) {
      const longest = Math.min(framed.length, from + LONGEST_RUN);
      let state = SEED ^ KIND.letters;
      for (let at = from; at < longest; at++) {
        state = Math.imul(state ^ framed.charCodeAt(at), PRIME);
        if (at + 1 - from >= SHORTEST_RUN) count(runs, mixed(state));
      }
    }
  }
  return runs;
}

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a with a finish that spreads the low bits. */
function hash(text: string, kind: number): number {
  let state = SEED ^ kind;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), PRIME);
  return mixed(state);
}

function mixed(state: number): number {
  const once = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return (once ^ (once >>> 12)) >>> 0;
}

function count(counts: Map<number, number>, feature: number): void {
  counts.set(feature, (counts.get(feature) ?? 0) + 1);
}
