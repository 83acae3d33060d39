import { isUtf8 } from 'node:buffer';
import { Problem } from './problem.ts';

/** What a body may look like. Without limits a few megabytes of brackets cost seconds and gigabytes. */
export type JsonLimits = { maxDepth: number; maxKeys: number; maxItems: number };

const LIMITS: JsonLimits = { maxDepth: 32, maxKeys: 1_000, maxItems: 1_000 };

/**
 * Reads JSON from outside: UTF-8 only, limited depth and size, no keys that reach into prototypes.
 *
 * Whole numbers that a double cannot hold arrive as text with all their digits (ids of providers grow past 2^53).
 *
 * @throws bad-json (400) with a short `code`; never an echo of the input.
 */
export function readJson(bytes: Uint8Array, limits: Partial<JsonLimits> = {}): unknown {
  if (!isUtf8(bytes)) throw badJson('not-utf8', 'The body is not valid UTF-8.');
  return readJsonText(decoder.decode(bytes), limits);
}

/** Like `readJson`, for JSON that came as text inside something else. */
export function readJsonText(text: string, limits: Partial<JsonLimits> = {}): unknown {
  const value = parse(text);
  const { hasLargeNumbers } = inspect(value, { ...LIMITS, ...limits });
  return hasLargeNumbers ? JSON.parse(text, keepDigits) : value;
}

const badJson = (code: string, message: string) => new Problem('bad-json', 400, message, { code });

const decoder = new TextDecoder(); // leaves out a byte order mark

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badJson('malformed', 'The body is not valid JSON.');
  }
}

/** Goes through the whole value with a list of its own instead of the stack, which deep input would overflow. */
function inspect(root: unknown, limits: JsonLimits): { hasLargeNumbers: boolean } {
  let hasLargeNumbers = isLarge(root);
  let level: object[] = isContainer(root) ? [root] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limits.maxDepth) throw badJson('too-deep', `The body is nested deeper than ${limits.maxDepth} levels.`);
    const next: object[] = [];
    for (const container of level) {
      for (const child of childrenOf(container, limits)) {
        if (isContainer(child)) next.push(child);
        else if (isLarge(child)) hasLargeNumbers = true;
      }
    }
    level = next;
  }
  return { hasLargeNumbers };
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

function childrenOf(container: object, { maxKeys, maxItems }: JsonLimits): unknown[] {
  if (Array.isArray(container)) {
    if (container.length > maxItems) throw badJson('too-many-items', `A list has more than ${maxItems} items.`);
    return container;
  }
  if (Object.hasOwn(container, '__proto__') || Object.hasOwn(container, 'constructor')) {
    throw badJson('forbidden-key', 'The body has a key that is not allowed.');
  }
  const values = Object.values(container);
  if (values.length > maxKeys) throw badJson('too-many-keys', `An object has more than ${maxKeys} keys.`);
  return values;
}

function isLarge(value: unknown): boolean {
  if (typeof value !== 'number' || (value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER)) return false;
  if (Number.isFinite(value)) return true;
  throw badJson('number-out-of-range', 'The body has a number that is too large.');
}

/** The engine hands the digits as written to a third parameter, which the compiler's library does not know yet. */
function keepDigits(_key: string, value: unknown, ...[context]: { source?: string }[]): unknown {
  const source = context?.source ?? '';
  return isLarge(value) && /^-?\d+$/.test(source) ? source : value;
}
