import { isJson, type Json, numeric } from '../json.ts';
import { GraphError, invalidParameter, invalidValue, missingParameter } from './errors.ts';

/** Readers for one field each. They answer as Meta does: 131008 when missing, 131009 when wrong, 100 when unknown. */

/** @param path such as "interactive['action']", to name the parameter in the error. */
export function objectAt(parent: Json, key: string, path: string): Json {
  const value = parent[key];
  if (value === undefined || value === null) throw missingParameter(`Parameter ${path} is required.`);
  if (!isJson(value)) throw invalidParameter(`Param ${path} must be a JSON object.`);
  return value;
}

/** A list of objects, from `least` to `most` of them. */
export function listAt(parent: Json, key: string, path: string, least: number, most: number): Json[] {
  const value = parent[key];
  if (value === undefined || value === null) throw missingParameter(`Parameter ${path} is required.`);
  if (!Array.isArray(value)) throw invalidParameter(`Param ${path} must be an array.`);
  if (value.length < least || value.length > most) {
    throw invalidValue(`Invalid number of items in ${path}: ${value.length}. Min: ${least}, Max: ${most}.`);
  }
  return value.map((item, place) => {
    if (!isJson(item)) throw invalidParameter(`Param ${path}[${place}] must be a JSON object.`);
    return item;
  });
}

/** A required text of at most `longest` characters. */
export function textIn(parent: Json, key: string, path: string, longest: number): string {
  const value = parent[key];
  if (value === undefined || value === null || value === '') throw missingParameter(`Parameter ${path} is required.`);
  return checkedText(value, path, longest);
}

export function optionalTextIn(parent: Json, key: string, path: string, longest: number): string | undefined {
  const value = parent[key];
  return value === undefined || value === null || value === '' ? undefined : checkedText(value, path, longest);
}

/** A number, also one written as text. */
export function numberIn(parent: Json, key: string, path: string): number {
  const value = parent[key];
  if (value === undefined || value === null || value === '') throw missingParameter(`Parameter ${path} is required.`);
  const number = numeric(value);
  if (!Number.isFinite(number)) throw invalidValue(`Parameter ${path} must be a number.`);
  return number;
}

/** A misspelt key is an error at Meta, not something it overlooks. */
export function onlyKeys(parent: Json, allowed: Set<string>, path: string): void {
  for (const key in parent) {
    if (!allowed.has(key)) throw new GraphError(100, { title: `Unexpected key "${key}" on param "${path}".` });
  }
}

/** Every value once. */
export function allDifferent(values: string[], what: string): void {
  if (new Set(values).size < values.length) throw invalidValue(`${what} must be unique.`);
}

/** Limits are in characters; a string is only counted when its UTF-16 length leaves room for doubt. */
export function isLonger(text: string, longest: number): boolean {
  return text.length > longest && [...text].length > longest;
}

function checkedText(value: unknown, path: string, longest: number): string {
  if (typeof value !== 'string') throw invalidParameter(`Param ${path} must be a string.`);
  if (isLonger(value, longest)) throw invalidParameter(`Param ${path} must be at most ${longest} characters long.`);
  return value;
}
