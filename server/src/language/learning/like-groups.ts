import { LIKE_WORDS } from '../lexicon/like-words.ts';
import { REPLY_WORDS } from '../lexicon/reply-words.ts';
import { SUPPORT_WORDS } from '../lexicon/support-words.ts';
import { stemOf, tokensOf } from './tokens.ts';

/** Stems of a word or phrase, to the groups of like words it is in. */
const GROUPS = new Map<string, string[]>();
for (const [group, phrases] of [...Object.entries(LIKE_WORDS), ...inManyLanguages()]) {
  for (const phrase of phrases.split(/,\s*/)) {
    const stems = tokensOf(phrase).map(stemOf).join(' ');
    const known = GROUPS.get(stems) ?? [];
    if (!known.includes(group)) GROUPS.set(stems, [...known, group]);
  }
}

/** Through these, what was learnt in one language is recognised in another. */
function inManyLanguages(): [string, string][] {
  return [
    ...Object.entries(SUPPORT_WORDS).map(([group, phrases]): [string, string] => [`*${group}`, phrases]),
    ...Object.entries(REPLY_WORDS).map(([group, phrases]): [string, string] => [`+${group}`, phrases]),
  ];
}

const LONGEST_PHRASE = 4;

/** The groups of like words that a text touches, in alphabetical order. @param stems of its words, in order. */
export function likeGroups(stems: readonly string[]): string[] {
  const found = new Set<string>();
  const plain = stems.map((stem) => stem.replaceAll("'", ''));
  for (const from of plain.keys()) {
    for (let length = 1; length <= LONGEST_PHRASE && from + length <= plain.length; length++) {
      for (const group of GROUPS.get(plain.slice(from, from + length).join(' ')) ?? []) found.add(group);
    }
  }
  return [...found].sort();
}
