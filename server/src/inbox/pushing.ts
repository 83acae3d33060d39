import { and, eq, sql } from 'drizzle-orm';
import webPush from 'web-push';
import { z } from 'zod';
import type { Ctx } from '../platform/context.ts';
import { createHttpClient } from '../platform/http-client.ts';
import { newId } from '../platform/id.ts';
import { NO_BUSINESS } from '../platform/schema.ts';
import type { SecretBox } from '../platform/secrets.ts';
import { HOUR, SECOND } from '../platform/time.ts';
import type { NoticeKind } from './api.ts';
import { pushAddressRefused } from './problems.ts';
import { pushKeys, pushSubscriptions } from './schema.ts';

const KeyPair = z.object({ publicKey: z.string(), privateKey: z.string() });
type KeyPair = z.infer<typeof KeyPair>;
const BrowserKeys = z.object({ p256dh: z.string().max(200), auth: z.string().max(100) });

/** What a browser gives out when it agrees to notices. @see W3C Push API, PushSubscription */
export const Subscription = z.object({ endpoint: z.url({ protocol: /^https$/ }).max(1_000), keys: BrowserKeys });
export type Subscription = z.infer<typeof Subscription>;

/** What the service worker shows. */
export type Push = { title: string; body: string; url: string; tag: string };

const KEEP_FOR_S = HOUR / SECOND; // a push service holds it this long for a phone that is off
const TIMEOUT_MS = 10 * SECOND;
const GONE = [404, 410]; // the browser took its permission back. @see RFC 8030, 7.3

const PLACE_OF_KEY = { businessId: NO_BUSINESS, table: 'push_keys', column: 'private_key', row: '1' };

/**
 * Notices to browsers that show them while no page is open.
 *
 * @param contact whom a push service may write to: an https address or `mailto:`.
 */
export function openPushes(ctx: Ctx, box: SecretBox, contact: string) {
  let known: Promise<KeyPair> | null = null;

  /** The installation's key pair, made once. */
  function keyPair(): Promise<KeyPair> {
    known ??= readOrMake().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  }

  async function readOrMake(): Promise<KeyPair> {
    const made = webPush.generateVAPIDKeys();
    await ctx.db
      .insert(pushKeys)
      .values({ publicKey: made.publicKey, privateKey: box.seal(made.privateKey, PLACE_OF_KEY) })
      .onConflictDoNothing();
    const [row] = await ctx.db.select().from(pushKeys);
    return KeyPair.parse({ publicKey: row?.publicKey, privateKey: box.open(row?.privateKey ?? '', PLACE_OF_KEY) });
  }

  const placeOf = (businessId: string, row: string) => ({
    businessId,
    table: 'push_subscriptions',
    column: 'keys',
    row,
  });

  return {
    publicKey: async () => (await keyPair()).publicKey,

    /** Notes a browser of somebody's, or what it wants by now. @throws push-address-refused */
    async subscribe(
      businessId: string,
      personId: string,
      { endpoint, keys }: Subscription,
      wants: NoticeKind[],
    ): Promise<void> {
      if (!URL.canParse(endpoint) || new URL(endpoint).username) throw pushAddressRefused();
      const id = newId();
      const now = ctx.now();
      const here = and(
        eq(pushSubscriptions.businessId, businessId),
        eq(pushSubscriptions.personId, personId),
        eq(pushSubscriptions.endpoint, endpoint),
      );
      await ctx.db.transaction(async (tx) => {
        await tx.delete(pushSubscriptions).where(here);
        await tx.insert(pushSubscriptions).values({
          businessId,
          id,
          personId,
          endpoint,
          keys: box.seal(JSON.stringify(keys), placeOf(businessId, id)),
          wants,
          createdAt: now,
        });
      });
    },

    async unsubscribe(businessId: string, personId: string, endpoint: string): Promise<void> {
      await ctx.db
        .delete(pushSubscriptions)
        .where(
          and(
            eq(pushSubscriptions.businessId, businessId),
            eq(pushSubscriptions.personId, personId),
            eq(pushSubscriptions.endpoint, endpoint),
          ),
        );
    },

    /** Sends to every browser of these people that wants this kind. What does not arrive is not tried again: it is news of a moment. */
    async send(
      businessId: string,
      personIds: string[],
      kind: NoticeKind,
      pushOf: (personId: string) => Push,
    ): Promise<void> {
      const rows = await ctx.db
        .select()
        .from(pushSubscriptions)
        .where(
          and(
            eq(pushSubscriptions.businessId, businessId),
            sql`${pushSubscriptions.personId} = any(${sql.param(personIds)}::uuid[]) and ${kind} = any(${pushSubscriptions.wants})`,
          ),
        );
      if (rows.length === 0) return;
      const vapidDetails = { subject: contact, ...(await keyPair()) };
      await Promise.all(
        rows.map(async ({ id, endpoint, keys, personId }) => {
          const opened = BrowserKeys.parse(JSON.parse(box.open(keys, placeOf(businessId, id))));
          const request = webPush.generateRequestDetails({ endpoint, keys: opened }, JSON.stringify(pushOf(personId)), {
            vapidDetails,
            TTL: KEEP_FOR_S,
            urgency: 'high',
          });
          const status = await post(endpoint, request.headers, request.body);
          const row = and(eq(pushSubscriptions.businessId, businessId), eq(pushSubscriptions.id, id));
          if (status !== null && GONE.includes(status)) await ctx.db.delete(pushSubscriptions).where(row);
          else if (status !== null && status < 300)
            await ctx.db.update(pushSubscriptions).set({ lastUsedAt: ctx.now() }).where(row);
          else ctx.log.warn({ status, host: new URL(endpoint).host }, 'a push service did not take a notice');
        }),
      );
    },
  };
}
export type Pushes = ReturnType<typeof openPushes>;

/** @returns null when nobody answered. Browsers give us these addresses: only the public internet is gone to. */
async function post(
  endpoint: string,
  given: Record<string, unknown>,
  body: Buffer | string | null,
): Promise<number | null> {
  const url = new URL(endpoint);
  const http = createHttpClient({ origin: url.origin, connections: 1, timeoutMs: TIMEOUT_MS, publicOnly: true });
  try {
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    const answer = await http.request({
      method: 'POST',
      path: url.pathname + url.search,
      headers,
      ...(body === null ? {} : { body }),
    });
    return answer.outcome === 'answered' ? answer.status : null;
  } finally {
    await http.close();
  }
}
