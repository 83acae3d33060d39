import type { Thing } from './evidence.ts';
import { COMMON, SIZE_WORDS, VARIANT_WORDS } from './lexicon.ts';
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
  /** Whether something is named between two places. */
  namesWithin(from: number, to: number): boolean;
  /** What the next sentence goes on about. */
  last: ReadonlySet<Thing>;
};

/** `base`: as the name alone says it; `told`: narrowed by which places among the options. */
type Named = { at: number; things: ReadonlySet<Thing>; base: ReadonlySet<Thing>; told: ReadonlySet<number> };

const NO_THINGS: ReadonlySet<Thing> = new Set();

/**
 * Finds what each place of a sentence is about. Names say it; words for size or colour only narrow it down, and to
 * nothing where there is no such variant.
 */
export function subjectsOf(tokens: Token[], things: readonly Thing[], before: ReadonlySet<Thing>): Subjects {
  const names = indexOf(things, ({ names }) => names);
  const options = indexOf(things, ({ options }) => options.keys());
  const named: Named[] = [];
  let carried = before;
  for (const [at, { text }] of tokens.entries()) {
    const previous = named.at(-1);
    const size = SIZE_WORDS.get(text);
    const option = size !== undefined && options.has(size) ? size : text;
    const [byName, byOption] = [names.get(stemOf(text)), options.get(option)];
    if (byName) {
      const isSamePhrase = previous !== undefined && at - previous.at <= PHRASE && !hasNumber(tokens, previous.at, at);
      const both = isSamePhrase ? common(previous.things, byName) : NO_THINGS;
      const meant = both.size > 0 ? both : byName;
      named.push({ at, things: meant, base: meant, told: new Set() });
    } else if (previous && (byOption || VARIANT_WORDS.has(text))) {
      named.push(narrowedBy(previous, option, byOption ?? NO_THINGS, at));
    } else if (byOption && carried.size > 0) {
      const narrower = common(carried, byOption);
      if (narrower.size > 0) carried = narrower;
    }
  }
  if (named.length > 0) applyWhatCameBefore(tokens, options, named);
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
    namesWithin: (from, to) => named.some((one) => one.at >= from && one.at < to),
    last: named.at(-1)?.base ?? carried,
  };
}

/** "L, black" narrows twice; "in black, grey and navy" names one after the other. */
function narrowedBy(previous: Named, option: string, having: ReadonlySet<Thing>, at: number): Named {
  const place = [...having].map(({ options }) => options.get(option)).find((one) => one !== undefined) ?? -1;
  const isOther = previous.told.has(place);
  const things = common(isOther ? previous.base : previous.things, having);
  return { at, things, base: previous.base, told: new Set([...(isOther ? [] : previous.told), place]) };
}

/** "The large grey hoodie": what stands in front of the first name narrows it too. */
function applyWhatCameBefore(tokens: Token[], options: ReadonlyMap<string, ReadonlySet<Thing>>, named: Named[]): void {
  const [first] = named;
  if (!first) return;
  for (const { text } of tokens.slice(Math.max(0, first.at - 3), first.at)) {
    const having = options.get(SIZE_WORDS.get(text) ?? text) ?? options.get(text);
    if (!having && !VARIANT_WORDS.has(text)) continue;
    for (const one of named) if (one.base === first.base) one.things = common(one.things, having ?? NO_THINGS);
  }
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

function indexOf(things: readonly Thing[], wordsOf: (thing: Thing) => Iterable<string>): Map<string, Set<Thing>> {
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
