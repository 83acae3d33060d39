import { z } from 'zod';

/**
 * Says what is wrong with a request in words for somebody who never saw our schemas: "limit must be a whole number from 1
 * to 100". What a schema says itself, `.regex(/…/, 'looks like v25.0')`, comes first.
 *
 * @param whole what to call the value that is read: "the body".
 */
export const inPlainWords =
  (whole: string): z.core.$ZodErrorMap =>
  (issue) => {
    const name = nameOf(issue.path ?? [], whole);
    switch (issue.code) {
      case 'unrecognized_keys':
        return `${name} may not have ${listed(issue.keys.map(quoted))}: ${issue.keys.length > 1 ? 'they are' : 'it is'} not known here`;
      case 'invalid_key':
        return `${name} is not a name that can stand here`;
      case 'invalid_union':
        return unionSays(name, issue);
      case 'custom':
      case 'invalid_element':
        return undefined;
      default:
        return ruleFor(name, issue);
    }
  };

function ruleFor(name: string, issue: z.core.$ZodRawIssue): string | undefined {
  const expected = expectedBy(issue);
  if (expected === null) return issue.input === undefined ? `${name} is missing` : undefined;
  return issue.input === undefined ? `${name} is missing: it must be ${expected}` : `${name} must be ${expected}`;
}

function unionSays(name: string, issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string | undefined {
  if (Array.isArray(issue.options)) return `${name} must be ${choice(issue.options.map(String))}`;
  // The shape whose fields are there is the one that was meant, then the one with the least trouble.
  const far = (one: z.core.$ZodIssue[]) =>
    one.filter(({ path }) => isMissing(issue.input, path)).length * 1_000 + one.length;
  const closest = (issue.errors ?? []).toSorted((a, b) => far(a) - far(b)).find(([first]) => first?.path.length);
  return closest ? `${name} fits no shape it may have: ${closest[0]!.message}` : ruleFor(name, issue);
}

const isMissing = (input: unknown, [key]: PropertyKey[]): boolean =>
  key !== undefined && (typeof input !== 'object' || input === null || !(key in input));

/** "lines[0].quantity" */
function nameOf(path: readonly PropertyKey[], whole: string): string {
  if (path.length === 0) return whole;
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? short(String(key)) : `${name}.${short(String(key))}`;
  }, '');
}

function expectedBy(issue: z.core.$ZodRawIssue): string | null {
  if (issue.code === 'invalid_value') return choice(issue.values.map(String));
  const { schema } = issue;
  if (schema === undefined) return null;
  if (schema._zod.def.type === 'date') return FORMATS['date-time']!;
  return described(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

/** @returns null when the schema takes anything. */
function described(schema: z.core.JSONSchema.BaseSchema): string | null {
  if (schema.enum) return choice(schema.enum.map(String));
  if (schema.const !== undefined) return quoted(String(schema.const));
  const options =
    schema.anyOf ?? (Array.isArray(schema.type) ? schema.type.map((type) => ({ ...schema, type })) : null);
  if (options) {
    const each = options.map((one) => (typeof one === 'object' ? described(one) : null));
    return each.includes(null) ? null : [...new Set(each)].join(' or ');
  }
  switch (schema.type) {
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'string':
      return textOf(schema);
    case 'array':
      return `a list${between(schema.minItems, schema.maxItems, 'items')}`;
    case 'boolean':
      return 'true or false';
    case 'object':
      return 'an object';
    case 'null':
      return 'null';
    default:
      return null;
  }
}

function numberOf(schema: z.core.JSONSchema.BaseSchema): string {
  const what = schema.type === 'integer' ? 'a whole number' : 'a number';
  const least = within(schema.minimum);
  const most = within(schema.maximum);
  const rules = [
    least !== null && most !== null ? `from ${least} to ${most}` : '',
    least !== null && most === null ? `of at least ${least}` : '',
    least === null && most !== null ? `of at most ${most}` : '',
    schema.exclusiveMinimum === undefined ? '' : `above ${schema.exclusiveMinimum}`,
    schema.exclusiveMaximum === undefined ? '' : `below ${schema.exclusiveMaximum}`,
    schema.multipleOf === undefined ? '' : `that is a multiple of ${schema.multipleOf}`,
  ];
  return [what, ...rules.filter(Boolean)].join(' ');
}

/** The ends of what a number can hold are no limits of ours. */
const within = (bound: number | undefined): number | null =>
  bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? null : bound;

function textOf(schema: z.core.JSONSchema.BaseSchema): string {
  const known = schema.format && FORMATS[schema.format];
  if (known) return known;
  const pattern = schema.pattern ? ` that matches ${schema.pattern}` : '';
  return `a text${between(schema.minLength, schema.maxLength, 'characters')}${pattern}`;
}

const FORMATS: Record<string, string> = {
  email: 'an e-mail address',
  uuid: 'a UUID',
  uri: 'a web address such as https://desk.example.com',
  'date-time': 'a time such as 2026-03-02T12:00:00Z',
  date: 'a day such as 2026-03-02',
  time: 'a time of day such as 12:30',
};

function between(least: number | undefined, most: number | undefined, things: string): string {
  if (most === undefined) return least ? ` of at least ${least} ${least === 1 ? things.slice(0, -1) : things}` : '';
  if (least === most) return ` of ${most} ${things}`;
  return least ? ` of ${least} to ${most} ${things}` : ` of at most ${most} ${things}`;
}

const choice = (words: string[]): string => (words.length === 1 ? quoted(words[0]!) : `one of ${words.join(', ')}`);

const MOST_KEYS = 5;
const listed = (words: string[]): string =>
  [...words.slice(0, MOST_KEYS), ...(words.length > MOST_KEYS ? ['others'] : [])].join(', ');

const quoted = (word: string): string => `"${short(word)}"`;

/** A name the sender made up may be of any length. */
const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 59)}…` : name);
