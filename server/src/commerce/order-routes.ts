import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import { NoticeView, previewNotice } from '../conversations/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { actorOf } from '../platform/policy.ts';
import { routeOptions } from '../platform/route-options.ts';
import { ORDER_STATES, ORDER_VIEWS, OrderRow, OrderWithHistory } from './api.ts';
import { noticeOfOrder } from './notices.ts';
import { asking, readOrder } from './order-detail.ts';
import { orderFile } from './order-file.ts';
import { countOrders, findOrderRow, listOrders } from './order-list.ts';
import { reachableFrom } from './order-states.ts';
import { orderNotFound, orderStateNotReachable } from './problems.ts';
import type { ShopParts } from './shop-parts.ts';

const ByNumber = z.object({ number: z.coerce.number().int().positive() });
const Filters = z.object({
  view: z
    .enum(ORDER_VIEWS)
    .optional()
    .describe('problems: past their day and still here, or their customers could not be told.'),
  state: z.enum(ORDER_STATES).optional(),
  contactId: z.uuid().optional(),
  from: z.iso.date().optional().describe('First day, by the calendar of the business.'),
  to: z.iso.date().optional().describe('Last day, included.'),
  search: z
    .string()
    .max(200)
    .optional()
    .describe('A number, a name, four or more digits of a phone, a tracking number.'),
});
const OrderQuerystring = PageQuery.extend(Filters.shape);
const Counts = z.object({
  unconfirmed: z.number().int(),
  toFulfil: z.number().int(),
  shipped: z.number().int(),
  problems: z.number().int(),
});

/** `/api/v1/orders`: what was ordered and how it stands. */
export const orderRoutes =
  (ctx: Ctx, parts: ShopParts): FastifyPluginAsyncZod =>
  async (app) => {
    const reads = routeOptions('orders', 'orders:read');

    app.get(
      '/orders',
      reads('Orders, newest first', { querystring: OrderQuerystring, response: { 200: PageOf(OrderRow) } }),
      async (request) => listOrders(ctx.db, asking(ctx, businessOf(request)), request.query),
    );

    app.get(
      '/orders/counts',
      reads('How many orders wait for somebody', { response: { 200: Counts } }),
      async (request) => countOrders(ctx.db, asking(ctx, businessOf(request))),
    );

    app.get('/orders.csv', reads('The same list as a CSV file', { querystring: Filters }), async (request, reply) => {
      const business = businessOf(request);
      await recordAudit(ctx.db, {
        businessId: business.id,
        actor: actorOf(request),
        action: 'order.export',
        subject: 'orders.csv',
        after: request.query,
      });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="orders.csv"')
        .send(orderFile(ctx.db, asking(ctx, business), request.query));
    });

    app.get(
      '/orders/:number',
      reads('One order with its lines, history and notes', { params: ByNumber, response: { 200: OrderWithHistory } }),
      async (request) => readOrder(ctx, ctx.db, businessOf(request), request.params.number),
    );

    app.get(
      '/orders/:number/notice',
      reads('What the customer would read if the order moved on now', {
        description: 'Nothing is sent. `way: none` comes with the reason.',
        params: ByNumber,
        querystring: z.object({
          state: z.enum(ORDER_STATES),
          carrier: z.string().max(60).optional(),
          trackingNumber: z.string().max(100).optional(),
        }),
        response: { 200: NoticeView },
      }),
      async (request) => {
        const business = businessOf(request);
        const { state, carrier, trackingNumber } = request.query;
        const order = await findOrderRow(ctx.db, asking(ctx, business), request.params.number);
        if (!order) throw orderNotFound(request.params.number);
        const reachable = reachableFrom(order.state);
        if (!reachable.includes(state)) throw orderStateNotReachable(order.number, order.state, reachable);
        const shipment = {
          carrier: carrier ?? order.carrier,
          trackingNumber: trackingNumber ?? order.trackingNumber,
        };
        return previewNotice(ctx, parts, business, noticeOfOrder({ ...order, state, shipment }));
      },
    );
  };
