import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { announce } from '../platform/facts.ts';
import { newId } from '../platform/id.ts';
import { addDays, type Day, dayAt } from '../platform/local-time.ts';
import { businesses } from '../platform/schema.ts';
import type { OrderView } from './api.ts';
import { variantName } from './catalogue.ts';
import { orderPlaced, orderStateChanged } from './facts.ts';
import { findOrderByCause, orderView } from './orders.ts';
import { invalidOrder, outOfStock, priceChanged, variantNotFound } from './problems.ts';
import {
  type Order,
  type OrderLine,
  orderEvents,
  orderLines,
  orders,
  products,
  stockMoves,
  variants,
} from './schema.ts';

export type WantedLine = { variantId: string; quantity: number };

export type OrderRequest = {
  businessId: string;
  contactId: string;
  conversationId: string | null;
  lines: readonly WantedLine[];
  causedBy?: string; // the inbound message that asks for it
  amount?: number; // total in minor units that was agreed on; at another one nothing is ordered
  desk?: DeskOrder; // somebody of the team writes it down for the customer
};

/** What only the team may say of an order. */
export type DeskOrder = {
  actorName: string | null;
  state: 'pending' | 'confirmed'; // pending: a draft that holds its items
  note?: string | undefined;
  expectedOn?: Day | undefined;
  notify: boolean; // the customer is told when it is confirmed
};

/** `repeated`: the same cause had placed this order before, now nothing was ordered. */
export type PlacedOrder = OrderView & { repeated: boolean };

const DELIVERY_DAYS = 5;
const MOST_OF_ONE = 10_000; // units; whoever wants more talks to a person
const MOST_LINES = 100;

/**
 * Places an order and takes its items from the stock. It is confirmed at once, at the prices of this moment; the desk may
 * leave it open as a draft.
 *
 * The same `causedBy` places one order, however often and wherever it is tried. Every problem is thrown before
 * anything is written, so who catches one may go on with `tx`.
 *
 * @throws out-of-stock { variantId, available }, variant-not-found, price-changed { amount }, invalid-order
 */
export async function placeOrder(ctx: Ctx, tx: Tx, request: OrderRequest): Promise<PlacedOrder> {
  const { businessId, causedBy } = request;
  const wanted = onePerVariant(request.lines);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const offers = await readOffers(tx, businessId, [...wanted.keys()]);
    // After the offers: what the same message took from the shelf is no lack of stock.
    const earlier = causedBy ? await findOrderByCause(tx, businessId, causedBy) : null;
    if (earlier) return { ...earlier, repeated: true };
    const draft = draftOf(wanted, offers);
    if (request.amount !== undefined && request.amount !== draft.amount) throw priceChanged(draft.amount);
    const stored = await store(ctx, tx, request, draft);
    if (stored) return { ...(await told(ctx, tx, request, stored)), repeated: false };
    // Somebody was quicker: price or stock changed, or the order is there by now.
  }
  throw new Error(`the goods of an order changed ${MOST_TRIES} times while it was placed`);
}

const MOST_TRIES = 10;

async function told(ctx: Ctx, tx: Tx, { desk }: OrderRequest, { order, lines }: Stored): Promise<OrderView> {
  await announce(ctx, tx, orderPlaced, { ...order, orderId: order.id });
  // In the chat the bot's own answer confirms it; what the desk writes down the customer has yet to hear of.
  if (desk && order.state === 'confirmed') {
    const { notify } = desk;
    await announce(ctx, tx, orderStateChanged, { ...order, orderId: order.id, actor: 'operator', notify });
  }
  return orderView(order, lines);
}

/** How many of each. @throws invalid-order */
export function onePerVariant(lines: readonly WantedLine[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of lines) {
    wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
    if (!Number.isInteger(quantity) || quantity < 1) throw invalidOrder('a quantity is a whole number from 1');
    if (wanted.get(variantId)! > MOST_OF_ONE) throw invalidOrder(`at most ${MOST_OF_ONE} of one item`);
  }
  if (wanted.size === 0) throw invalidOrder('it has no items');
  if (wanted.size > MOST_LINES) throw invalidOrder(`at most ${MOST_LINES} different items`);
  return wanted;
}

type Offer = Awaited<ReturnType<typeof readOffers>>[number];

/** What is sold under these ids at this moment. Not locked: who wants the same thing waits for nobody who only looks. */
export async function readOffers(tx: Tx, businessId: string, variantIds: string[]) {
  return tx
    .select({
      variantId: variants.id,
      productName: products.name,
      options: variants.options,
      amount: variants.amount,
      currency: variants.currency,
      onHand: variants.onHand,
      timeZone: businesses.timeZone,
    })
    .from(variants)
    .innerJoin(products, and(eq(products.businessId, variants.businessId), eq(products.id, variants.productId)))
    .innerJoin(businesses, eq(businesses.id, variants.businessId))
    .where(and(eq(variants.businessId, businessId), inArray(variants.id, variantIds), isNull(products.archivedAt)));
}

type DraftLine = { variantId: string; name: string; quantity: number; amount: number };
type Draft = { lines: DraftLine[]; amount: number; currency: string; timeZone: string };

