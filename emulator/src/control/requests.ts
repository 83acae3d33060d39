import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { readBody } from '../http.ts';
import { parseJson } from '../json.ts';
import { Refusal } from '../phones/refusal.ts';

const UNITS_MS = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_FORWARD_MS = 400 * UNITS_MS.d;

const TokenBody = z.strictObject({ token: z.string().min(1).max(1_000) });
const ForwardBody = z.strictObject({
  forward: z.string().regex(/^\d+(\.\d+)? ?(ms|s|m|min|h|d)$/, 'is such as "24h", "90 min" or "8 d"'),
});

const LARGEST_BODY = 100_000;

export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const value = parseJson((await readBody(request, LARGEST_BODY)).toString());
  if (value === undefined) throw new Refusal(400, 'The body is not JSON.');
  return value;
}

export const readToken = (body: unknown): string => read(TokenBody, body).token;

/** @returns milliseconds. */
export function readForward(body: unknown): number {
  const { forward } = read(ForwardBody, body);
  const [, amount = '0', , unit = 'ms'] = /^(\d+(\.\d+)?) ?(\w+)$/.exec(forward) ?? [];
  const ms = Math.round(Number(amount) * (Object.entries(UNITS_MS).find(([name]) => name === unit)?.[1] ?? 1));
  if (ms > LONGEST_FORWARD_MS) throw new Refusal(400, 'forward: at most 400 d at once');
  return ms;
}

/** Reads a query string or body; a mistake names the field. */
export function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Refusal(400, `${issue?.path.join('.') || 'The request'}: ${issue?.message ?? 'not understood'}`);
}
