import { createHash } from 'node:crypto';
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import type { Ctx } from './context.ts';
import { Problem } from './problem.ts';
import { idempotentAnswers } from './schema.ts';
import { SECOND } from './time.ts';

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

/** How long a first request has; one that takes longer belongs to a process that is gone. */
const LEASE_MS = 60 * SECOND;

/**
 * Does a write once per `Idempotency-Key`: the same request again gets the same answer for 24 hours and does nothing.
 * Without the header it is simply done. A write that fails leaves its key free.
 *
 * When a process dies between its write and the answer, nobody knows whether the write took place: after a minute the
 * same request is let through again.
 *
 * @param write gets a text that is the same for every attempt under one key, and must have its effect once for it
 *              (`queueMessage` takes it as `once`); undefined without the header.
 */
export async function answerOnce(
  ctx: Ctx,
  businessId: string,
  request: FastifyRequest,
  write: (once: string | undefined) => Promise<Answer>,
): Promise<Answer> {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return write(undefined);
  if (typeof key !== 'string' || key.length < 1 || key.length > LONGEST_KEY) throw keyInvalid();

  const fingerprint = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body)}`)
    .digest('hex');
  const claim = await claimKey(ctx, { businessId, key, fingerprint });
  if ('answer' in claim) return claim.answer;

  const { claimedAt, firstAt } = claim;
  const row = and(eq(idempotentAnswers.businessId, businessId), eq(idempotentAnswers.key, key));
  try {
    const answer = await write(`${businessId} ${key} ${fingerprint} ${firstAt.toISOString()}`);
    await ctx.db.update(idempotentAnswers).set({ status: answer.status, body: answer.body }).where(row);
    return answer;
  } catch (error) {
    const ours = and(row, eq(idempotentAnswers.claimedAt, claimedAt), isNull(idempotentAnswers.status));
    await ctx.db.delete(idempotentAnswers).where(ours);
    throw error;
  }
}

type Claim = { claimedAt: Date; firstAt: Date } | { answer: Answer };

/** Makes the key ours, when it is new or whoever had it took too long; else the answer that was given. */
async function claimKey(
  ctx: Ctx,
  { businessId, key, fingerprint }: { businessId: string; key: string; fingerprint: string },
): Promise<Claim> {
  const now = ctx.now();
  const [first] = await ctx.db
    .insert(idempotentAnswers)
    .values({ businessId, key, request: fingerprint, claimedAt: now, createdAt: now })
    .onConflictDoNothing()
    .returning({ key: idempotentAnswers.key });
  if (first) return { claimedAt: now, firstAt: now };

  const row = and(eq(idempotentAnswers.businessId, businessId), eq(idempotentAnswers.key, key));
  const [known] = await ctx.db.select().from(idempotentAnswers).where(row);
  if (known && known.request !== fingerprint) throw keyReused();
  if (known?.status) return { answer: { status: known.status, body: known.body } };

  const expired = lt(idempotentAnswers.claimedAt, new Date(now.getTime() - LEASE_MS));
  const [taken] = await ctx.db
    .update(idempotentAnswers)
    .set({ claimedAt: now })
    .where(and(row, isNull(idempotentAnswers.status), expired))
    .returning({ firstAt: idempotentAnswers.createdAt });
  if (!taken) throw stillRunning();
  return { claimedAt: now, firstAt: taken.firstAt };
}
