import type { Json } from '../json.ts';
import { type Call, originOf } from './call.ts';
import { GraphError, invalidParameter } from './errors.ts';

/** Fields and pages of what the Graph API lists. */

const PAGE = 25;

/** The fields asked for, and the id always. */
export function chosen(node: Json, defaults: string[], query: URLSearchParams): Json {
  const fields: Json = {};
  for (const name of fieldsAsked(query) ?? defaults) {
    if (!(name in node) && !defaults.includes(name))
      throw new GraphError(100, { title: `Tried accessing nonexisting field (${name})` });
    if (node[name] !== undefined) fields[name] = node[name];
  }
  return node.id === undefined ? fields : { ...fields, id: node.id };
}

/** "name,health_status{can_send_message},analytics.start(1)" → the names alone. */
export function fieldsAsked(query: URLSearchParams): string[] | null {
  const fields = query.get('fields');
  if (fields === null) return null;
  return topLevel(fields).map((field) => field.replace(/[.{(].*$/s, ''));
}

/** The parts between commas that stand outside brackets. */
export function topLevel(fields: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of fields) {
    if ('{(['.includes(character)) depth++;
    if ('})]'.includes(character)) depth--;
    if (character === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  return [...parts, part.trim()].filter(Boolean);
}

/** One page of a list, with cursors and the address of the next one. */
export function paged(call: Call, all: Json[], largestPage = 250): Json {
  const { query } = call;
  const limit = Math.min(Math.max(Number(query.get('limit')) || PAGE, 1), largestPage);
  const after = query.get('after');
  const before = query.get('before');
  const first = before === null ? offsetOf(after) : Math.max(0, offsetOf(before) - limit);
  const data = all.slice(first, before === null ? first + limit : offsetOf(before));
  if (data.length === 0) return { data };
  const cursors = { before: cursor(first), after: cursor(first + data.length) };
  const paging: Json = { cursors };
  if (first + data.length < all.length) paging.next = pageUrl(call, 'after', cursors.after);
  if (first > 0) paging.previous = pageUrl(call, 'before', cursors.before);
  return { data, paging };
}

const cursor = (offset: number) => Buffer.from(String(offset)).toString('base64url');

function offsetOf(given: string | null): number {
  if (given === null) return 0;
  const offset = Number(Buffer.from(given, 'base64url').toString());
  if (!Number.isInteger(offset) || offset < 0) throw invalidParameter('Invalid cursors values');
  return offset;
}

function pageUrl(call: Call, direction: 'after' | 'before', at: string): string {
  const url = new URL(`${originOf(call)}${call.request.url ?? ''}`);
  for (const key of ['after', 'before', 'access_token']) url.searchParams.delete(key);
  url.searchParams.set(direction, at);
  return url.href;
}
