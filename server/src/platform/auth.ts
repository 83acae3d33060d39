import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import type { Db } from './context.ts';
import { type Business, operatorKeys } from './schema.ts';

const PREFIX_BYTES = 4;
const SECRET_BYTES = 32;

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

/** Whether this is a key of whoever runs the installation. It opens every business. */
export async function isOperatorKey(db: Db, key: string): Promise<boolean> {
  const prefix = key.split('_').slice(0, 2).join('_');
  const [known] = await db.select().from(operatorKeys).where(eq(operatorKeys.prefix, prefix));
  return known !== undefined && timingSafeEqual(Buffer.from(known.hash), Buffer.from(hashOf(key)));
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex'); // 256 random bits need no slow hash

/** The business a request is about. */
export function businessOf(request: FastifyRequest): Business {
  if (!request.business) throw new Error('this route is about no business');
  return request.business;
}
