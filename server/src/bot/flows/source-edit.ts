import { isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { Path } from './source.ts';

/** A new text for a place of a flow; without a language where the flow says the same to everybody. */
export type TextEdit = { path: Path; language: string | null; text: string };

/**
 * Puts other texts into a flow file and leaves everything else as it stands, comments and line breaks included.
 *
 * @returns null when a place is not there, or is no text.
 */
export function withTexts(source: string, edits: readonly TextEdit[]): string | null {
  let edited: string | null = source;
  for (const edit of edits) edited = edited === null ? null : withText(edited, edit);
  return edited;
}

function withText(source: string, { path, language, text }: TextEdit): string | null {
  const document = parseDocument(source);
  if (document.errors.length > 0) return null;
  const at = document.getIn(path, true);
  if (language === null || (isScalar(at) && typeof at.value === 'string'))
    return language === null ? spliced(source, at, text) : null;
  if (!isMap(at)) return null;
  const known = at.get(language, true);
  return known === undefined ? withTranslation(source, at, language, text) : spliced(source, known, text);
}

function spliced(source: string, node: unknown, text: string): string | null {
  if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return null;
  const [begin, end] = node.range;
  const tail = source.slice(begin, end).endsWith('\n') ? '\n' : ''; // a block text owns the end of its last line
  return `${source.slice(0, begin)}${JSON.stringify(text)}${tail}${source.slice(end)}`;
}

/** Beside the other languages, the way they stand: in one line, or each in its own. */
function withTranslation(source: string, map: unknown, language: string, text: string): string | null {
  if (!isMap(map) || !isNode(map) || !map.range) return null;
  const entry = `${JSON.stringify(language)}: ${JSON.stringify(text)}`;
  const [begin, end] = map.range;
  if (map.flow) {
    const close = source.lastIndexOf('}', end - 1);
    return `${source.slice(0, close).trimEnd()}, ${entry} ${source.slice(close)}`;
  }
  const column = begin - (source.lastIndexOf('\n', begin - 1) + 1);
  return `${source.slice(0, begin)}${entry}\n${' '.repeat(column)}${source.slice(begin)}`;
}
