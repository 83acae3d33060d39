import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { canonicalPhone } from '../contacts/index.ts';
import { contactIdentities } from '../contacts/schema.ts';
import type { Db } from '../platform/context.ts';
import { readPhone } from '../platform/phone.ts';
import type { Business } from '../platform/schema.ts';
import { DAY, later } from '../platform/time.ts';
import type { TrackedOrder } from './api.ts';
import { historyOf, readWithLines } from './orders.ts';
import { linkExpired, trackedOrderNotFound } from './problems.ts';
import { type Order, type OrderLine, orders } from './schema.ts';

const LINK_DAYS = 60;

/**
 * Links with which anybody who has one may follow one order until they expire. Signed, not stored: `order.expiry.mac`.
 *
 * @param key the installation's; another use gets another key of it.
 */
export function trackingLinks(key: string) {
  const own = createHmac('sha256', key).update('links to orders').digest();
  const macOf = (businessId: string, body: string): string =>
    createHmac('sha256', own).update(`${businessId} ${body}`).digest('base64url');

  return {
    sign(businessId: string, orderId: string, now: Date): { token: string; expiresAt: Date } {
      const expiresAt = later(now, LINK_DAYS * DAY);
      const body = `${orderId}.${Math.floor(expiresAt.getTime() / 1_000).toString(36)}`;
      return { token: `${body}.${macOf(businessId, body)}`, expiresAt };
    },

    /** @returns the order's id. @throws link-not-valid */
    read(businessId: string, token: string, now: Date): string {
      const [, body, orderId, expiry, mac] = /^(([0-9a-f-]{36})\.([0-9a-z]{1,9}))\.([\w-]{43})$/.exec(token) ?? [];
      if (!body || !orderId || !expiry || !mac) throw linkExpired();
      if (!timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(businessId, body)))) throw linkExpired();
      if (Number.parseInt(expiry, 36) * 1_000 < now.getTime()) throw linkExpired();
      return orderId;
    },
  };
}
export type TrackingLinks = ReturnType<typeof trackingLinks>;

/** The order behind a link. @throws link-not-valid */
export async function orderById(db: Db, business: Business, orderId: string): Promise<TrackedOrder> {
  const isIt = and(eq(orders.businessId, business.id), eq(orders.id, orderId));
  const [found] = await readWithLines(db, isIt, 1);
  if (!found) throw linkExpired();
  return tracked(db, business, found);
}

/**
 * An order for who knows its number and the phone it was ordered from. A wrong number and a wrong phone get the same
 * answer, so that neither can be found out.
 *
 * @throws order-not-found
 */
export async function orderByPhone(
  db: Db,
  business: Business,
  { number, phone }: { number: number; phone: string },
): Promise<TrackedOrder> {
  const read = readPhone(phone, business.country);
  const canonical = read ? canonicalPhone(read) : '+0';
  const theirs = db
    .select({ contactId: contactIdentities.contactId })
    .from(contactIdentities)
    .where(
      and(
        eq(contactIdentities.businessId, business.id),
        eq(contactIdentities.kind, 'phone'),
        eq(contactIdentities.value, canonical),
      ),
    );
  const isIt = and(eq(orders.businessId, business.id), eq(orders.number, number), inArray(orders.contactId, theirs));
  const [found] = await readWithLines(db, isIt, 1);
  if (!found) throw trackedOrderNotFound();
  return tracked(db, business, found);
}

async function tracked(
  db: Db,
  shop: Business,
  { order, lines }: { order: Order; lines: OrderLine[] },
): Promise<TrackedOrder> {
  const { number, state, amount, currency, expectedOn, carrier, trackingNumber, createdAt } = order;
  const history = await historyOf(db, order.businessId, order.id);
  return {
    shop: shop.name,
    number,
    state,
    amount,
    currency,
    expectedOn,
    carrier,
    trackingNumber,
    createdAt,
    lines: lines.map((line) => ({ name: line.name, quantity: line.quantity, amount: line.amount })),
    history: history.map((step) => ({ state: step.state, at: step.at })),
  };
}
