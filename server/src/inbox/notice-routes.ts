import { and, eq } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { type Actor, actorOf } from '../platform/policy.ts';
import { NOTICE_KINDS } from './api.ts';
import { onlyPeople } from './problems.ts';
import { type Pushes, Subscription } from './pushing.ts';
import { noticeWishes } from './schema.ts';

const tags = ['notices'];
const Wants = z.array(z.enum(NOTICE_KINDS)).max(NOTICE_KINDS.length);
const Wishes = z.object({ byMail: Wants.describe('Mailed while you have no screen open, if mail is set up.') });

/** What you are told of while you look elsewhere: `/api/v1/push`, `/notices/wishes`. */
export const noticeRoutes =
  (ctx: Ctx, pushes: Pushes): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/push/key',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags,
          summary: 'The public key browsers need to subscribe (VAPID)',
          response: { 200: z.object({ publicKey: z.string() }) },
        },
      },
      async () => ({ publicKey: await pushes.publicKey() }),
    );

    app.put(
      '/push/subscription',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags,
          summary: 'Send notices to this browser of yours',
          body: z.object({ subscription: Subscription, wants: Wants.default([...NOTICE_KINDS]) }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const { subscription, wants } = request.body;
        await pushes.subscribe(businessOf(request).id, personOf(actorOf(request)), subscription, wants);
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/push/subscription/end',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags,
          summary: 'Send no more notices to this browser',
          body: z.object({ endpoint: z.string().max(1_000) }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        await pushes.unsubscribe(businessOf(request).id, personOf(actorOf(request)), request.body.endpoint);
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/notices/wishes',
      { config: { allow: 'signed-in' }, schema: { tags, summary: 'What you are mailed', response: { 200: Wishes } } },
      async (request) => {
        const [row] = await ctx.db
          .select()
          .from(noticeWishes)
          .where(
            and(
              eq(noticeWishes.businessId, businessOf(request).id),
              eq(noticeWishes.personId, personOf(actorOf(request))),
            ),
          );
        return Wishes.parse({ byMail: row?.byMail ?? [] });
      },
    );

    app.put(
      '/notices/wishes',
      {
        config: { allow: 'signed-in' },
        schema: { tags, summary: 'Set what you are mailed', body: Wishes, response: { 200: Wishes } },
      },
      async (request) => {
        const { byMail } = request.body;
        await ctx.db
          .insert(noticeWishes)
          .values({ businessId: businessOf(request).id, personId: personOf(actorOf(request)), byMail })
          .onConflictDoUpdate({ target: [noticeWishes.businessId, noticeWishes.personId], set: { byMail } });
        return { byMail };
      },
    );
  };

function personOf(actor: Actor): string {
  if (actor.kind !== 'person') throw onlyPeople();
  return actor.id;
}
