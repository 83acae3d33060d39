/**
 * WhatsApp's formatting marks, read into a tree: *bold*, _italic_, ~strike~, `code`, ```code```, lists, quotes, links.
 *
 * A mark opens only where a word may begin and closes only where one may end, on the same line, so that snake_case,
 * 2*3*4 and lone asterisks stay as they were typed.
 *
 * @see WhatsApp Help Center, "How to format your messages"
 */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; href: string };

export type Block =
  | { kind: 'paragraph' | 'quote'; children: Inline[] }
  | { kind: 'bullets'; items: Inline[][] }
  | { kind: 'numbers'; items: { value: number; children: Inline[] }[] };

export function format(text: string): Block[] {
  return linesOf(text).map(readLine).reduce(joinLines, []);
}

/** The text without its marks, for one-line summaries. */
export const plainText = (text: string): string => format(text).map(plainBlock).join('\n');

/** True for a message of one to three emoji and nothing else, which WhatsApp draws large. */
export const isFewEmoji = (text: string): boolean => /^(?:\p{RGI_Emoji}\s*){1,3}$/v.test(text.trim());

const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Mark = keyof typeof MARKS;

const FENCE = /```([\s\S]+?)```/g;
const LINK = /(?:https?:\/\/|www\.)[^\s<>*]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/iuy;
const TRAILING = /[.,:;!?'"_~`\]]+$/;

/** Lines of the text; a code fence over several lines counts as one. */
function linesOf(text: string): string[] {
  const kept: string[] = [];
  const shielded = text.replace(FENCE, (fence) => `\u0000${kept.push(fence) - 1}\u0000`);
  return shielded
    .split('\n')
    .map((line) => line.replace(/\u0000(\d+)\u0000/g, (_, index) => kept[Number(index)] ?? ''));
}

function readLine(line: string): Block {
  const bullet = /^\s*[-*•]\s+(\S.*)$/su.exec(line);
  if (bullet?.[1]) return { kind: 'bullets', items: [inline(bullet[1])] };
  const number = /^\s*(\d{1,3})\.\s+(\S.*)$/su.exec(line);
  if (number?.[2]) return { kind: 'numbers', items: [{ value: Number(number[1]), children: inline(number[2]) }] };
  const quote = /^>\s?(\S.*)$/su.exec(line);
  if (quote?.[1]) return { kind: 'quote', children: inline(quote[1]) };
  return { kind: 'paragraph', children: inline(line) };
}

function joinLines(blocks: Block[], next: Block): Block[] {
  const last = blocks.at(-1);
  if (last?.kind === 'bullets' && next.kind === 'bullets') last.items.push(...next.items);
  else if (last?.kind === 'numbers' && next.kind === 'numbers') last.items.push(...next.items);
  else if (last?.kind === next.kind && 'children' in last && 'children' in next) {
    last.children.push({ kind: 'text', text: '\n' }, ...next.children);
  } else blocks.push(next);
  return blocks;
}

function inline(text: string, marks: string = '*_~'): Inline[] {
  const found: Inline[] = [];
  let plainFrom = 0;
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at, marks);
    if (!token) {
      at++;
      continue;
    }
    if (at > plainFrom) found.push({ kind: 'text', text: text.slice(plainFrom, at) });
    found.push(token.node);
    at += token.length;
    plainFrom = at;
  }
  if (plainFrom < text.length) found.push({ kind: 'text', text: text.slice(plainFrom) });
  return found;
}

type Token = { node: Inline; length: number };

function tokenAt(text: string, at: number, marks: string): Token | null {
  const char = text[at]!;
  if (char === '`') return codeAt(text, at);
  if (isMark(char) && marks.includes(char)) return markedAt(text, at, char, marks);
  return isWord(text[at - 1]) ? null : linkAt(text, at);
}

function codeAt(text: string, at: number): Token | null {
  const code = /^```([\s\S]+?)```|^`([^`\n]+)`/.exec(text.slice(at));
  if (!code) return null;
  const content = code[1] ?? code[2] ?? '';
  return { node: { kind: 'code', text: content.replace(/^\n|\n$/g, '') }, length: code[0].length };
}

function markedAt(text: string, at: number, mark: Mark, marks: string): Token | null {
  if (isWord(text[at - 1])) return null;
  const end = closingOf(text, at, mark);
  if (end < 0) return null;
  const children = inline(text.slice(at + 1, end), marks.replace(mark, ''));
  return { node: { kind: MARKS[mark], children }, length: end + 1 - at };
}

function closingOf(text: string, at: number, mark: Mark): number {
  if (isBlank(text[at + 1]) || text[at + 1] === mark) return -1;
  for (let end = text.indexOf(mark, at + 2); end >= 0; end = text.indexOf(mark, end + 1)) {
    if (!isBlank(text[end - 1]) && !isWord(text[end + 1])) return end;
  }
  return -1;
}

function linkAt(text: string, at: number): Token | null {
  LINK.lastIndex = at;
  const found = LINK.exec(text)?.[0].replace(TRAILING, '');
  if (!found) return null;
  const label = found.includes('(') ? found : found.replace(/\)+$/, '');
  const href = hrefOf(label);
  return href ? { node: { kind: 'link', text: label, href }, length: label.length } : null;
}

function hrefOf(label: string): string | null {
  if (/^https?:\/\//i.test(label)) return URL.canParse(label) ? label : null;
  if (/^www\./i.test(label)) return URL.canParse(`https://${label}`) ? `https://${label}` : null;
  return `mailto:${label}`;
}

const isMark = (char: string): char is Mark => char in MARKS;
const isBlank = (char: string | undefined) => char === undefined || /\s/.test(char);
const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);

function plainBlock(block: Block): string {
  if (block.kind === 'bullets') return block.items.map((item) => `• ${plainInline(item)}`).join('\n');
  if (block.kind === 'numbers')
    return block.items.map((item) => `${item.value}. ${plainInline(item.children)}`).join('\n');
  return plainInline(block.children);
}

const plainInline = (nodes: Inline[]): string =>
  nodes.map((node) => ('children' in node ? plainInline(node.children) : node.text)).join('');
