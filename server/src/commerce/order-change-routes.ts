import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type AuditAction, recordAudit } from '../accounts/index.ts';
import { requireContact } from '../contacts/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { tellLive } from '../platform/live.ts';
import { actorOf } from '../platform/policy.ts';
import { Problem } from '../platform/problem.ts';
import { routeOptions } from '../platform/route-options.ts';
import {
  NewOrder,
  NewOrderNote,
  OrderChange,
  OrderLinesChange,
  type OrderState,
  OrderStateChange,
  OrderStateChanges,
  OrderStateResults,
  OrderWithHistory,
  TrackingLink,
} from './api.ts';
import { asking, readOrder } from './order-detail.ts';
import { changeLines } from './order-editing.ts';
import { findOrderRow } from './order-list.ts';
import { addNote, editOrder } from './order-notes.ts';
import { moveOrderOn, type StateChange } from './order-states.ts';
import { placeOrder } from './placing.ts';
import { orderNotFound } from './problems.ts';
import { actorName, type ShopParts } from './shop-parts.ts';

const ByNumber = z.object({ number: z.coerce.number().int().positive() });

/** `/api/v1/orders`, where something changes: every change once, written down, and told to the screens. */
export const orderChangeRoutes =
  (ctx: Ctx, parts: ShopParts): FastifyPluginAsyncZod =>
  async (app) => {
    const writes = routeOptions('orders', 'orders:write');

    app.post(
      '/orders',
      writes('Write an order down for a customer', {
        description:
          'Prices and stock are those of this moment. A draft (pending) holds its items until it is confirmed.',
        body: NewOrder,
        response: { 201: OrderWithHistory },
      }),
      async (request, reply) => {
        const body = await write(ctx, request, (tx) => placeFromDesk(ctx, tx, request, request.body));
        return reply.code(201).send(body);
      },
    );

    app.post(
      '/orders/state-changes',
      writes('Move several orders on', {
        description: 'Each for itself: what is refused says why and keeps nothing of the others back.',
        body: OrderStateChanges,
        response: { 200: OrderStateResults },
      }),
      async (request) => {
        const business = businessOf(request);
        const answer = await answerOnce(ctx, business.id, request, async () => {
          const results: z.infer<typeof OrderStateResults>['results'] = [];
          for (const number of new Set(request.body.numbers)) results.push(await moveOne(ctx, request, number));
          return { status: 200, body: { results } };
        });
        return OrderStateResults.parse(answer.body);
      },
    );

    app.patch(
      '/orders/:number',
      writes('Change the promised day, the shipment or the wish of an order', {
        params: ByNumber,
        body: OrderChange,
        response: { 200: OrderWithHistory },
      }),
      async (request) => {
        const key = { businessId: businessOf(request).id, number: request.params.number };
        return write(ctx, request, async (tx) => {
          const { before, after } = await editOrder(ctx, tx, key, request.body);
          await audit(tx, request, 'order.edit', key.number, written(before), written(after));
          return key.number;
        });
      },
    );

    app.put(
      '/orders/:number/lines',
      writes('Change what is in an order that has not left yet', {
        description: 'What stays keeps its price, what is new has that of this moment. A note says what changed.',
        params: ByNumber,
        body: OrderLinesChange,
        response: { 200: OrderWithHistory },
      }),
      async (request) => {
        const { id: businessId, languages } = businessOf(request);
        const { number } = request.params;
        const { lines, updatedAt: seenAt } = request.body;
        const said = { authorName: actorName(request), language: languages[0] ?? 'en' };
        const change = async (tx: Tx) => {
          const { before, after } = await changeLines(ctx, tx, { businessId, number, lines, seenAt, ...said });
          await audit(tx, request, 'order.lines', number, itemsOf(before), itemsOf(after));
          return number;
        };
        return write(ctx, request, change, ['order', 'product']);
      },
    );

    app.put(
      '/orders/:number/state',
      writes('Move an order on', {
        description: 'The customer is told, unless `notify` is false. Asking for the state it is in changes nothing.',
        params: ByNumber,
        body: OrderStateChange,
        response: { 200: OrderWithHistory },
      }),
      async (request) => {
        const { number } = request.params;
        const { updatedAt: seenAt, ...change } = request.body;
        return write(ctx, request, async (tx) => {
          await move(ctx, tx, request, { ...change, number, seenAt });
          return number;
        });
      },
    );

    app.post(
      '/orders/:number/notes',
      writes('Write a note beside an order', {
        description: 'For the team; the customer never sees it.',
        params: ByNumber,
        body: NewOrderNote,
        response: { 201: OrderWithHistory },
      }),
      async (request, reply) => {
        const { number } = request.params;
        const { text } = request.body;
        const note = { businessId: businessOf(request).id, number, text, authorName: actorName(request) };
        const body = await write(ctx, request, async (tx) => {
          await addNote(ctx, tx, note);
          return number;
        });
        return reply.code(201).send(body);
      },
    );

    app.post(
      '/orders/:number/tracking-links',
      writes('Make a link with which a customer follows their order', {
        description: 'It needs no sign-in and works for 60 days.',
        params: ByNumber,
        response: { 201: TrackingLink },
      }),
      async (request, reply) => {
        const business = businessOf(request);
        const order = await findOrderRow(ctx.db, asking(ctx, business), request.params.number);
        if (!order) throw orderNotFound(request.params.number);
        const { token, expiresAt } = parts.links.sign(business.id, order.id, ctx.now());
        const origin = parts.publicUrl ?? `${request.protocol}://${request.host}`;
        const url = `${origin}/track/${business.slug}/${token}`;
        return reply.code(201).send({ url, expiresAt });
      },
    );
  };

