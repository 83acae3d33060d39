import { createHash } from 'node:crypto';
import { isNode, isScalar, LineCounter, type Pair, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { FlowDefinition } from './definition.ts';

export type Path = readonly (string | number)[];

/** Errors keep a flow from being used; warnings only fail the check; hints are said, no more. */
export type Severity = 'error' | 'warning' | 'hint';

/** Something about a flow that its author should know. */
export type Finding = { severity: Severity; path: Path; message: string; at?: 'key' };
export type LocatedFinding = { severity: Severity; line: number; column: number; message: string };

/** A flow file as read: the definition when it has the right shape, and where everything in it stands. */
export type FlowSource = {
  version: string;
  definition: FlowDefinition | null;
  findings: LocatedFinding[];
  locate(finding: Finding): LocatedFinding;
};

/** The version of a flow: a hash of its file, so that the same file is the same version on every node. */
export const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Reads one flow file. Mistakes of YAML and of shape come back as findings with their lines, never as an exception. */
export function readSource(text: string): FlowSource {
  const { value, findings, locate } = readYaml(text);
  if (findings.length > 0) return { version: versionOf(text), definition: null, findings, locate };

  const parsed = FlowDefinition.safeParse(value);
  return {
    version: versionOf(text),
    definition: parsed.success ? parsed.data : null,
    findings: parsed.success ? [] : parsed.error.issues.flatMap(explain).map(locate),
    locate,
  };
}

/** Parses YAML and keeps the place of every value. */
export function readYaml(text: string): { value: unknown; findings: LocatedFinding[]; locate: FlowSource['locate'] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const locate = ({ severity, path, message, at: part }: Finding): LocatedFinding => ({
    severity,
    message,
    ...at(offsetOf(document, path, part === 'key')),
  });
  const findings: LocatedFinding[] = document.errors.map((error) => ({
    severity: 'error',
    message: error.message,
    ...at(error.pos[0]),
  }));
  if (findings.length > 0) return { value: null, findings, locate };
  try {
    return { value: document.toJS(), findings: [], locate };
  } catch (error) {
    // an alias without its anchor, or aliases that would fill the memory
    const message = error instanceof Error ? error.message : String(error);
    return { value: null, findings: [{ severity: 'error', line: 1, column: 1, message }], locate };
  }
}

/** What is wrong, in words for somebody who does not know our schema language. */
export function explain(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path.filter((key): key is string | number => typeof key !== 'symbol');
  const error = (message: string, at: Path = path): Finding => ({ severity: 'error', path: at, message });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ ...error(`"${key}" is not known here`, [...path, key]), at: 'key' as const }));
    case 'invalid_union':
      if (issue.discriminator === 'type')
        return [
          error('a node needs a type: text, menu, question, condition, action, wait, hand_off, end or goto', [
            ...path,
            'type',
          ]),
        ];
      return [error(`this should be ${issue.message}`)];
    case 'invalid_key':
      return [
        error(`"${String(path.at(-1))}" cannot stand here: ${issue.issues[0]?.message ?? 'it is not a fitting name'}`),
      ];
    case 'invalid_type':
      return [
        error(
          issue.input === undefined && !issue.message.includes('received')
            ? 'this is missing'
            : plain(issue.message, path),
        ),
      ];
    case 'invalid_format':
      return [error(`this should be ${issue.message}`)];
    default:
      return [error(plain(issue.message, path))];
  }
}

/** "Invalid input: expected string, received undefined" says little to a shop owner. */
function plain(message: string, path: Path): string {
  const key = String(path.at(-1) ?? 'the file');
  if (/received undefined/.test(message)) return `"${key}" is missing`;
  const expected = /expected ([^,]+), received (.+)$/.exec(message);
  if (expected)
    return `"${key}" should be ${KINDS[expected[1]!] ?? expected[1]}, not ${KINDS[expected[2]!] ?? expected[2]}`;
  return message.replace(/^Invalid (input|option): /, `"${key}": `);
}

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
  null: 'empty',
};

/** Where the value at `path` begins, or the key when the value is a whole block; of the deepest part that exists. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: Path, isKeyMeant: boolean): number {
  for (let depth = path.length; depth > 0; depth--) {
    const found = pairOrItem(document, path.slice(0, depth), isKeyMeant);
    if (found !== null) return found;
  }
  return 0;
}

function pairOrItem(document: ReturnType<typeof parseDocument>, path: Path, isKeyMeant: boolean): number | null {
  const value = document.getIn(path, true);
  const key = path.at(-1);
  let keyOffset: number | null = null;
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (isNode(parent)) {
    visit(parent, {
      Pair(_, pair: Pair, ancestors) {
        if (ancestors.length === 1 && isScalar(pair.key) && pair.key.value === key && pair.key.range)
          keyOffset = pair.key.range[0];
        return visit.SKIP;
      },
    });
  }
  if (isKeyMeant && keyOffset !== null) return keyOffset;
  if (isScalar(value) && value.range && value.value !== null) return value.range[0];
  return keyOffset ?? (isNode(value) && value.range ? value.range[0] : null);
}
