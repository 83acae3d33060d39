import type { Thing } from './evidence.ts';
import { COMMON } from './lexicon.ts';
import type { Token } from './tokens.ts';

const PHRASE = 5; // tokens between two words of one name: "hoodie in the colour black"
const AHEAD = 8; // tokens in which what is spoken of follows: "we do not have any … hoodies"

/** @property isNamed this sentence names them itself; else the one before did. */
export type Meant = { things: ReadonlySet<Thing>; isNamed: boolean };

/** Which things a sentence speaks of, token by token. */
export type Subjects = {
  /** What came last before a place, else what comes first after it. */
  at(place: number): Meant;
  /** What follows a place closely, with all that is said to tell it from others; else what came before. */
  from(place: number): Meant;
  /** What the next sentence goes on about. */
  last: ReadonlySet<Thing>;
};

type Named = { at: number; things: ReadonlySet<Thing>; base: ReadonlySet<Thing> };

/**
 * Finds what each place of a sentence is about. Names say it; words for size or colour only narrow it down, and to
 * nothing where there is no such variant.
 */
export function subjectsOf(tokens: Token[], things: readonly Thing[], before: ReadonlySet<Thing>): Subjects {
  const names = indexOf(things, ({ names }) => names);
  const options = indexOf(things, ({ options }) => options);
  const named: Named[] = [];
  let carried = before;
  for (const [at, { text }] of tokens.entries()) {
    const previous = named.at(-1);
    const [byName, byOption] = [names.get(stemOf(text)), options.get(text)];
    if (byName) {
      const isSamePhrase = previous !== undefined && at - previous.at <= PHRASE && !hasNumber(tokens, previous.at, at);
      const both = isSamePhrase ? common(previous.things, byName) : new Set<Thing>();
      const meant = both.size > 0 ? both : byName;
      named.push({ at, things: meant, base: meant });
    } else if (byOption && previous) {
      const narrower = common(previous.things, byOption);
      const other = narrower.size > 0 ? narrower : common(previous.base, byOption); // "in black, grey and navy"
      named.push({ at, things: other, base: previous.base });
    } else if (byOption && carried.size > 0) {
      const narrower = common(carried, byOption);
      if (narrower.size > 0) carried = narrower;
    }
  }
  const at = (place: number): Meant => {
    const found = named.findLast((one) => one.at <= place) ?? phraseFrom(named, named[0]);
    return found ? { things: found.things, isNamed: true } : { things: carried, isNamed: false };
  };
  return {
    at,
    from(place) {
      const next = named.find((one) => one.at >= place && one.at <= place + AHEAD);
      const found = phraseFrom(named, next);
      return found ? { things: found.things, isNamed: true } : at(place);
    },
    last: named.at(-1)?.base ?? carried,
  };
}

/** The end of the phrase a name begins: "the hoodie (L, black)" is about the large black one from its first word on. */
function phraseFrom(named: Named[], first: Named | undefined): Named | undefined {
  let end = first;
  for (const one of named) if (end && one.at > end.at && one.at - end.at <= PHRASE && one.base === end.base) end = one;
  return end;
}

const common = (some: ReadonlySet<Thing>, others: ReadonlySet<Thing>): Set<Thing> =>
  new Set([...some].filter((one) => others.has(one)));

const hasNumber = (tokens: Token[], from: number, to: number): boolean =>
  tokens.slice(from + 1, to).some(({ values }) => values.length > 0);

function indexOf(things: readonly Thing[], wordsOf: (thing: Thing) => ReadonlySet<string>): Map<string, Set<Thing>> {
  const index = new Map<string, Set<Thing>>();
  for (const thing of things) {
    for (const word of wordsOf(thing)) {
      if (COMMON.has(word) || word === '') continue;
      const stem = stemOf(word);
      const known = index.get(stem) ?? new Set();
      known.add(thing);
      index.set(stem, known);
    }
  }
  return index;
}

/** "hoodies" is "hoodie", "camisetas" is "camiseta": enough to find a name again. */
export const stemOf = (word: string): string =>
  word.length > 3 ? word.replace(/(?<=[^s])s$/, '').replace(/(?<=[lrndz])e$/, '') : word;
