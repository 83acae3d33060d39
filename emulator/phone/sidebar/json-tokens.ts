export type JsonToken = { kind: 'name' | 'string' | 'value' | 'other'; text: string };

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Cuts JSON into what is coloured alike. Text that is no JSON, or is cut off, comes back whole all the same. */
export function tokensOf(json: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let from = 0;
  for (const match of json.matchAll(TOKEN)) {
    if (match.index > from) tokens.push({ kind: 'other', text: json.slice(from, match.index) });
    const [text, string, colon] = match;
    tokens.push({ kind: string ? (colon ? 'name' : 'string') : 'value', text });
    from = match.index + text.length;
  }
  if (from < json.length) tokens.push({ kind: 'other', text: json.slice(from) });
  return tokens;
}
