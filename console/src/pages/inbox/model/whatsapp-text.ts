/** A part of a text as WhatsApp shows it. What strangers wrote becomes data, never markup. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: Style; pieces: Piece[] };
export type Style = 'bold' | 'italic' | 'strike';
export type Line = { kind: 'line' | 'quote'; pieces: Piece[] } | { kind: 'block'; text: string };

const STYLES: Readonly<Record<string, Style>> = { '*': 'bold', _: 'italic', '~': 'strike' };
const FENCE = '```';
/** What may be pressed: web, mail and telephone, each only where it stands alone. */
const LINK =
  /(?<![\p{L}\p{N}@/])(?:https?:\/\/[^\s<>"'`]+|www\.[^\s<>"'`]+|mailto:[^\s<>"'`]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|\+\d(?:[\s().-]{0,2}\d){7,14})/giu;
const TRAILING = /[.,;:!?'")\]}*_~]+$/;
const PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * Reads *bold*, _italic_, ~strike~, `code`, fenced blocks, > quotes and links, by WhatsApp's rules: a mark opens before
 * a word and closes after one, within a line. Takes time in proportion to the length, whatever was written.
 */
export function readWhatsAppText(text: string): Line[] {
  const lines: Line[] = [];
  const parts = text.split(FENCE);
  parts.forEach((part, index) => {
    const isBlock = index % 2 === 1 && index < parts.length - 1;
    if (isBlock) lines.push({ kind: 'block', text: part.replace(/^\n|\n$/g, '') });
    else lines.push(...linesOf(index % 2 === 1 ? FENCE + part : part, index, parts.length));
  });
  return lines;
}

/** Line breaks next to a block belong to the block. */
function linesOf(part: string, index: number, count: number): Line[] {
  let text = part;
  if (index > 0) text = text.replace(/^\n/, '');
  if (index < count - 1) text = text.replace(/\n$/, '');
  if (text === '' && count > 1) return [];
  return text.split('\n').map((line) => {
    const quoted = /^>\s/.test(line);
    return { kind: quoted ? 'quote' : 'line', pieces: readInline(quoted ? line.slice(2) : line) };
  });
}

/** The same text without marks, for previews, titles and quotes. */
export function plainText(text: string): string {
  return readWhatsAppText(text)
    .map((line) => (line.kind === 'block' ? line.text : line.pieces.map(wordsOf).join('')))
    .join(' ');
}

const wordsOf = (piece: Piece): string => ('pieces' in piece ? piece.pieces.map(wordsOf).join('') : piece.text);

function readInline(line: string, open: readonly Style[] = []): Piece[] {
  const pieces: Piece[] = [];
  const hopeless = new Set<string>(); // marks that are never closed from here on
  let plain = 0;
  let at = 0;
  while (at < line.length) {
    const mark = line[at]!;
    const style = STYLES[mark];
    const isMark = (mark === '`' || (style && !open.includes(style))) && !hopeless.has(mark);
    if (!isMark || !opensAt(line, at)) {
      at++;
      continue;
    }
    const end = closesAfter(line, at, mark);
    if (end < 0) {
      hopeless.add(mark);
      at++;
      continue;
    }
    const inner = line.slice(at + 1, end);
    pieces.push(...readLinks(line.slice(plain, at)));
    pieces.push(style ? { kind: style, pieces: readInline(inner, [...open, style]) } : { kind: 'code', text: inner });
    at = plain = end + 1;
  }
  pieces.push(...readLinks(line.slice(plain)));
  return pieces;
}

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);
const isSpace = (char: string | undefined): boolean => char === undefined || /\s/.test(char);

const opensAt = (line: string, at: number): boolean => !isWord(line[at - 1]) && !isSpace(line[at + 1]);

function closesAfter(line: string, at: number, mark: string): number {
  for (let end = line.indexOf(mark, at + 2); end >= 0; end = line.indexOf(mark, end + 1)) {
    if (!isSpace(line[end - 1]) && !isWord(line[end + 1])) return end;
  }
  return -1;
}

function readLinks(text: string): Piece[] {
  if (text === '') return [];
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of text.matchAll(LINK)) {
    const words = match[0].replace(TRAILING, '');
    const href = hrefOf(words);
    if (href === null) continue;
    if (match.index > last) pieces.push({ kind: 'text', text: text.slice(last, match.index) });
    pieces.push({ kind: 'link', text: words, href });
    last = match.index + words.length;
  }
  if (last < text.length) pieces.push({ kind: 'text', text: text.slice(last) });
  return pieces;
}

/** Where `words` lead; null when a browser should not be sent there. */
export function hrefOf(words: string): string | null {
  const address = /^www\./i.test(words)
    ? `https://${words}`
    : /^\+\d/.test(words)
      ? `tel:+${words.replace(/\D/g, '')}`
      : /^[^:/]+@/.test(words)
        ? `mailto:${words}`
        : words;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return PROTOCOLS.has(url.protocol) ? url.href : null;
}
