import { and, asc, eq, isNull } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { actorOf } from '../platform/policy.ts';
import { personIdOf } from './entries.ts';
import { viewNotFound } from './problems.ts';
import { savedViews } from './schema.ts';

const ById = z.object({ id: z.uuid() });
const View = z.object({
  area: z.string().regex(/^[a-z-]{1,40}$/),
  name: z.string().trim().min(1).max(100),
  query: z.record(z.string().max(60), z.string().max(300)).describe('What the address of the list says.'),
  position: z.number().int().min(0).max(1_000).default(0),
});
const ViewView = View.extend({ id: z.uuid() });
/** Lists as somebody wants to find them again: `/api/v1/views`. */
export const viewRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/views',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags: ['views'],
          summary: 'Your saved views of a list',
          querystring: z.object({ area: z.string().max(40).optional() }),
          response: { 200: z.object({ items: z.array(ViewView) }) },
        },
      },
      async (request) => {
        const { area } = request.query;
        const rows = await ctx.db
          .select()
          .from(savedViews)
          .where(
            and(
              mine(businessOf(request).id, personIdOf(actorOf(request))),
              area ? eq(savedViews.area, area) : undefined,
            ),
          )
          .orderBy(asc(savedViews.position), asc(savedViews.id));
        return { items: rows };
      },
    );

    app.post(
      '/views',
      {
        config: { allow: 'signed-in' },
        schema: { tags: ['views'], summary: 'Save a view of a list', body: View, response: { 201: ViewView } },
      },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        const answer = await answerOnce(ctx, businessId, request, async () => {
          const personId = personIdOf(actorOf(request));
          const view = { businessId, personId, ...request.body, createdAt: ctx.now() };
          const [row] = await ctx.db.insert(savedViews).values(view).returning();
          return { status: 201, body: row! };
        });
        return reply.code(201).send(ViewView.parse(answer.body));
      },
    );

    app.put(
      '/views/:id',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags: ['views'],
          summary: 'Change a saved view',
          params: ById,
          body: View,
          response: { 200: ViewView },
        },
      },
      async (request) => {
        const [row] = await ctx.db
          .update(savedViews)
          .set(request.body)
          .where(and(mine(businessOf(request).id, personIdOf(actorOf(request))), eq(savedViews.id, request.params.id)))
          .returning();
        if (!row) throw viewNotFound();
        return row;
      },
    );

    app.delete(
      '/views/:id',
      {
        config: { allow: 'signed-in' },
        schema: { tags: ['views'], summary: 'Delete a saved view', params: ById, response: { 204: z.null() } },
      },
      async (request, reply) => {
        const gone = await ctx.db
          .delete(savedViews)
          .where(and(mine(businessOf(request).id, personIdOf(actorOf(request))), eq(savedViews.id, request.params.id)))
          .returning({ id: savedViews.id });
        if (gone.length === 0) throw viewNotFound();
        return reply.code(204).send(null);
      },
    );
  };

const mine = (businessId: string, personId: string | null) =>
  and(
    eq(savedViews.businessId, businessId),
    personId === null ? isNull(savedViews.personId) : eq(savedViews.personId, personId),
  );
