import { tokensOf, type YamlPlace, yamlPlaceAt } from './yaml-place.ts';

/** The part of JSON Schema that our own description of flows uses. */
export type Schema = {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  const?: unknown;
  enum?: unknown[];
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  items?: Schema;
  required?: string[];
  definitions?: Record<string, Schema>;
};

/** Something that can stand at the cursor. */
export type Offer = { label: string; kind: 'key' | 'value' | 'node' | 'variable' | 'language'; about: string | null };
export type Completing = { from: number; offers: Offer[] };

const RESERVED = ['back', 'start', 'pass'];
const NAMES_OF_NODES = new Set(['start', 'help', 'hand_off']);

/** What can stand at the cursor: fields and words of the language, names of nodes, variables, languages of this flow. */
export function completionsAt(text: string, offset: number, root: Schema): Completing {
  const slot = /\{\{\s*([\w.]*)$/.exec(text.slice(Math.max(0, offset - 80), offset));
  if (slot) return { from: offset - slot[1]!.length, offers: variablesOf(text) };

  const place = yamlPlaceAt(text, offset);
  const schema = schemaAt(root, place, text);
  if (place.kind === 'key') return { from: place.from, offers: keysOf(root, schema, place, text) };
  return { from: place.from, offers: valuesOf(root, valueSchema(root, schema, place), place, text) };
}

function keysOf(root: Schema, schema: Schema | null, place: YamlPlace, text: string): Offer[] {
  const shapes = objectsIn(root, schema);
  const offers = new Map<string, Offer>();
  for (const { properties = {}, propertyNames } of shapes) {
    for (const [label, field] of Object.entries(properties)) {
      const about = field.description ?? resolved(root, field).description ?? null;
      if (!(label in place.beside)) offers.set(label, { label, kind: 'key', about });
    }
    if (propertyNames?.$ref?.endsWith('/language'))
      for (const label of languagesOf(text))
        if (!(label in place.beside)) offers.set(label, { label, kind: 'language', about: null });
  }
  return [...offers.values()];
}

function valuesOf(root: Schema, schema: Schema | null, place: YamlPlace, text: string): Offer[] {
  const isTarget = schema?.$ref?.endsWith('/target') || allOf(schema).some(({ $ref }) => $ref?.endsWith('/target'));
  const isNode = isTarget || (place.path.length === 0 && NAMES_OF_NODES.has(place.of ?? ''));
  if (isNode) {
    const names = [...nodeTypes(text)].map(([label, about]): Offer => ({ label, kind: 'node', about }));
    return [...names, ...(isTarget ? RESERVED.map((label): Offer => ({ label, kind: 'value', about: null })) : [])];
  }
  if (place.path.at(-1) === '[]' && place.path.at(-2) === 'languages')
    return languagesOf(text).map((label) => ({ label, kind: 'language', about: null }));
  const known = resolved(root, schema ?? {});
  if (place.of === 'save' || known === root.definitions?.variable) return variablesOf(text);
  const constants = [known, ...(known.oneOf ?? []), ...(known.anyOf ?? [])].flatMap((one): Offer[] => [
    ...('const' in one ? [{ label: String(one.const), kind: 'value' as const, about: one.description ?? null }] : []),
    ...(one.enum ?? []).map((value): Offer => ({ label: String(value), kind: 'value', about: null })),
    ...(one.type === 'boolean' ? ['true', 'false'].map((label): Offer => ({ label, kind: 'value', about: null })) : []),
  ]);
  return constants;
}

function valueSchema(root: Schema, schema: Schema | null, { of, path }: YamlPlace): Schema | null {
  if (of === null) return path.at(-1) === '[]' ? schema : null;
  const shapes = objectsIn(root, schema);
  if (of === 'type' && shapes.length > 1)
    return { oneOf: shapes.flatMap(({ properties }) => withAbout(properties?.type, shapes, properties)) };
  for (const { properties, additionalProperties } of shapes) {
    if (properties?.[of]) return properties[of];
    if (typeof additionalProperties === 'object') return additionalProperties;
  }
  return null;
}

/** The name of a kind of node, with what that kind is for. */
function withAbout(type: Schema | undefined, shapes: Schema[], properties: Schema['properties']): Schema[] {
  const shape = shapes.find((one) => one.properties === properties);
  return type ? [{ ...type, ...(shape?.description ? { description: shape.description } : {}) }] : [];
}

/** The schema of what surrounds the cursor; of a node, the one of its type. */
function schemaAt(root: Schema, { path, beside }: YamlPlace, text: string): Schema | null {
  let schemas: Schema[] = [root];
  for (const [depth, key] of path.entries()) {
    schemas = schemas
      .flatMap((schema) => objectsIn(root, schema))
      .flatMap((schema) => {
        const next = key === '[]' ? schema.items : (schema.properties?.[key] ?? schema.additionalProperties);
        return typeof next === 'object' ? [next] : [];
      });
    if (path[0] === 'nodes' && depth === 1) {
      const type = (path.length === 2 ? beside.type : undefined) ?? nodeTypes(text).get(key);
      const fitting = schemas
        .flatMap((schema) => objectsIn(root, schema))
        .filter((one) => one.properties?.type?.const === type);
      if (fitting.length > 0) schemas = fitting;
    }
  }
  return schemas.length === 0 ? null : { anyOf: schemas };
}

/** Every shape a value may have here: references followed, alternatives side by side. */
function objectsIn(root: Schema, schema: Schema | null): Schema[] {
  if (!schema) return [];
  const one = resolved(root, schema);
  const others = [...(one.oneOf ?? []), ...(one.anyOf ?? [])];
  return others.length > 0 ? others.flatMap((other) => objectsIn(root, other)) : [one];
}

function resolved(root: Schema, schema: Schema): Schema {
  const ref = schema.$ref ?? allOf(schema).find(({ $ref }) => $ref)?.$ref;
  const name = ref?.split('/').at(-1);
  const known = name === undefined ? undefined : root.definitions?.[name];
  return known ?? schema;
}

const allOf = (schema: Schema | null): Schema[] => schema?.allOf ?? [];

/** The nodes of a flow in order, each with its type as far as it is written. One pass: flows may have a thousand. */
export function nodeTypes(text: string): Map<string, string | null> {
  const tokens = tokensOf(text);
  const types = new Map<string, string | null>();
  const from = tokens.findIndex(({ key, indent }) => key === 'nodes' && indent === 0);
  if (from < 0) return types;
  let node: string | null = null;
  const depth = tokens[from + 1]?.indent;
  for (const { key, indent, value } of tokens.slice(from + 1)) {
    if (indent === 0) break;
    if (key !== null && indent === depth) {
      node = key;
      types.set(node, /[{,]\s*type:\s*(\w+)/.exec(value)?.[1] ?? null);
    } else if (key === 'type' && node !== null && types.get(node) === null)
      types.set(node, /^\w+/.exec(value)?.[0] ?? null);
  }
  return types;
}

function languagesOf(text: string): string[] {
  const inLine = /^languages:\s*\[([^\]]*)\]/m.exec(text)?.[1];
  return inLine
    ? inLine
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
    : [];
}

const ALWAYS = [
  'contact.name',
  'contact.first_name',
  'business.name',
  'business.phone',
  'business.email',
  'business.hours',
  'business.address',
  'said',
];

function variablesOf(text: string): Offer[] {
  const own = tokensOf(text);
  const declared = own.flatMap((token, at) => {
    let parent = at - 1;
    while (parent >= 0 && own[parent]!.indent >= token.indent) parent--;
    const { key, indent } = own[parent] ?? { key: null, indent: -1 };
    return key === 'variables' && indent === 0 && token.key !== null ? [token.key] : [];
  });
  const saved = Array.from(text.matchAll(/(?:^|[\s{,])save:\s*([a-z]\w*)/gm), ([, name]) => name!);
  return [...new Set([...declared, ...saved, ...ALWAYS])].map((label) => ({ label, kind: 'variable', about: null }));
}
