import { randomBytes, timingSafeEqual } from 'node:crypto';
import { and, desc, eq, isNull, lt, or } from 'drizzle-orm';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { type Actor, MAY, type Permission } from '../platform/policy.ts';
import { type Business, businesses } from '../platform/schema.ts';
import { MINUTE } from '../platform/time.ts';
import { recordAudit } from './audit.ts';
import { apiKeyNotFound, keyEndsInPast, scopesTooWide } from './problems.ts';
import { apiKeys } from './schema.ts';
import { hashOf, newToken } from './tokens.ts';

const PREFIX_BYTES = 5;
const KEY = /^(pb_[0-9a-f]{10})_[\w-]{43}$/;

export type NewKey = {
  name: string;
  scopes: Permission[];
  requestsPerMinute: number;
  expiresAt: Date | null;
};
export type KeyRow = typeof apiKeys.$inferSelect;

/**
 * Makes a key for a program.
 *
 * @returns the row, and the key itself: shown once, nobody can read it again.
 * @throws scopes-too-wide when the key could do what its maker cannot; key-ends-in-past
 */
export async function makeKey(
  ctx: Ctx,
  tx: Tx,
  { businessId, actor, wanted }: { businessId: string; actor: Actor; wanted: NewKey },
): Promise<{ row: KeyRow; key: string }> {
  if (!isWithin(actor, wanted.scopes)) throw scopesTooWide();
  if (wanted.expiresAt && wanted.expiresAt <= ctx.now()) throw keyEndsInPast();
  const prefix = `pb_${randomBytes(PREFIX_BYTES).toString('hex')}`;
  const key = `${prefix}_${newToken()}`;
  const createdBy = 'name' in actor ? actor.name : 'Operator';
  const scopes = [...new Set(wanted.scopes)].sort();
  const [row] = await tx
    .insert(apiKeys)
    .values({ ...wanted, scopes, businessId, prefix, hash: hashOf(key), createdBy, createdAt: ctx.now() })
    .returning();
  const after = { scopes, expiresAt: wanted.expiresAt, requestsPerMinute: wanted.requestsPerMinute };
  await recordAudit(tx, { businessId, actor, action: 'key.created', subject: `${wanted.name} (${prefix})`, after });
  return { row: row!, key };
}

/** Keys of a business that were not revoked, newest first. */
export async function listKeys(db: Db | Tx, businessId: string): Promise<KeyRow[]> {
  const ours = and(eq(apiKeys.businessId, businessId), isNull(apiKeys.revokedAt));
  return db.select().from(apiKeys).where(ours).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
}

/** @throws api-key-not-found */
export async function revokeKey(
  ctx: Ctx,
  tx: Tx,
  { businessId, id, actor }: { businessId: string; id: string; actor: Actor },
): Promise<void> {
  const row = and(eq(apiKeys.businessId, businessId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt));
  const [revoked] = await tx.update(apiKeys).set({ revokedAt: ctx.now() }).where(row).returning();
  if (!revoked) throw apiKeyNotFound();
  const subject = `${revoked.name} (${revoked.prefix})`;
  await recordAudit(tx, { businessId, actor, action: 'key.revoked', subject, before: { scopes: revoked.scopes } });
}

/** Knows keys as they come in with requests. Their pace is held by the API's rate limits. */
export function keyDoor(ctx: Ctx) {
  return {
    isKey: (text: string): boolean => KEY.test(text),
    /** @returns null for a key that is unknown, revoked or over. */
    async open(text: string): Promise<{ business: Business; actor: Actor } | null> {
      const [, prefix] = KEY.exec(text) ?? [];
      if (!prefix) return null;
      const [found] = await ctx.db
        .select({ key: apiKeys, business: businesses })
        .from(apiKeys)
        .innerJoin(businesses, eq(businesses.id, apiKeys.businessId))
        .where(eq(apiKeys.prefix, prefix));
      if (!found || !timingSafeEqual(Buffer.from(found.key.hash), Buffer.from(hashOf(text)))) return null;
      const { key, business } = found;
      if (key.revokedAt || (key.expiresAt && key.expiresAt <= ctx.now())) return null;
      await noteUse(ctx, key);
      const { id, name, scopes, requestsPerMinute } = key;
      return { business, actor: { kind: 'key', id, name, scopes, requestsPerMinute } };
    },
  };
}

/** A row per minute, not one per request. */
async function noteUse(ctx: Ctx, { businessId, id, lastUsedAt }: KeyRow): Promise<void> {
  const aMinuteAgo = new Date(ctx.now().getTime() - MINUTE);
  if (lastUsedAt && lastUsedAt > aMinuteAgo) return;
  const stale = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, aMinuteAgo));
  await ctx.db
    .update(apiKeys)
    .set({ lastUsedAt: ctx.now() })
    .where(and(eq(apiKeys.businessId, businessId), eq(apiKeys.id, id), stale));
}

function isWithin(actor: Actor, scopes: readonly Permission[]): boolean {
  if (actor.kind === 'operator') return true;
  const may = actor.kind === 'person' ? MAY[actor.role] : actor.scopes;
  return scopes.every((scope) => may.includes(scope));
}
