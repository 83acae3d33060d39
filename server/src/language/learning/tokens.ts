/** A message is cut to this many characters before it is read: the longest text WhatsApp carries. */
const LONGEST_TEXT = 4096;
/** More words say nothing new about what a message wants. */
const MOST_TOKENS = 120;
const LONGEST_TOKEN = 30;

const LINK = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/g;
/** Begins a word that is no word of the text but something seen in it, such as "mostly capitals". */
export const MARK = '\ue000';
const TOKEN = /\ue000[a-z0-9]+|[\p{L}\p{M}]+(?:'[\p{L}]+)*|\p{N}+|\p{Extended_Pictographic}|[!?¿¡$€£₹%]+/gu;
const LATIN_ACCENTS = /[\u0300-\u036f]/g;
/** "what's" is "what" and "'s"; "don't" stays whole, it says no. */
const CLITIC = /^(.+)'(s|re|ll|ve|d|m)$/;

/**
 * The words of a message as a model learns them: lower case, without Latin accents, with `?`, `!`, signs of money and
 * emoji as words of their own, and any link or address as the one word `http`.
 *
 * Never throws, and reads only the first 4,096 characters.
 */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const found of normalised(text).match(TOKEN) ?? []) {
    if (tokens.length >= MOST_TOKENS) break;
    const parts = CLITIC.exec(found);
    if (parts) tokens.push(parts[1]!.slice(0, LONGEST_TOKEN), `'${parts[2]}`);
    else tokens.push(found.slice(0, LONGEST_TOKEN));
  }
  return tokens;
}

function normalised(text: string): string {
  const lower = text.slice(0, LONGEST_TEXT).normalize('NFKD').toLowerCase();
  return lower
    .replace(LATIN_ACCENTS, '')
    .normalize('NFC')
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(LINK, ' http ');
}

/** English endings and what stands for them, longest first. */
const ENDINGS: readonly [ending: string, instead: string][] = [
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['fulness', 'ful'],
  ['iveness', 'ive'],
  ['ingly', ''],
  ['ments', 'ment'],
  ['edly', ''],
  ['ings', ''],
  ['ing', ''],
  ['ied', 'y'],
  ['ies', 'y'],
  ['ers', 'er'],
  ['ed', ''],
  ['es', 'e'],
  ['ly', ''],
  ['s', ''],
];

/** A word without its English ending; words of other languages mostly stay as they are, or lose a plural. */
export function stemOf(token: string): string {
  if (token.length < 4) return token;
  const found = ENDINGS.find(([ending]) => token.endsWith(ending) && token.length - ending.length >= 3);
  if (!found || (found[0] === 's' && /(?:ss|us|is)$/.test(token))) return withoutE(token, 4);
  const bare = token.slice(0, token.length - found[0].length) + found[1];
  return withoutE(found[0].startsWith('ing') || found[0] === 'ed' ? undoubled(bare) : bare, 3);
}

/** "stopping" is "stop". */
const undoubled = (bare: string): string => (/([bdgklmnprt])\1$/.test(bare) ? bare.slice(0, -1) : bare);

const withoutE = (word: string, longerThan: number): string =>
  word.endsWith('e') && word.length > longerThan ? word.slice(0, -1) : word;
