/** `{{order.number}}`, or `{{order.state | order_state}}` to look the value up in the flow's labels. */
export type Slot = { path: string[]; label: string | null; at: number };

/** A text ready to be filled in: literal pieces and slots in turn. */
export type Template = { source: string; pieces: (string | Slot)[]; isFixed: boolean };

/** What a template takes its values from: the innermost name wins. */
export type Scope = (name: string) => unknown;

/** Says a label's text: `labels.order_state.shipped` in the language of the turn; undefined when there is none. */
export type Labels = (table: string, value: string) => string | undefined;

const SLOT = /\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}/g;
const PATH = /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*$/i;

/** Thrown for a slot that cannot be read; the message says how it should look. */
export class TemplateMistake extends Error {}

/**
 * Reads a text with slots.
 *
 * @throws TemplateMistake when braces do not pair or a slot holds anything but a path and an optional label.
 */
export function readTemplate(source: string): Template {
  const pieces: (string | Slot)[] = [];
  let end = 0;
  for (const match of source.matchAll(SLOT)) {
    if (match.index > end) pieces.push(literal(source.slice(end, match.index)));
    pieces.push(slot(match[1]!, match[2], match.index));
    end = match.index + match[0].length;
  }
  if (end < source.length) pieces.push(literal(source.slice(end)));
  return { source, pieces, isFixed: pieces.every((piece) => typeof piece === 'string') };
}

/** The text with every slot filled in. What is not known stays empty. */
export function fill(template: Template, scope: Scope, labels: Labels): string {
  if (template.isFixed) return template.source;
  let text = '';
  for (const piece of template.pieces) text += typeof piece === 'string' ? piece : spoken(piece, scope, labels);
  return text;
}

/** The value itself when the text is one single slot (a list stays a list), else the filled text. */
export function valueIn(template: Template, scope: Scope, labels: Labels): unknown {
  const [piece, ...others] = template.pieces;
  if (piece !== undefined && typeof piece !== 'string' && others.length === 0 && !piece.label)
    return lookUp(piece.path, scope);
  return fill(template, scope, labels);
}

/** Follows `path` from a name in scope; undefined when it leads nowhere. */
export function lookUp(path: readonly string[], scope: Scope): unknown {
  let value = scope(path[0]!);
  for (let at = 1; at < path.length; at++)
    value = isRecord(value) && Object.hasOwn(value, path[at]!) ? value[path[at]!] : undefined;
  return value;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function literal(text: string): string {
  if (text.includes('{{') || text.includes('}}')) throw new TemplateMistake('"{{" and "}}" do not pair');
  return text;
}

function slot(path: string, label: string | undefined, at: number): Slot {
  if (!PATH.test(path))
    throw new TemplateMistake(`"{{${path}}}" is not the name of a variable, such as {{order.number}}`);
  if (label !== undefined && !PATH.test(label))
    throw new TemplateMistake(`"${label}" is not the name of a label, as in {{order.state | order_state}}`);
  return { path: path.split('.'), label: label ?? null, at };
}

function spoken(slot: Slot, scope: Scope, labels: Labels): string {
  const value = lookUp(slot.path, scope);
  if (value === undefined || value === null) return '';
  if (typeof value === 'object')
    return Array.isArray(value) ? value.filter((item) => typeof item !== 'object').join(', ') : '';
  const text = String(value);
  return slot.label ? (labels(slot.label, text) ?? text) : text;
}
