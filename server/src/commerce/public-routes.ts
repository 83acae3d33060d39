import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Ctx } from '../platform/context.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { Problem } from '../platform/problem.ts';
import type { Business } from '../platform/schema.ts';
import { Handle, type ProductView, PublicProduct, TrackedOrder } from './api.ts';
import { findProductByHandle, listProducts } from './catalogue.ts';
import { productNotFound, tooManyLookups } from './problems.ts';
import { publicPicture } from './product-images.ts';
import { languageOf, type ShopParts } from './shop-parts.ts';
import { orderById, orderByPhone } from './tracking.ts';

const LOOKUPS_PER_MINUTE = 10; // of orders by number and phone: somebody who guesses gets nowhere
const LOOKUPS_OF_ONE_ORDER_PER_HOUR = 30; // from wherever: many addresses do not help either

const OfBusiness = z.object({ business: z.string().max(100).describe('Slug or id.') });
const Language = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i, 'A language tag like es or es-MX.');
const InLanguage = z.object({ language: Language.optional().describe("BCP 47; absent: the business's own language.") });

const businessUnknown = () => new Problem('business-not-found', 404, 'There is no such business.');

/**
 * `/api/v1/public/…`: what anybody may see without signing in. Everybody is held to a pace where these routes are
 * registered; looking for orders is held to a slower one here.
 */
export const publicShopRoutes =
  (ctx: Ctx, { directory, files, links }: ShopParts, businesses: () => Business[]): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['public'];
    const anyone = { config: { allow: 'anyone' as const } };
    const lookups = new RateLimiterMemory({ points: LOOKUPS_PER_MINUTE, duration: 60 });
    const lookupsOfOrder = new RateLimiterMemory({ points: LOOKUPS_OF_ONE_ORDER_PER_HOUR, duration: 3_600 });

    const businessOf = ({ params }: { params: { business: string } }): Business => {
      const business = businesses().find(({ id, slug }) => id === params.business || slug === params.business);
      if (!business) throw businessUnknown();
      return directory.business(business.id) ?? business;
    };

    app.get(
      '/public/:business/products',
      {
        ...anyone,
        schema: {
          tags,
          summary: 'What a business sells',
          params: OfBusiness,
          querystring: PageQuery.extend({
            ...InLanguage.shape,
            search: z.string().max(200).optional(),
            category: z.string().max(256).optional(),
          }),
          response: { 200: PageOf(PublicProduct) },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const query = { ...request.query, language: languageOf(business, request.query) };
        const page = await listProducts(ctx.db, business.id, query);
        return { ...page, items: page.items.map(publicProduct) };
      },
    );

    app.get(
      '/public/:business/products/:handle',
      {
        ...anyone,
        schema: {
          tags,
          summary: 'One product of a business',
          params: OfBusiness.extend({ handle: Handle }),
          querystring: InLanguage,
          response: { 200: PublicProduct },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const { handle } = request.params;
        const product = await findProductByHandle(ctx.db, business.id, handle, languageOf(business, request.query));
        if (!product) throw productNotFound(handle);
        return publicProduct(product);
      },
    );

    app.get(
      '/public/:business/images/:id',
      {
        ...anyone,
        schema: { tags, summary: 'The picture of a product', params: OfBusiness.extend({ id: z.uuid() }) },
      },
      async (request, reply) => {
        const { body, mimeType, sizeBytes } = await publicPicture(
          ctx,
          files,
          businessOf(request).id,
          request.params.id,
        );
        if (sizeBytes !== null) reply.header('content-length', sizeBytes);
        return reply
          .type(mimeType)
          .header('cache-control', 'public, max-age=86400') // an id never gets other bytes
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('cross-origin-resource-policy', 'cross-origin') // shops show their own pictures on their own pages
          .send(body);
      },
    );

    app.post(
      '/public/:business/order-tracking',
      {
        ...anyone,
        schema: {
          tags,
          summary: 'How an order stands, for who knows its number and the phone it was ordered from',
          description: 'A wrong number and a wrong phone get the same answer.',
          params: OfBusiness,
          body: z.object({ number: z.number().int().positive(), phone: z.string().min(4).max(40) }),
          response: { 200: TrackedOrder },
        },
      },
      async (request) => {
        const business = businessOf(request);
        await spend(lookups, request.ip);
        await spend(lookupsOfOrder, `${business.id} ${request.body.number}`);
        return orderByPhone(ctx.db, business, request.body);
      },
    );

    app.get(
      '/public/:business/order-tracking/:token',
      {
        ...anyone,
        schema: {
          tags,
          summary: 'How an order stands, for who has its signed link',
          params: OfBusiness.extend({ token: z.string().max(200) }),
          response: { 200: TrackedOrder },
        },
      },
      async (request, reply) => {
        const business = businessOf(request);
        const orderId = links.read(business.id, request.params.token, ctx.now());
        reply.header('cache-control', 'no-store');
        return orderById(ctx.db, business, orderId);
      },
    );
  };

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw tooManyLookups(Math.ceil(error.msBeforeNext / 1_000));
  }
}

/** How much exactly is there is the shop's own business. */
function publicProduct({ id: _id, variants, ...product }: ProductView): PublicProduct {
  return {
    ...product,
    variants: variants.map(({ sku, name, options, amount, currency, onHand }) => ({
      sku,
      name,
      options,
      amount,
      currency,
      inStock: onHand > 0,
    })),
  };
}
