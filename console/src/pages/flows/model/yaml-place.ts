/** Where the cursor stands in a YAML text, as far as an editor must know it while the text is still broken. */
export type YamlPlace = {
  /** Keys from the outside in; "[]" is an item of a list. */
  path: string[];
  /** Begins a key, or the value of the key `of`. */
  kind: 'key' | 'value';
  of: string | null;
  /** What is typed of it so far, and where that begins. */
  prefix: string;
  from: number;
  /** Keys that stand beside it, with their plain values. */
  beside: Record<string, string>;
};

type Token = { indent: number; key: string | null; value: string; line: number; at: number };

const KEY = /^("[^"]*"|'[^']*'|[\w.-]+)\s*:(?:\s+|$)/;

/** The keys and list marks of a text in order; a mark has no key. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const [line, whole] of text.split('\n').entries()) {
    let rest = whole.replace(/(^|\s)#.*$/, '$1');
    let indent = rest.length - rest.trimStart().length;
    rest = rest.trimStart();
    for (let mark = /^-(\s+|$)/.exec(rest); mark; mark = /^-(\s+|$)/.exec(rest)) {
      tokens.push({ indent, key: null, value: '', line, at: at + indent });
      indent += Math.max(mark[0].length, 2);
      rest = rest.slice(mark[0].length);
    }
    const key = KEY.exec(rest);
    if (key) tokens.push({ indent, key: unquoted(key[1]!), value: rest.slice(key[0].length), line, at: at + indent });
    at += whole.length + 1;
  }
  return tokens;
}

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2');

/** @param offset of the cursor. */
export function yamlPlaceAt(text: string, offset: number): YamlPlace {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const marks = /^(\s*)((?:-\s+)*)/.exec(before)!;
  const indent = marks[0].length;
  const body = before.slice(indent);
  const tokens = tokensOf(text);
  const line = text.slice(0, offset).split('\n').length - 1;
  const key = KEY.exec(body);
  const path = pathTo(tokens, line, indent);

  const inBraces = key ? bracesIn(body.slice(key[0].length)) : bracesIn(body);
  if (inBraces.depth > 0) {
    const outer = key ? [...path, unquoted(key[1]!)] : path;
    const end = /^[^\n]*/.exec(text.slice(offset))![0];
    return {
      ...inBraces,
      path: [...outer, ...inBraces.path],
      from: offset - inBraces.prefix.length,
      beside: pairsIn(inBraces.open + end),
    };
  }
  const beside = besideOf(tokens, line, indent);
  if (key) {
    const prefix = body.slice(key[0].length);
    return { path, kind: 'value', of: unquoted(key[1]!), prefix, from: offset - prefix.length, beside };
  }
  return { path, kind: 'key', of: null, prefix: body, from: offset - body.length, beside };
}

/** What the line at `indent` belongs to: the nearest lines above that stand further out. */
function pathTo(tokens: Token[], line: number, indent: number): string[] {
  const path: string[] = [];
  let level = indent;
  let isItem = false; // a list may stand as far out as the key it belongs to
  for (const token of tokens.toReversed()) {
    if (token.line > line || (token.line === line && token.indent >= indent)) continue;
    if (token.indent < level || (isItem && token.key !== null && token.indent === level)) {
      path.unshift(token.key ?? '[]');
      level = token.indent;
      isItem = token.key === null;
    }
  }
  return path;
}

function besideOf(tokens: Token[], line: number, indent: number): Record<string, string> {
  const here = tokens.findLastIndex((token) => token.line <= line && token.indent <= indent);
  const beside: Record<string, string> = {};
  const take = (token: Token) => {
    if (token.key !== null && token.indent === indent && token.line !== line)
      beside[token.key] = unquoted(token.value.trim());
  };
  for (let at = here; at >= 0 && tokens[at]!.indent >= indent; at--) take(tokens[at]!);
  for (let at = here + 1; at < tokens.length && tokens[at]!.indent >= indent; at++) take(tokens[at]!);
  return beside;
}

/** Reads `{ id: hours, next: ho` up to its end, which is where the cursor stands. */
function bracesIn(text: string): Pick<YamlPlace, 'path' | 'kind' | 'of' | 'prefix'> & { depth: number; open: string } {
  const stack: { mark: string; key: string | null; from: number }[] = [];
  let from = 0;
  let quote: string | null = null;
  const keyBefore = (at: number) => unquotedOrNull(/("[^"]*"|'[^']*'|[\w.-]+)\s*:\s*$/.exec(text.slice(from, at))?.[1]);
  for (const [at, letter] of Array.from(text).entries()) {
    if (quote) {
      if (letter === quote) quote = null;
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '{' || letter === '[') {
      const isInString = !/(^|[\s,:[{])$/.test(text.slice(0, at));
      if (isInString) continue;
      stack.push({ mark: letter, key: keyBefore(at), from: at + 1 });
      from = at + 1;
    } else if (letter === '}' || letter === ']') {
      stack.pop();
      from = at + 1;
    } else if (letter === ',') from = at + 1;
  }
  const open = stack.at(-1);
  const path = stack.flatMap(({ mark, key }, at) => [
    ...(at > 0 && key !== null ? [key] : []),
    ...(mark === '[' ? ['[]'] : []),
  ]);
  const piece = text.slice(from).trimStart();
  const key = open?.mark === '{' ? KEY.exec(piece) : null;
  const prefix = key ? piece.slice(key[0].length) : piece;
  return {
    depth: stack.length,
    path,
    kind: key || open?.mark === '[' ? 'value' : 'key',
    of: key ? unquoted(key[1]!) : null,
    prefix,
    open: open ? text.slice(open.from) : '',
  };
}

const unquotedOrNull = (text: string | undefined): string | null => (text === undefined ? null : unquoted(text));

function pairsIn(text: string): Record<string, string> {
  const pairs = text.matchAll(/(?:^|[{,])\s*([\w.-]+)\s*:\s*("[^"]*"|'[^']*'|[^,{}[\]]*)/g);
  return Object.fromEntries(Array.from(pairs, ([, key, value]) => [key!, unquoted(value!.trim())]));
}