/** The order as it would be, in the customer's order of lines. @throws variant-not-found, out-of-stock, invalid-order */
function draftOf(wanted: Map<string, number>, offers: Offer[]): Draft {
  const offered = new Map(offers.map((offer) => [offer.variantId, offer]));
  const lines = Array.from(wanted, ([variantId, quantity]): DraftLine => {
    const offer = offered.get(variantId);
    if (!offer) throw variantNotFound(variantId);
    if (offer.onHand < quantity) throw outOfStock(variantId, offer.onHand);
    return { variantId, name: variantName(offer.productName, offer.options), quantity, amount: offer.amount };
  });

  const amount = lines.reduce((sum, line) => sum + line.quantity * line.amount, 0);
  const { currency, timeZone } = offers[0]!;
  if (offers.some((offer) => offer.currency !== currency))
    throw invalidOrder('its items have prices in different currencies');
  if (!Number.isSafeInteger(amount)) throw invalidOrder('its total is too large');
  return { lines, amount, currency, timeZone };
}

type Stored = { order: Order; lines: OrderLine[] };

/**
 * Takes the goods, draws the number and writes the order with its lines and history, in one statement: whoever wants the
 * same goods waits for this statement and the commit, and for nothing else.
 *
 * Locks the variants in the order of their ids, as everybody does.
 *
 * @returns null when price or stock are not as in the draft any more, or an order of the same cause is there: then nothing
 *          was written.
 */
async function store(ctx: Ctx, tx: Tx, request: OrderRequest, draft: Draft): Promise<Stored | null> {
  const { businessId, contactId, conversationId, causedBy = null, desk } = request;
  const { amount, currency, timeZone } = draft;
  const now = ctx.now();
  const order = {
    businessId,
    id: newId(),
    contactId,
    conversationId,
    state: desk?.state ?? ('confirmed' as const),
    amount,
    currency,
    expectedOn: desk?.expectedOn ?? addDays(dayAt(now, timeZone), DELIVERY_DAYS),
    note: desk?.note || null,
    carrier: null,
    trackingNumber: null,
    causedBy,
    createdAt: now,
    updatedAt: now,
  };
  const list = <Value>(read: (line: DraftLine) => Value) => sql.param(draft.lines.map(read));
  const steps = historyOf(order.state, desk);
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await tx.execute<{ number: string }>(sql`
    with wanted as (
      select * from unnest(
        ${list(({ variantId }) => variantId)}::uuid[], ${list(({ name }) => name)}::text[],
        ${list(({ quantity }) => quantity)}::int[], ${list((line) => line.amount)}::bigint[], ${list(() => newId())}::uuid[]
      ) with ordinality as w(variant_id, name, quantity, amount, move_id, place)
    ), locked as (
      select id, on_hand, amount from ${variants}
      where business_id = ${businessId} and id in (select variant_id from wanted)
      order by id for no key update
    ), fits as (
      select from wanted w join locked l on l.id = w.variant_id
      having count(*) = ${draft.lines.length} and bool_and(l.on_hand >= w.quantity and l.amount = w.amount)
    ), numbered as (
      select next_order_number(${businessId}::uuid) as value from fits
    ), ordered as (
      insert into ${orders} (business_id, id, number, contact_id, conversation_id, state, amount, currency, expected_on, note,
        caused_by, created_at, updated_at)
      select ${businessId}::uuid, ${order.id}::uuid, value, ${contactId}::uuid, ${conversationId}::uuid, ${order.state}, ${amount}::bigint,
        ${currency}, ${order.expectedOn}::date, ${order.note}, ${causedBy}::uuid, ${at}, ${at}
      from numbered
      on conflict (business_id, caused_by) where caused_by is not null do nothing
      returning business_id, id, number
    ), lines as (
      insert into ${orderLines} (business_id, order_id, position, variant_id, name, quantity, amount)
      select o.business_id, o.id, w.place - 1, w.variant_id, w.name, w.quantity, w.amount from ordered o, wanted w
    ), taken as (
      update ${variants} v set on_hand = v.on_hand - w.quantity
      from ordered o, wanted w where v.business_id = o.business_id and v.id = w.variant_id
    ), moves as (
      insert into ${stockMoves} (business_id, id, variant_id, quantity, reason, order_id, at)
      select o.business_id, w.move_id, w.variant_id, -w.quantity, 'order', o.id, ${at} from ordered o, wanted w
    ), history as (
      insert into ${orderEvents} (business_id, id, order_id, state, actor, actor_name, at)
      select o.business_id, s.id, o.id, s.state, s.actor, s.actor_name, ${at}
      from ordered o, unnest(
        ${sql.param(steps.map(() => newId()))}::uuid[], ${sql.param(steps.map(({ state }) => state))}::text[],
        ${sql.param(steps.map(({ actor }) => actor))}::text[], ${sql.param(steps.map(({ actorName }) => actorName))}::text[]
      ) as s(id, state, actor, actor_name)
    )
    select number from ordered`);
  const [stored] = rows;
  if (!stored) return null;
  const lines = draft.lines.map((line, position) => ({ businessId, orderId: order.id, position, ...line }));
  return { order: { ...order, number: Number(stored.number) }, lines };
}

/** The business confirms every order it can deliver; there is nobody to ask, but for drafts of its own people. */
function historyOf(state: Order['state'], desk: DeskOrder | undefined) {
  const placedBy = desk ? { actor: 'operator', actorName: desk.actorName } : { actor: 'customer', actorName: null };
  const placed = { state: 'pending', ...placedBy };
  const confirmed = { state: 'confirmed', ...(desk ? placedBy : { actor: 'system', actorName: null }) };
  return state === 'confirmed' ? [placed, confirmed] : [placed];
}
