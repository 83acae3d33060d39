import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type AuditAction, recordAudit } from '../accounts/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { tellLive } from '../platform/live.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { actorOf } from '../platform/policy.ts';
import { routeOptions } from '../platform/route-options.ts';
import {
  NewProduct,
  NewVariant,
  ProductChange,
  ProductRecord,
  StockCount,
  StockMoveView,
  VariantChange,
} from './api.ts';
import { productNotFound } from './problems.ts';
import { changeProduct, createProduct, duplicateProduct } from './product-editing.ts';
import { requirePicture } from './product-images.ts';
import { findRecord, listRecords, promisedUnits } from './product-records.ts';
import { lockProduct } from './product-rows.ts';
import { languageOf, type ShopParts, shopOf } from './shop-parts.ts';
import { countStock, listStockMoves } from './stock.ts';
import { addVariant, changeVariant, removeVariant } from './variant-editing.ts';

const ById = z.object({ id: z.uuid() });
const Language = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i, 'A language tag like es or es-MX.');

const ProductQuery = PageQuery.extend({
  language: Language.optional().describe("BCP 47; absent: the business's own language."),
  search: z
    .string()
    .max(200)
    .optional()
    .describe('Words that all occur in what the product is called or described as; or part of a SKU.'),
  category: z.string().max(256).optional(),
  archived: z.enum(['no', 'only', 'all']).optional(),
  stock: z.enum(['low', 'out']).optional().describe('Only what is running out, or is out, in one of its items.'),
});

/** With what is ordered and still here. */
const ProductDetail = ProductRecord.extend({
  promised: z
    .record(z.string(), z.number().int())
    .describe('Units in open orders, by variant id; already taken off the stock.'),
});

