import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx, Db } from './context.ts';
import { Problem } from './problem.ts';
import { type Business, operatorKeys } from './schema.ts';

const PREFIX_BYTES = 4;
const SECRET_BYTES = 32;

const keyMissing = () =>
  new Problem(
    'key-missing',
    401,
    'Send the operator key as "Authorization: Bearer <key>". It was shown at the first start.',
  );
const keyUnknown = () =>
  new Problem('key-unknown', 401, 'This operator key is not known here. Make a new one with "npm run operator-key".');
const businessUnknown = () =>
  new Problem('business-not-found', 404, 'There is no such business. Name one by id or slug in X-Business.');

declare module 'fastify' {
  interface FastifyRequest {
    business: Business | null;
  }
}

/**
 * Makes an operator key unless there is one.
 *
 * @param always makes one even if there are others; those go on working.
 * @returns the key, to be shown once; null when one existed. Only its hash is kept.
 */
export async function makeOperatorKey(db: Db, always = false): Promise<string | null> {
  return db.transaction(async (tx) => {
    await tx.execute("select pg_advisory_xact_lock(hashtextextended('operator key', 0))"); // several nodes start at once
    if (!always && (await tx.select({ id: operatorKeys.id }).from(operatorKeys).limit(1)).length > 0) return null;
    const prefix = `pk_${randomBytes(PREFIX_BYTES).toString('hex')}`;
    const key = `${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
    await tx.insert(operatorKeys).values({ prefix, hash: hashOf(key) });
    return key;
  });
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex'); // 256 random bits need no slow hash

/**
 * Lets a request in that carries a key we made, and finds the business it is about: `X-Business` by id or slug, else
 * the first one. A route that has no such hook does not read `businessOf`.
 */
export function requireOperator(ctx: Ctx, businesses: () => Business[]) {
  return async (request: FastifyRequest, _reply: FastifyReply): Promise<void> => {
    const key = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? request.headers['x-api-key'];
    if (typeof key !== 'string') throw keyMissing();
    const prefix = key.split('_').slice(0, 2).join('_');
    const [known] = await ctx.db.select().from(operatorKeys).where(eq(operatorKeys.prefix, prefix));
    if (!known || !timingSafeEqual(Buffer.from(known.hash), Buffer.from(hashOf(key)))) throw keyUnknown();

    const wanted = request.headers['x-business'];
    const all = businesses();
    const business = wanted === undefined ? all[0] : all.find(({ id, slug }) => id === wanted || slug === wanted);
    if (!business) throw businessUnknown();
    request.business = business;
  };
}

/** The business a request is about. */
export function businessOf(request: FastifyRequest): Business {
  if (!request.business) throw keyMissing();
  return request.business;
}
