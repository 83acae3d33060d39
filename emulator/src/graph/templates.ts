import { createHash } from 'node:crypto';
import type { Json } from '../json.ts';
import type { TemplateDefinition } from '../template-definition.ts';
import type { World } from '../world.ts';
import type { GraphAnswer } from './faults.ts';
import { answer } from './numbers.ts';
import { isOf } from './template-content.ts';

const PAGE = 25;
const LARGEST_PAGE = 250;

/** `GET /{WABA_ID}/message_templates`, filtered and in pages. */
export function listTemplates(world: World, wabaId: string, query: URLSearchParams, url: string): GraphAnswer {
  const all = world.templates
    .filter((template) => isOf(template, { wabaId }))
    .map((template) => node(template, wabaId));
  const found = all.filter((template) => FILTERS.every((filter) => fits(template, filter, query.get(filter))));
  const limit = Math.min(Math.max(Number(query.get('limit')) || PAGE, 1), LARGEST_PAGE);
  const first = offsetOf(query.get('after'));
  const data = found.slice(first, first + limit);
  if (data.length === 0) return answer({ data });
  const after = cursor(first + data.length);
  const cursors = { before: cursor(first), after };
  const isLast = first + data.length >= found.length;
  return answer({ data, paging: isLast ? { cursors } : { cursors, next: nextUrl(url, after) } });
}

const FILTERS = ['name', 'language', 'category', 'status'];

function fits(template: Json, filter: string, wanted: string | null): boolean {
  return wanted === null || String(template[filter]).toLowerCase() === wanted.toLowerCase();
}

function node(template: TemplateDefinition, wabaId: string): Json {
  const { wabaId: _, status = 'APPROVED', parameter_format = 'POSITIONAL', ...rest } = template;
  return { ...rest, parameter_format, status, quality_score: { score: 'UNKNOWN' }, id: templateId(template, wabaId) };
}

/** The same template keeps its id through restarts. */
function templateId({ name, language }: TemplateDefinition, wabaId: string): string {
  const hash = createHash('sha256').update(`${wabaId}/${name}/${language}`).digest();
  return String(1_000_000_000_000_000n + (hash.readBigUInt64BE(0) % 9_000_000_000_000_000n));
}

const cursor = (offset: number) => Buffer.from(String(offset)).toString('base64url');

function offsetOf(after: string | null): number {
  return after === null ? 0 : Number(Buffer.from(after, 'base64url').toString()) || 0;
}

function nextUrl(url: string, after: string): string {
  const next = new URL(url);
  next.searchParams.set('after', after);
  next.searchParams.delete('access_token');
  return next.href;
}
