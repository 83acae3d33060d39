import { and, asc, eq } from 'drizzle-orm';
import { recordAudit } from '../accounts/index.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { newId } from '../platform/id.ts';
import type { Actor } from '../platform/policy.ts';
import type { SecretBox } from '../platform/secrets.ts';
import { DAY, later } from '../platform/time.ts';
import { type AllowedHosts, checkAddress } from './addresses.ts';
import type { EndpointChange, EndpointView, NewEndpoint } from './api.ts';
import { endpointNotFound, tooManyEndpoints } from './problems.ts';
import { type Endpoint, webhookEndpoints } from './schema.ts';
import { newSecret, sealSecret, secretsOf } from './signature.ts';

const MOST_ENDPOINTS = 20;
/** Both secrets sign for so long, that a receiver can take the new one without a gap. */
const OLD_SECRET_MS = DAY;

type Who = { businessId: string; actor: Actor };
export type Keeping = { box: SecretBox; allowed: AllowedHosts };

export const listEndpoints = async (db: Db, businessId: string): Promise<EndpointView[]> =>
  (
    await db
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.businessId, businessId))
      .orderBy(asc(webhookEndpoints.id))
  ).map(endpointView);

/** @throws webhook-not-found */
export async function requireEndpoint(db: Db | Tx, businessId: string, id: string): Promise<Endpoint> {
  const [endpoint] = await db.select().from(webhookEndpoints).where(isIt(businessId, id));
  if (!endpoint) throw endpointNotFound();
  return endpoint;
}

/** @throws webhook-url-not-taken, too-many-webhooks */
export async function addEndpoint(
  ctx: Ctx,
  { businessId, actor }: Who,
  { url, description, events }: NewEndpoint,
  { box, allowed }: Keeping,
): Promise<EndpointView & { secret: string }> {
  checkAddress(url, allowed);
  const [id, secret] = [newId(), newSecret()];
  return ctx.db.transaction(async (tx) => {
    const known = await tx
      .select({ id: webhookEndpoints.id })
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.businessId, businessId));
    if (known.length >= MOST_ENDPOINTS) throw tooManyEndpoints(MOST_ENDPOINTS);
    const [made] = await tx
      .insert(webhookEndpoints)
      .values({
        businessId,
        id,
        url,
        description,
        events: [...new Set(events)],
        secret: sealSecret(box, businessId, id, secret),
        createdAt: ctx.now(),
      })
      .returning();
    await recordAudit(tx, { businessId, actor, action: 'webhook.created', subject: url, after: { events } });
    return { ...endpointView(made!), secret };
  });
}

/** @throws webhook-not-found, webhook-url-not-taken */
export async function changeEndpoint(
  ctx: Ctx,
  { businessId, actor }: Who,
  id: string,
  { enabled, ...change }: EndpointChange,
  { allowed }: Keeping,
): Promise<EndpointView> {
  if (change.url !== undefined) checkAddress(change.url, allowed);
  return ctx.db.transaction(async (tx) => {
    const before = await requireEndpoint(tx, businessId, id);
    const [after] = await tx
      .update(webhookEndpoints)
      .set({ id, ...change, ...(enabled === undefined ? {} : standing(ctx, before, enabled)) })
      .where(isIt(businessId, id))
      .returning();
    const [was, is] = [before, after!].map(({ url, events, description, disabledAt }) => ({
      url,
      events,
      description,
      enabled: disabledAt === null,
    }));
    await recordAudit(tx, {
      businessId,
      actor,
      action: 'webhook.changed',
      subject: after!.url,
      before: was,
      after: is,
    });
    return endpointView(after!);
  });
}

const standing = (ctx: Ctx, { disabledAt, disabledReason }: Endpoint, enabled: boolean) =>
  enabled
    ? { disabledAt: null, disabledReason: null, failingSince: null }
    : { disabledAt: disabledAt ?? ctx.now(), disabledReason: disabledReason ?? 'Paused by the team.' };

/** @throws webhook-not-found */
export async function removeEndpoint(ctx: Ctx, { businessId, actor }: Who, id: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { url, events } = await requireEndpoint(tx, businessId, id);
    await tx.delete(webhookEndpoints).where(isIt(businessId, id));
    await recordAudit(tx, { businessId, actor, action: 'webhook.removed', subject: url, before: { events } });
  });
}

/** Gives an endpoint a new secret; the one before it signs too for a day. @throws webhook-not-found */
export async function renewSecret(
  ctx: Ctx,
  { businessId, actor }: Who,
  id: string,
  { box }: Keeping,
): Promise<EndpointView & { secret: string }> {
  const secret = newSecret();
  return ctx.db.transaction(async (tx) => {
    const before = await requireEndpoint(tx, businessId, id);
    const [old] = secretsOf(box, before, ctx.now());
    const [after] = await tx
      .update(webhookEndpoints)
      .set({
        secret: sealSecret(box, businessId, id, secret),
        oldSecret: sealSecret(box, businessId, id, old!, 'old_secret'),
        oldSecretUntil: later(ctx.now(), OLD_SECRET_MS),
      })
      .where(isIt(businessId, id))
      .returning();
    await recordAudit(tx, { businessId, actor, action: 'webhook.secret_renewed', subject: before.url });
    return { ...endpointView(after!), secret };
  });
}

const isIt = (businessId: string, id: string) =>
  and(eq(webhookEndpoints.businessId, businessId), eq(webhookEndpoints.id, id));

export const endpointView = (row: Endpoint): EndpointView => ({
  id: row.id,
  url: row.url,
  description: row.description,
  events: row.events,
  enabled: row.disabledAt === null,
  disabledReason: row.disabledReason,
  failingSince: row.failingSince,
  lastDeliveredAt: row.lastDeliveredAt,
  oldSecretUntil: row.oldSecretUntil,
  createdAt: row.createdAt,
});
