import type { FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Ctx } from '../src/platform/context.ts';
import { httpServer } from '../src/platform/http.ts';
import { businesses } from '../src/platform/schema.ts';

/** Routes on the real HTTP stack; `X-Business` names the business by its slug, and nobody asks for a key. */
export async function apiOf(ctx: Ctx, routes: FastifyPluginAsyncZod): Promise<FastifyInstance> {
  const all = await ctx.db.select().from(businesses);
  const app = await httpServer(ctx.log);
  app.addHook('onRequest', async (request) => {
    request.business = all.find(({ slug }) => slug === request.headers['x-business']) ?? null;
    request.actor = { kind: 'operator' };
  });
  await app.register(routes);
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  return app;
}
