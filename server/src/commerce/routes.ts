import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import type { Business } from '../platform/schema.ts';
import { ORDER_STATES, OrderStateChange, OrderView, OrderWithHistory, ProductView } from './api.ts';
import { findProduct, listProducts } from './catalogue.ts';
import { changeOrderState } from './order-states.ts';
import { findOrder, historyOf, listOrders } from './orders.ts';
import { orderNotFound, productNotFound } from './problems.ts';

const ById = z.object({ id: z.uuid() });
const ByNumber = z.object({ number: z.coerce.number().int().positive() });
const Language = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i, 'A language tag like es or es-MX.');
const InLanguage = z.object({ language: Language.optional().describe("BCP 47; absent: the business's own language.") });

const ProductQuery = PageQuery.extend({
  ...InLanguage.shape,
  search: z
    .string()
    .max(200)
    .optional()
    .describe('Words that all occur in what the product is called or described as.'),
  category: z.string().max(256).optional(),
});
const OrderQuery = PageQuery.extend({ state: z.enum(ORDER_STATES).optional(), contactId: z.uuid().optional() });

/** What is sold, and what was ordered: `/api/v1/products`, `/orders`. */
export const commerceRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/products',
      {
        schema: {
          tags: ['products'],
          summary: 'What is sold, in the order of the shop',
          querystring: ProductQuery,
          response: { 200: PageOf(ProductView) },
        },
      },
      async (request) => {
        const business = businessOf(request);
        return listProducts(ctx.db, business.id, { ...request.query, language: languageOf(business, request.query) });
      },
    );

    app.get(
      '/products/:id',
      {
        schema: {
          tags: ['products'],
          summary: 'One product with its variants, prices and stock',
          params: ById,
          querystring: InLanguage,
          response: { 200: ProductView },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const { id } = request.params;
        const product = await findProduct(ctx.db, business.id, id, languageOf(business, request.query));
        if (!product) throw productNotFound(id);
        return product;
      },
    );

    app.get(
      '/orders',
      {
        schema: {
          tags: ['orders'],
          summary: 'Orders, newest first',
          querystring: OrderQuery,
          response: { 200: PageOf(OrderView) },
        },
      },
      async (request) => listOrders(ctx.db, businessOf(request).id, request.query),
    );

    app.get(
      '/orders/:number',
      {
        schema: {
          tags: ['orders'],
          summary: 'One order with its lines and history',
          params: ByNumber,
          response: { 200: OrderWithHistory },
        },
      },
      async (request) => readOrder(ctx.db, businessOf(request).id, request.params.number),
    );

    app.put(
      '/orders/:number/state',
      {
        schema: {
          tags: ['orders'],
          summary: 'Move an order on',
          description: 'The customer is told. Asking again for the state it is in changes nothing.',
          params: ByNumber,
          body: OrderStateChange,
          response: { 200: OrderWithHistory },
        },
      },
      async (request) => {
        const key = { businessId: businessOf(request).id, number: request.params.number };
        const answer = await answerOnce(ctx, key.businessId, request, async () => {
          const body = await ctx.db.transaction(async (tx) => {
            await changeOrderState(ctx, tx, { ...key, state: request.body.state, actor: 'operator' });
            return readOrder(tx, key.businessId, key.number);
          });
          return { status: 200, body };
        });
        return OrderWithHistory.parse(answer.body);
      },
    );
  };

const languageOf = ({ languages }: Business, { language }: { language?: string }): string =>
  language ?? languages[0] ?? 'en';

/** @throws order-not-found */
async function readOrder(db: Db | Tx, businessId: string, number: number): Promise<z.infer<typeof OrderWithHistory>> {
  const order = await findOrder(db, businessId, number);
  if (!order) throw orderNotFound(number);
  return { ...order, history: await historyOf(db, businessId, order.id) };
}
