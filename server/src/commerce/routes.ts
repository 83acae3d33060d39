import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Ctx } from '../platform/context.ts';
import { catalogueFileRoutes } from './catalogue-file-routes.ts';
import { orderChangeRoutes } from './order-change-routes.ts';
import { orderRoutes } from './order-routes.ts';
import { productRoutes } from './product-routes.ts';
import type { ShopParts } from './shop-parts.ts';

/** What is sold, and what was ordered: `/api/v1/products`, `/variants`, `/orders`. */
export const commerceRoutes =
  (ctx: Ctx, parts: ShopParts): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(productRoutes(ctx, parts));
    await app.register(catalogueFileRoutes(ctx));
    await app.register(orderRoutes(ctx, parts));
    await app.register(orderChangeRoutes(ctx, parts));
  };
