import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import type { Ctx } from './context.ts';
import { Problem } from './problem.ts';
import { idempotentAnswers } from './schema.ts';

const LONGEST_KEY = 255;

const keyInvalid = () =>
  new Problem('idempotency-key-invalid', 400, `An Idempotency-Key has 1 to ${LONGEST_KEY} characters.`);
const keyReused = () =>
  new Problem('idempotency-key-reused', 422, 'This Idempotency-Key was used for another request. Take a new one.');
const stillRunning = () =>
  new Problem(
    'request-still-running',
    409,
    'The first request with this Idempotency-Key is still under way. Try again shortly.',
    { retryAfterSeconds: 1 },
  );

type Answer = { status: number; body: unknown };

/**
 * Does a write once per `Idempotency-Key`: the same request again gets the same answer for 24 hours and does nothing.
 * Without the header it is simply done. A write that fails leaves its key free.
 */
export async function answerOnce(
  ctx: Ctx,
  businessId: string,
  request: FastifyRequest,
  write: () => Promise<Answer>,
): Promise<Answer> {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return write();
  if (typeof key !== 'string' || key.length < 1 || key.length > LONGEST_KEY) throw keyInvalid();

  const fingerprint = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body)}`)
    .digest('hex');
  const row = and(eq(idempotentAnswers.businessId, businessId), eq(idempotentAnswers.key, key));
  const [first] = await ctx.db
    .insert(idempotentAnswers)
    .values({ businessId, key, request: fingerprint, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ key: idempotentAnswers.key });
  if (!first) {
    const [known] = await ctx.db.select().from(idempotentAnswers).where(row);
    if (known && known.request !== fingerprint) throw keyReused();
    if (!known?.status) throw stillRunning();
    return { status: known.status, body: known.body };
  }
  try {
    const answer = await write();
    await ctx.db.update(idempotentAnswers).set({ status: answer.status, body: answer.body }).where(row);
    return answer;
  } catch (error) {
    await ctx.db.delete(idempotentAnswers).where(row);
    throw error;
  }
}
