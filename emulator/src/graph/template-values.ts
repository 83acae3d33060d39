import { isJson, type Json, said } from '../json.ts';
import type { Template } from '../meta/template.ts';
import { GraphError } from './errors.ts';

/** What stands for each placeholder: "1", "2", … or names. */
export type Values = Map<string, string>;

const PLACEHOLDER = /\{\{\s*([a-z0-9_]+)\s*\}\}/gi;
/** @see WhatsApp Business Platform, Templates: no line breaks, tabs or more than four spaces in a row. */
const FORBIDDEN = /[\n\t\r]| {5,}/;

/**
 * Matches the parameters of a send with the placeholders of a text.
 *
 * @throws 132000 when there are more or fewer, 132012 when one has the wrong form.
 */
export function valuesOf(template: Template, part: string, text: string, parameters: Json[]): Values {
  const names = placeholdersIn(text);
  if (parameters.length !== names.length) throw countMismatch(part, parameters.length, names.length);
  const named = template.parameterFormat === 'NAMED';
  const values: Values = new Map();
  for (const [place, parameter] of parameters.entries()) {
    const name = named ? parameter.parameter_name : String(place + 1);
    if (typeof name !== 'string' || !names.includes(name) || values.has(name)) {
      throw mismatch(`${part}: Parameter name ${said(name)} is missing, unknown or repeated`);
    }
    values.set(name, textOf(part, parameter));
  }
  return values;
}

export function fill(text: string, values: Values): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => values.get(name) ?? whole);
}

export const countMismatch = (part: string, given: number, expected: number) =>
  new GraphError(132000, {
    details: `${part}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
  });

export const mismatch = (details: string) => new GraphError(132012, { details });

function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''))];
}

/** Money and dates always show their fallback on the Cloud API. */
function textOf(part: string, parameter: Json): string {
  const { type } = parameter;
  if (type === 'currency' || type === 'date_time') {
    const detail = parameter[type];
    if (isJson(detail) && typeof detail.fallback_value === 'string') return detail.fallback_value;
    throw mismatch(`${part}: ${type} needs a fallback_value`);
  }
  if (type !== 'text' || typeof parameter.text !== 'string')
    throw mismatch(`${part}: Format mismatch, expected TEXT, received ${said(type).toUpperCase()}`);
  if (parameter.text === '') throw mismatch(`${part}: Parameter of type text is missing text value`);
  if (FORBIDDEN.test(parameter.text)) {
    throw mismatch(`${part}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`);
  }
  return parameter.text;
}
