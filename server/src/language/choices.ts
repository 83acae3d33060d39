import { FILLER_WORDS } from './lexicon/filler-words.ts';
import { numeralAt } from './numerals.ts';
import { isSpeltLike } from './spelling.ts';
import { fold, splitWords } from './words.ts';

/** One option of a menu. */
export type Choice = { id: string; title: string; synonyms?: readonly string[] };

/** `place` is the position in the menu, from 0; `score` from 0 to 1. */
export type ChosenOption = { id: string; place: number; score: number };

/**
 * Which option of a menu a customer means: by number ("2", "2.", "the second one", "el último", "option 3"), by its
 * title, by the beginning of it, or by words of it, slips of spelling allowed.
 *
 * @param choices a bare title is its own id.
 * @returns null when none fits, or two fit equally.
 */
export function matchChoice(
  text: string,
  choices: readonly (Choice | string)[],
  language?: string | null,
): ChosenOption | null {
  const options = choices.map((choice) => (typeof choice === 'string' ? { id: choice, title: choice } : choice));
  const said = fold(text);
  if (!said && !NUMBERED_EMOJI.test(text)) return null;
  const byTitle = bestByWords(said, options);
  if (byTitle?.score === 1) return byTitle;
  const place = placeSaid(text, options.length, language);
  const option = place === null ? undefined : options[place];
  return option ? { id: option.id, place: place!, score: 0.95 } : byTitle;
}

/** Below this much of it in common, words are about something else. */
const LEAST_SCORE = 0.5;
/** Two scores this near are equal. */
const NEAR = 0.05;
const LONGEST_ANSWER = 12;
const NUMBERED_EMOJI = /🔟/u;

const ORDINALS: string[][] = [
  'first 1st primero primera primer primeiro primeira premier premiere 1er 1ere pehla pehli pehle 1o 1a'.split(' '),
  'second 2nd segundo segunda deuxieme seconde 2eme dusra doosra dusri doosri 2o 2a'.split(' '),
  'third 3rd tercero tercera tercer terceiro terceira troisieme 3eme teesra tisra teesri tisri 3o 3a'.split(' '),
  'fourth 4th cuarto cuarta quarto quarta quatrieme 4eme chautha chauthi'.split(' '),
  'fifth 5th quinto quinta cinquieme 5eme panchva paanchva'.split(' '),
  'sixth 6th sexto sexta sixieme 6eme'.split(' '),
  'seventh 7th septimo septima setimo setima septieme 7eme'.split(' '),
  'eighth 8th octavo octava oitavo oitava huitieme 8eme'.split(' '),
  'ninth 9th noveno novena nono nona neuvieme 9eme'.split(' '),
  'tenth 10th decimo decima dixieme 10eme'.split(' '),
];
const LAST = new Set('last ultimo ultima dernier derniere aakhri akhri'.split(' '));
/** What may stand around a number that chooses. */
const AROUND =
  /^(?:the|a|an|one|ones|option|opt|opcion|opcao|choice|number|num|no|nr|numero|item|please|pls|el|la|lo|los|o|le|les|un|una|uno|de|menu|wala|wali|vala|por|favor|porfa|svp|i|want|choose|pick|take|ill|quiero|elijo|quero|escolho|je|prends|veux|go|with|for|thanks|gracias)$/;

/** The position that the text says in so many words, and says nothing else; may lie outside the menu. */
function placeSaid(text: string, count: number, language: string | null | undefined): number | null {
  if (NUMBERED_EMOJI.test(text) && !fold(text)) return 9;
  const words = splitWords(text).filter(({ kind }) => kind !== 'mark');
  if (words.length === 0 || words.length > LONGEST_ANSWER) return null;
  let place: number | null = null;
  for (let at = 0; at < words.length; ) {
    const ordinal = ordinalAt(
      words.map(({ folded }) => folded),
      at,
      count,
    );
    const numeral = ordinal ? null : numeralAt(words, at);
    const isPronoun = numeral?.style === 'article' || (words[at]!.folded === 'one' && place !== null);
    if (ordinal || (numeral && !isPronoun)) {
      if (place !== null) return null;
      if (numeral?.shy && words.length > numeral.length && !numeral.languages.some((spoken) => spoken === language))
        return null;
      place = ordinal ? ordinal.place : numeral!.value - 1;
    } else if (!AROUND.test(words[at]!.folded)) return null;
    at += ordinal?.length ?? numeral?.length ?? 1;
  }
  if (place === null && words.length === 1) place = articleAlone(words[0]!.folded);
  return place !== null && Number.isInteger(place) && place >= 0 ? place : null;
}

/** "una", "um": alone it is a number. */
function articleAlone(word: string): number | null {
  return /^(?:un|una|um|uma|une)$/.test(word) ? 0 : null;
}

/** "1st" is split into a number and letters; both forms are tried. */
function ordinalAt(words: string[], at: number, count: number): { place: number; length: number } | null {
  for (const length of [2, 1]) {
    const word = words.slice(at, at + length).join('');
    if (LAST.has(word)) return { place: count - 1, length };
    const place = ORDINALS.findIndex((names) => names.includes(word));
    if (place >= 0) return { place, length };
  }
  return null;
}

function bestByWords(said: string, options: Choice[]): ChosenOption | null {
  const words = said.split(' ');
  if (words.length > LONGEST_ANSWER) return null;
  const scored = options.map((option, place) => ({ id: option.id, place, score: scoreOption(said, words, option) }));
  scored.sort((a, b) => b.score - a.score);
  const [best, next] = scored;
  if (!best || best.score < LEAST_SCORE || (next && best.score - next.score < NEAR)) return null;
  return { ...best, score: Math.round(best.score * 100) / 100 };
}

function scoreOption(said: string, words: string[], { id, title, synonyms = [] }: Choice): number {
  return Math.max(...[title, ...synonyms, id].map((name) => scoreName(said, words, fold(name))));
}

/** 1 for the same words, 0.9 for the beginning of them; else the share of words in common, on both sides. */
function scoreName(said: string, words: string[], name: string): number {
  if (!name) return 0;
  if (said === name) return 1;
  if (name.startsWith(`${said} `) || (said.length >= 3 && name.startsWith(said))) return 0.9;
  const wanted = tellingWords(words);
  const named = tellingWords(name.split(' '));
  let common = 0;
  for (const word of wanted) common += Math.max(0, ...named.map((other) => likeness(word, other)));
  if (common === 0) return 0;
  return 0.88 * (0.65 * (common / wanted.length) + 0.35 * Math.min(1, common / named.length));
}

function likeness(word: string, other: string): number {
  if (word === other) return 1;
  if (isSpeltLike(word, other)) return 0.9;
  return word.length >= 4 && other.startsWith(word) ? 0.8 : 0;
}

/** Small words decide nothing, unless there are no others. */
function tellingWords(words: string[]): string[] {
  const telling = words.filter((word) => !SMALL.has(word));
  return telling.length > 0 ? telling : words;
}

const SMALL = new Set(
  [...FILLER_WORDS].filter((word) => word.length <= 3 || /^(?:please|quiero|quero|want|show|para|about)$/.test(word)),
);
