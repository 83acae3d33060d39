import { and, eq, gte, inArray } from 'drizzle-orm';
import { changeOrderState, type OrderState, ordersOf, placeOrder } from '../commerce/index.ts';
import { variants } from '../commerce/schema.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { businesses } from '../platform/schema.ts';
import { changeTicketState, reportTicket } from '../production/index.ts';
import { type DemoBusiness, demoFactory, demoShop } from './businesses.ts';

type Customer = { businessId: string; contactId: string };

/** Orders of the last two weeks, oldest first, and what became of each so many days ago. */
const PAST_ORDERS: { daysAgo: number; quantity: number; moved: { daysAgo: number; state: OrderState }[] }[] = [
  {
    daysAgo: 12,
    quantity: 2,
    moved: [
      { daysAgo: 10, state: 'shipped' },
      { daysAgo: 8, state: 'delivered' },
    ],
  },
  { daysAgo: 3, quantity: 1, moved: [{ daysAgo: 1, state: 'shipped' }] },
  { daysAgo: 1, quantity: 3, moved: [] },
];
const KEPT_ON_THE_SHELF = 5; // the demo's first customers do not empty the shop for the next
const DAY_MS = 86_400_000;

/**
 * Gives a customer of a demo business a past: up to three orders and a ticket. Does nothing for who has one already,
 * and for other businesses. Nobody is told.
 */
export async function seedDemoCustomer(ctx: Ctx, tx: Tx, customer: Customer): Promise<void> {
  const demo = await demoOf(tx, customer.businessId);
  if (!demo || (await ordersOf(tx, customer.businessId, customer.contactId, 1)).length > 0) return;

  const numbers = await placePastOrders(ctx, tx, customer, await inStock(tx, customer.businessId, demo.bought.skus));
  await reportPastTicket(ctx, tx, customer, demo.bought.complaint, numbers[0]);
}

async function demoOf(tx: Tx, businessId: string): Promise<DemoBusiness | undefined> {
  const [business] = await tx.select({ slug: businesses.slug }).from(businesses).where(eq(businesses.id, businessId));
  return [demoShop, demoFactory].find((demo) => demo.business.slug === business?.slug);
}

async function inStock(tx: Tx, businessId: string, skus: string[]): Promise<string[]> {
  const isThere = and(inArray(variants.sku, skus), gte(variants.onHand, KEPT_ON_THE_SHELF));
  const there = await tx
    .select({ id: variants.id, sku: variants.sku })
    .from(variants)
    .where(and(eq(variants.businessId, businessId), isThere));
  return skus.flatMap((sku) => there.find((variant) => variant.sku === sku)?.id ?? []);
}

/** @returns the order numbers, oldest first. */
async function placePastOrders(ctx: Ctx, tx: Tx, customer: Customer, variantIds: string[]): Promise<number[]> {
  const numbers: number[] = [];
  for (const [nth, variantId] of variantIds.entries()) {
    const { daysAgo, quantity, moved } = PAST_ORDERS[nth]!;
    const lines = [{ variantId, quantity }];
    const { number } = await placeOrder(asOf(ctx, daysAgo), tx, { ...customer, conversationId: null, lines });
    for (const step of moved) {
      const change = { businessId: customer.businessId, number, state: step.state, actor: 'operator' as const };
      await changeOrderState(asOf(ctx, step.daysAgo), tx, change);
    }
    numbers.push(number);
  }
  return numbers;
}

async function reportPastTicket(
  ctx: Ctx,
  tx: Tx,
  customer: Customer,
  description: string,
  orderNumber?: number,
): Promise<void> {
  const report = { ...customer, conversationId: null, kind: 'defect' as const, description, mediaIds: [], orderNumber };
  const ticket = await reportTicket(asOf(ctx, 2), tx, report);
  const progress = {
    state: 'fixing' as const,
    progressPercent: 60,
    note: 'Found the cause, a replacement is being made.',
  };
  await changeTicketState(
    asOf(ctx, 1),
    tx,
    { businessId: customer.businessId, kind: ticket.kind, number: ticket.number },
    progress,
  );
}

/** The same place some days ago, with nobody listening: it is history, not news. */
const asOf = (ctx: Ctx, daysAgo: number): Ctx => ({
  ...ctx,
  reactions: [],
  now: () => new Date(ctx.now().getTime() - daysAgo * DAY_MS),
});