/** `/api/v1/products`, `/variants`: what is sold, what it costs and how much is there. */
export const productRoutes =
  (ctx: Ctx, { files, publicUrl }: ShopParts): FastifyPluginAsyncZod =>
  async (app) => {
    const reads = routeOptions('products', 'products:read');
    const writes = routeOptions('products', 'products:write');

    app.get(
      '/products',
      reads('What is sold, in the order of the shop', {
        querystring: ProductQuery,
        response: { 200: PageOf(ProductRecord) },
      }),
      async (request) => {
        const business = businessOf(request);
        return listRecords(ctx.db, business.id, { ...request.query, language: languageOf(business, request.query) });
      },
    );

    app.get(
      '/products/:id',
      reads('One product with its variants, prices and stock', {
        params: ById,
        querystring: z.object({
          language: Language.optional().describe('Absent: in the shop’s own words, as they are edited.'),
        }),
        response: { 200: ProductDetail },
      }),
      async (request) => detailOf(ctx.db, businessOf(request).id, request.params.id, request.query.language ?? null),
    );

    app.post(
      '/products',
      writes('Put a product on sale', { body: NewProduct, response: { 201: ProductDetail } }),
      async (request, reply) => {
        const body = await write(ctx, request, async (tx) => {
          const shop = shopOf(request);
          const product = await createProduct(ctx, tx, shop, request.body);
          await audit(tx, request, 'product.create', product.handle, null, { name: product.name });
          return product.id;
        });
        return reply.code(201).send(body);
      },
    );

    app.patch(
      '/products/:id',
      writes('Change a product', {
        description: 'What is left out stays. `archived: true` takes it off sale, false puts it back.',
        params: ById,
        body: ProductChange,
        response: { 200: ProductDetail },
      }),
      async (request) => {
        const { id: businessId, slug } = businessOf(request);
        const { imageMediaId } = request.body;
        const picture = imageMediaId ? await requirePicture(ctx, files, businessId, imageMediaId) : undefined;
        const imageUrl = picture && `${publicUrl ?? ''}/api/v1/public/${slug}/images/${picture}`;
        const change = {
          ...request.body,
          ...(imageUrl ? { imageUrl } : request.body.imageUrl === undefined ? {} : { imageMediaId: null }),
        };
        return write(ctx, request, async (tx) => {
          const productId = request.params.id;
          const { before, after } = await changeProduct(ctx, tx, { businessId, productId }, change);
          const fields = Object.keys(change).filter((field) => field !== 'updatedAt');
          await audit(tx, request, 'product.edit', after.handle, only(before, fields), only(after, fields));
          return productId;
        });
      },
    );

    app.post(
      '/products/:id/copies',
      writes('Copy a product', {
        description: 'The copy is archived until it is put on sale, and has nothing in stock.',
        params: ById,
        response: { 201: ProductDetail },
      }),
      async (request, reply) => {
        const body = await write(ctx, request, async (tx) => {
          const copy = await duplicateProduct(ctx, tx, shopOf(request), request.params.id);
          await audit(tx, request, 'product.create', copy.handle, null, { copyOf: request.params.id });
          return copy.id;
        });
        return reply.code(201).send(body);
      },
    );

    app.post(
      '/products/:id/variants',
      writes('Add a variant', { params: ById, body: NewVariant, response: { 201: ProductDetail } }),
      async (request, reply) => {
        const body = await write(ctx, request, async (tx) => {
          const product = await lockProduct(tx, businessOf(request).id, request.params.id);
          const { sku, amount, onHand } = await addVariant(ctx, tx, shopOf(request), product, request.body);
          await audit(tx, request, 'variant.create', sku, null, { amount, onHand });
          return product.id;
        });
        return reply.code(201).send(body);
      },
    );

    app.patch(
      '/variants/:id',
      writes('Change the price, the SKU or the options of a variant', {
        params: ById,
        body: VariantChange,
        response: { 200: ProductDetail },
      }),
      async (request) =>
        write(ctx, request, async (tx) => {
          const key = { businessId: businessOf(request).id, variantId: request.params.id };
          const { before, after } = await changeVariant(ctx, tx, key, request.body);
          const fields = Object.keys(request.body).filter((field) => field !== 'updatedAt');
          await audit(tx, request, 'variant.edit', after.sku, only(before, fields), only(after, fields));
          return after.productId;
        }),
    );

    app.delete(
      '/variants/:id',
      writes('Remove a variant that was never ordered', { params: ById, response: { 200: ProductDetail } }),
      async (request) =>
        write(ctx, request, async (tx) => {
          const gone = await removeVariant(tx, { businessId: businessOf(request).id, variantId: request.params.id });
          await audit(tx, request, 'variant.remove', gone.sku, only(gone, ['amount', 'onHand', 'options']), null);
          return gone.productId;
        }),
    );

    app.put(
      '/variants/:id/stock',
      writes('Say how much was counted', { params: ById, body: StockCount, response: { 200: ProductDetail } }),
      async (request) =>
        write(ctx, request, async (tx) => {
          const { id: businessId } = businessOf(request);
          const { actorName } = shopOf(request);
          const count = { ...request.body, businessId, variantId: request.params.id, actorName };
          const { before, after } = await countStock(ctx, tx, count);
          if (before.onHand !== after.onHand)
            await audit(tx, request, 'stock.count', after.sku, { onHand: before.onHand }, { onHand: after.onHand });
          return after.productId;
        }),
    );

    app.get(
      '/variants/:id/stock-moves',
      reads('Why the stock is what it is, newest first', {
        params: ById,
        querystring: PageQuery,
        response: { 200: PageOf(StockMoveView) },
      }),
      async (request) => {
        const key = { businessId: businessOf(request).id, variantId: request.params.id };
        return listStockMoves(ctx.db, key, request.query);
      },
    );
  };

/** @throws product-not-found */
async function detailOf(
  db: Db | Tx,
  businessId: string,
  productId: string,
  language: string | null,
): Promise<z.infer<typeof ProductDetail>> {
  const product = await findRecord(db, businessId, productId, language);
  if (!product) throw productNotFound(productId);
  const promised = await promisedUnits(
    db,
    businessId,
    product.variants.map(({ id }) => id),
  );
  return { ...product, promised: Object.fromEntries(promised) };
}

/** Does a change once, tells the screens, and answers with the product it was about. */
async function write(ctx: Ctx, request: FastifyRequest, change: (tx: Tx) => Promise<string>) {
  const { id: businessId } = businessOf(request);
  const answer = await answerOnce(ctx, businessId, request, async () => {
    const body = await ctx.db.transaction(async (tx) => detailOf(tx, businessId, await change(tx), null));
    tellLive(ctx, businessId, { kind: 'product', id: body.id });
    return { status: 200, body };
  });
  return ProductDetail.parse(answer.body);
}

const only = (row: object, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).filter(([field]) => fields.includes(field === 'archivedAt' ? 'archived' : field)),
  );

const audit = (
  tx: Tx,
  request: FastifyRequest,
  action: AuditAction,
  subject: string,
  before: unknown,
  after: unknown,
) => recordAudit(tx, { businessId: businessOf(request).id, actor: actorOf(request), action, subject, before, after });
