import { cleanLine, cleanText } from '../../platform/text.ts';

/**
 * Reading Meta's JSON, of which nothing may be taken for granted: every field can be missing, of another type, or new.
 * A reader gives what it finds in the shape we want, or undefined. (Schemas for a whole envelope cost more than the
 * message is worth on the hot path, and one odd element must not spoil its neighbours.)
 */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(object: Json, key: string): Json | undefined {
  const value = object[key];
  return isObject(value) ? value : undefined;
}

/** @returns an empty list when there is none. */
export function listAt(object: Json, key: string): readonly unknown[] {
  const value = object[key];
  return Array.isArray(value) ? value : [];
}

/** Words of a person: any length, several lines. */
export function textAt(object: Json, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? cleanText(value) : undefined;
}

/** A name or label: one line of at most 256 characters, not empty. */
export function lineAt(object: Json, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? cleanLine(value, 256) || undefined : undefined;
}

/** An id, opaque and not empty. Some of Meta's come as numbers. */
export function idAt(object: Json, key: string): string | undefined {
  const value = object[key];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? cleanText(value) : undefined;
}

/** A number, also when it is written as text. */
export function numberAt(object: Json, key: string): number | undefined {
  const value = object[key];
  const number = typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function flagAt(object: Json, key: string): boolean | undefined {
  const value = object[key];
  return typeof value === 'boolean' ? value : undefined;
}

/** Unix seconds, as a number or as text; nothing before 1970 or beyond the year 9999, which databases refuse. */
export function momentAt(object: Json, key: string): Date | undefined {
  const seconds = numberAt(object, key);
  return seconds !== undefined && seconds > 0 && seconds < YEAR_10000 ? new Date(seconds * 1_000) : undefined;
}

/** The digits by which WhatsApp knows a person. Anything else would make strangers one contact. */
export function waIdAt(object: Json, key: string): string | undefined {
  const value = idAt(object, key);
  return value && WA_ID.test(value) ? value.replace('+', '') : undefined;
}

/** Leaves out what is undefined, so that stored content holds only what was said. */
export function compact<T extends object>(object: T): T {
  for (const key in object) if (object[key] === undefined) delete object[key];
  return object;
}

const NUMBER = /^-?\d+(\.\d+)?$/;
const WA_ID = /^\+?\d{5,20}$/;
const YEAR_10000 = 253_402_300_800;
