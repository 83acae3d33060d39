import type { z } from 'zod';

/** What is known about a variable before anything runs: enough to tell a misspelt field from a right one. */
export type Shape =
  | { kind: 'any' }
  | { kind: 'value'; of: readonly string[] | null }
  | { kind: 'list'; item: Shape }
  | { kind: 'group'; fields: Record<string, Shape> };

export const ANY: Shape = { kind: 'any' };
export const VALUE: Shape = { kind: 'value', of: null };

/** The shape of what a schema lets through. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  const { def } = schema._zod;
  if (isA<z.core.$ZodObject>(schema, 'object')) {
    return {
      kind: 'group',
      fields: Object.fromEntries(Object.entries(schema._zod.def.shape).map(([name, field]) => [name, shapeOf(field)])),
    };
  }
  if (isA<z.core.$ZodArray>(schema, 'array')) return { kind: 'list', item: shapeOf(schema._zod.def.element) };
  if (isA<z.core.$ZodEnum>(schema, 'enum'))
    return { kind: 'value', of: Object.values(schema._zod.def.entries).map(String) };
  if ('innerType' in def) return shapeOf(def.innerType as z.core.$ZodType);
  if (['string', 'number', 'boolean', 'int', 'literal'].includes(def.type)) return VALUE;
  return ANY;
}

/** What a variable can be that comes from either: a field of one of them is a field. */
export function eitherShape(a: Shape | undefined, b: Shape): Shape {
  if (!a || a.kind === 'any') return b.kind === 'any' || !a ? b : ANY;
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', item: eitherShape(a.item, b.item) };
  if (a.kind === 'group' && b.kind === 'group') {
    const fields = { ...a.fields };
    for (const [name, shape] of Object.entries(b.fields)) fields[name] = eitherShape(fields[name], shape);
    return { kind: 'group', fields };
  }
  if (a.kind === 'value' && b.kind === 'value')
    return { kind: 'value', of: a.of && b.of ? [...new Set([...a.of, ...b.of])] : null };
  return ANY;
}

/** Follows `path` into a shape: the shape there, or the part that is not known and what would be. */
export function follow(shape: Shape, path: readonly string[]): { shape: Shape } | { unknown: string; known: string[] } {
  let at = shape;
  for (const part of path) {
    if (at.kind === 'any') return { shape: ANY };
    if (at.kind !== 'group') return { unknown: part, known: [] };
    const next = at.fields[part];
    if (!next) return { unknown: part, known: Object.keys(at.fields) };
    at = next;
  }
  return { shape: at };
}

function isA<T extends z.core.$ZodType>(schema: z.core.$ZodType, type: string): schema is T {
  return schema._zod.def.type === type;
}
