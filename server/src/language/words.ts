/** A message is cut to this many characters before it is read: the longest text WhatsApp carries. */
const LONGEST_TEXT = 4096;

/** One piece of a message: letters, digits, or a single mark such as `,` or `+`. */
export type Word = {
  /** As the customer wrote it. */
  text: string;
  /** For comparing: lower case, without accents, digits in ASCII. */
  folded: string;
  kind: 'letters' | 'number' | 'mark' | 'link';
  /** True when no space stands before it, as `kg` in `5kg`. */
  glued: boolean;
};

/**
 * Splits a message into words, numbers and marks.
 *
 * Links and e-mail addresses stay in one piece of kind `link`. A hyphen inside a word disappears (`usb-c` is
 * `usb`, `c`). Never throws, and takes time linear in the length of `text`, of which only the first 4,096
 * characters are read.
 */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  const clean = asciiDigits(
    text
      .slice(0, LONGEST_TEXT)
      .normalize('NFKC')
      .replace(INVISIBLE, '')
      .replace(/[’‘`´ʼ]/g, "'"),
  );
  for (const [line, chunks] of linesOf(clean)) {
    if (line > 0) words.push({ text: '\n', folded: '\n', kind: 'mark', glued: false });
    for (const chunk of chunks) pushChunk(words, chunk);
  }
  return words;
}

/** The text in the form in which two texts are compared: lower case, no accents, single spaces, no marks. */
export function fold(text: string): string {
  return splitWords(text)
    .filter((word) => word.kind !== 'mark')
    .map((word) => word.folded)
    .join(' ');
}

/** One word in the form in which words are compared. Idempotent. */
export function foldWord(word: string): string {
  const plain = word
    .toLowerCase()
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(/[ßæœøđłıð]/g, (letter) => SPELLED_OUT[letter] ?? letter)
    .replace(/'/g, '');
  const calm = plain.replace(/([a-wyz])\1{2,}/g, '$1'); // "pleaseee", "noooo"; but xxxl is a size
  return calm.length > 1 ? calm : plain; // "mmm" is not a size either
}

/** Latin accents, and the vowel marks that Arabic and Hebrew writers leave out as they please. */
const ACCENTS = /[\u0300-\u036f\u064b-\u065f\u0670\u0591-\u05c7]/g;
/** Zero-width characters, direction marks, variation selectors, the frame of a keycap, Arabic tatweel, lone surrogates, NUL. */
const INVISIBLE =
  /[\u0000\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|\u20e3|\p{Variation_Selector}|\p{Surrogate}/gu;
const SPELLED_OUT: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', ð: 'd' };

const PIECE = /\d+(?:[.,⁄/]\d+)*|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*|[^\s]/gu;
const LETTERS = /^[\p{L}\p{M}]/u;
/** l'huile, d'olive, qu'il; but not I'll, don't or j'aime. */
const ELISION = /^(?:l|d|qu)'(?=[\p{L}]{2})/iu;

function* linesOf(text: string): Generator<[number, string[]]> {
  for (const [number, line] of text.split('\n').entries()) yield [number, line.split(/\s+/).filter(Boolean)];
}

function pushChunk(words: Word[], chunk: string): void {
  if (isLink(chunk)) {
    words.push({ text: chunk, folded: chunk.toLowerCase(), kind: 'link', glued: false });
    return;
  }
  const pieces = chunk.match(PIECE) ?? [];
  let glued = false;
  for (const [at, piece] of pieces.entries()) {
    if (isInnerHyphen(pieces, at)) continue;
    words.push(...readPiece(piece, glued));
    glued = true;
  }
}

function readPiece(piece: string, glued: boolean): Word[] {
  if (LETTERS.test(piece)) {
    const text = piece.replace(ELISION, '');
    return [{ text, folded: foldWord(text), kind: 'letters', glued }];
  }
  if (/^\d/.test(piece)) return [{ text: piece, folded: piece.replace('⁄', '/'), kind: 'number', glued }];
  return [{ text: piece, folded: piece, kind: 'mark', glued }];
}

/** Only between two words: `usb-c`, `t-shirt`; not in `- 2 polos` or `2-3`. */
function isInnerHyphen(pieces: string[], at: number): boolean {
  if (!/^[-‐‑]$/.test(pieces[at]!)) return false;
  const before = pieces[at - 1];
  const after = pieces[at + 1];
  return before !== undefined && after !== undefined && (LETTERS.test(before) || LETTERS.test(after));
}

function isLink(chunk: string): boolean {
  if (/^(?:https?:\/\/|www\.)/i.test(chunk)) return true;
  const at = chunk.indexOf('@');
  return at > 0 && chunk.indexOf('.', at) > at + 1;
}

/** Where the digits 0 to 9 of the scripts our customers write in begin. */
const DIGIT_ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66, 0x0ce6, 0x0e50];

function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    const zero = DIGIT_ZEROS.find((start) => code >= start && code < start + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}
