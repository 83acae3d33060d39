/**
 * Text that Postgres can hold: U+0000 and lone surrogates become U+FFFD. Emoji, joiners and right-to-left marks stay.
 */
export function cleanText(text: string): string {
  if (text.isWellFormed() && !text.includes('\0')) return text;
  return text.toWellFormed().replaceAll('\0', REPLACEMENT);
}

/**
 * Text for a place that has one line (a name, a title, a file name): breaks and tabs become one space, other control
 * characters go, blanks at both ends too.
 *
 * @param maxCharacters longer text is cut there or just before, never inside an emoji.
 */
export function cleanLine(text: string, maxCharacters = Number.POSITIVE_INFINITY): string {
  const clean = cleanText(text);
  const line = CONTROL.test(clean) ? clean.replace(BREAKS, ' ').replace(CONTROLS, '') : clean;
  return firstCharacters(line.trim(), maxCharacters);
}

/**
 * The beginning of a text: at most `max` code points, cut where a reader sees a border between characters, so that no
 * family loses its children and no letter its accent. (One character longer than `max` is cut all the same.)
 */
export function firstCharacters(text: string, max: number): string {
  if (text.length <= max || countCharacters(text) <= max) return text;
  const head = Array.from(text.slice(0, 2 * max + 2))
    .slice(0, max)
    .join('');
  const border = GRAPHEMES.segment(text.slice(0, head.length + LONGEST_GRAPHEME)).containing(head.length)?.index;
  return border ? head.slice(0, border) : head;
}

/** The length people and providers mean: code points, not UTF-16 units. */
export function countCharacters(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    if (isHighSurrogate(text.charCodeAt(at)) && isLowSurrogate(text.charCodeAt(at + 1))) {
      count--;
      at++;
    }
  }
  return count;
}

/**
 * A copy of a JSON value in which every text and key went through `cleanText`; the value itself when all are clean.
 *
 * @param value as `readJson` gave it: its depth is limited, so recursion is too.
 */
export function cleanJson(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? cleanList(value) : cleanObject(value);
}

const REPLACEMENT = '\uFFFD';
const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });
const LONGEST_GRAPHEME = 64; // enough to see whether the next unit belongs to the one before
/** C0 and C1 controls with DEL, and the two line separators of Unicode. */
const CONTROL = /[\0-\x1f\x7f-\x9f\u2028\u2029]/;
const BREAKS = /[\t\n\v\f\r\x85\u2028\u2029]+/g;
const CONTROLS = /[\0-\x1f\x7f-\x9f]/g;

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

function cleanList(list: unknown[]): unknown[] {
  const clean = list.map(cleanJson);
  return clean.every((item, at) => item === list[at]) ? list : clean;
}

function cleanObject(object: object): object {
  const entries = Object.entries(object);
  const clean = entries.map(([key, item]): [string, unknown] => [cleanText(key), cleanJson(item)]);
  const unchanged = clean.every(([key, item], at) => key === entries[at]![0] && item === entries[at]![1]);
  return unchanged ? object : Object.fromEntries(clean);
}
