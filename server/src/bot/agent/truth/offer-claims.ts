import type { Facts } from './evidence.ts';
import { LACK, POLICIES, POSSESSION } from './lexicon.ts';
import { clausesIn, type Reading, speaksOfNothingElse, type Violation } from './reading.ts';
import { plainWords, sentencesOf, tokensOf } from './tokens.ts';

/** Discounts, refunds, guarantees and opening hours that the business does not write itself. */
export function policyClaims({ folded, tokens, evidence }: Reading): Violation[] {
  const words = plainWords(folded);
  const figures = new Set(tokens.flatMap(({ values }) => values));
  return Object.values(POLICIES).flatMap((pattern): Violation[] => {
    const said = pattern.exec(words)?.[0];
    const theirs = sentencesOf(evidence.ownText).filter((sentence) => pattern.test(plainWords(sentence)));
    const isTheirs = theirs.some((sentence) => hasItsFigures(sentence, figures));
    return said && !isTheirs ? [{ kind: 'policy', what: `"${said}"` }] : [];
  });
}

/** "Free from $50" is not "free": an offer that comes with a figure is told with one. */
function hasItsFigures(sentence: string, figures: ReadonlySet<number>): boolean {
  const own = tokensOf(sentence).flatMap(({ values }) => values);
  return own.length === 0 || own.some((value) => figures.has(value));
}

/** "We have" and "sold out" of what was not found to be so. */
export function presenceClaims(read: Reading): Violation[] {
  if (read.isQuestion) return [];
  return clausesIn(read).flatMap(({ words, from, to }): Violation[] => {
    const lacks = LACK.exec(words);
    const match = lacks ?? POSSESSION.exec(words);
    if (!match) return [];
    const { things } = read.subjects.from(from);
    const isNamedHere = read.subjects.namesWithin(from, to);
    const isMeant = isNamedHere || (things.size > 0 && speaksOfNothingElse(read, words.replace(match[0], ' ')));
    const presences = [...things].map(({ facts }) => facts.presence);
    const isKnown = lacks ? isLacking(read, presences, isMeant) : isMeant && presences.some((one) => one.has('some'));
    return isKnown ? [] : [{ kind: 'presence', what: `"${words.slice(0, 80)}"` }];
  });
}

/** Gone is only what has none in any of its kinds; and what a search did not find. */
function isLacking({ evidence }: Reading, presences: Facts['presence'][], isMeant: boolean): boolean {
  if (isMeant) return presences.some((one) => one.has('none')) && !presences.some((one) => one.has('some'));
  return evidence.things.some(({ names, facts }) => names.size === 0 && facts.presence.has('none'));
}