/** Does a change once, tells the screens, and answers with the order it was about. */
async function write(
  ctx: Ctx,
  request: FastifyRequest,
  change: (tx: Tx) => Promise<number>,
  touched: readonly ('order' | 'product')[] = ['order'],
): Promise<OrderWithHistory> {
  const business = businessOf(request);
  const answer = await answerOnce(ctx, business.id, request, async () => {
    const body = await ctx.db.transaction(async (tx) => readOrder(ctx, tx, business, await change(tx)));
    tellLive(ctx, business.id, ...touched.map((kind) => ({ kind, id: body.id })));
    return { status: 200, body };
  });
  return OrderWithHistory.parse(answer.body);
}

/** @returns the number of the new order. */
async function placeFromDesk(
  ctx: Ctx,
  tx: Tx,
  request: FastifyRequest,
  { contactId, lines, state, note, expectedOn, notify }: z.infer<typeof NewOrder>,
): Promise<number> {
  const { id: businessId } = businessOf(request);
  await requireContact(tx, businessId, contactId);
  const desk = { actorName: actorName(request), state, note, expectedOn, notify };
  const order = await placeOrder(ctx, tx, { businessId, contactId, conversationId: null, lines, desk });
  const { number, amount, currency } = order;
  await audit(tx, request, 'order.create', number, null, { state, amount, currency });
  return number;
}

type Move = Omit<StateChange, 'businessId' | 'actor' | 'actorName' | 'contactId'>;

/** @returns where it was, and its id. */
async function move(
  ctx: Ctx,
  tx: Tx,
  request: FastifyRequest,
  change: Move,
): Promise<{ from: OrderState; id: string }> {
  const { id: businessId } = businessOf(request);
  const { from, order } = await moveOrderOn(ctx, tx, {
    ...change,
    businessId,
    actor: 'operator',
    actorName: actorName(request),
  });
  if (from !== order.state)
    await audit(tx, request, 'order.state', order.number, { state: from }, { state: order.state });
  return { from, id: order.id };
}

async function moveOne(ctx: Ctx, request: FastifyRequest<{ Body: z.infer<typeof OrderStateChanges> }>, number: number) {
  const { id: businessId } = businessOf(request);
  const { state, notify } = request.body;
  try {
    const { from, id } = await ctx.db.transaction((tx) => move(ctx, tx, request, { number, state, notify }));
    tellLive(ctx, businessId, { kind: 'order', id });
    return { number, outcome: from === state ? ('unchanged' as const) : ('changed' as const), problem: null };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return { number, outcome: 'refused' as const, problem: { kind: error.kind, title: error.message } };
  }
}

type Written = {
  expectedOn: string | null;
  carrier: string | null;
  trackingNumber: string | null;
  note: string | null;
};
const written = ({ expectedOn, carrier, trackingNumber, note }: Written): Written => ({
  expectedOn,
  carrier,
  trackingNumber,
  note,
});

const itemsOf = (lines: readonly { name: string; quantity: number }[]) =>
  Object.fromEntries(lines.map(({ name, quantity }) => [name, quantity]));

const audit = (tx: Tx, request: FastifyRequest, action: AuditAction, number: number, before: unknown, after: unknown) =>
  recordAudit(tx, {
    businessId: businessOf(request).id,
    actor: actorOf(request),
    action,
    subject: String(number),
    before,
    after,
  });
