/**
 * The forms under which a word may stand in a catalogue or lexicon, the most exact first: the word itself, then
 * what it may be the plural of in English, Spanish, Portuguese, French, Italian or Hindi.
 *
 * It over-generates on purpose ("boxes" gives "boxe" and "box"): a form only counts when a known word has it.
 *
 * @param word as {@link foldWord} returns it.
 */
export function wordForms(word: string): string[] {
  if (word.length < 4 || NUMERIC.test(word))
    return word.length === 3 && word.endsWith('s') ? [word, word.slice(0, -1)] : [word];
  const forms = [word];
  for (const [ending, singular] of PLURALS) {
    if (word.endsWith(ending) && word.length - ending.length >= 2) forms.push(word.slice(0, -ending.length) + singular);
  }
  return forms;
}

/** True when one of the two may be the plural of the other, or both of a third. */
export function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  if (one[0] !== other[0]) return false;
  const forms = wordForms(one);
  return wordForms(other).some((form) => forms.includes(form));
}

const NUMERIC = /\d/;

/** From long endings to short ones. */
const PLURALS: [ending: string, singular: string][] = [
  ['oes', 'ao'], // limões, limão
  ['aes', 'ao'], // pães, pão
  ['ies', 'y'], // berries
  ['ves', 'f'], // scarves
  ['ces', 'z'], // lápices, lápiz
  ['eaux', 'eau'],
  ['aux', 'al'],
  ['ais', 'al'],
  ['eis', 'el'],
  ['uis', 'ul'], // azuis, azul
  ['is', 'il'],
  ['ois', 'ol'],
  ['ns', 'm'], // batons, batom
  ['s', ''], // tees, before "te"
  ['es', ''], // boxes, jabones
  ['e', 'a'], // kurte, kurta
  ['x', ''], // gâteaux
];
