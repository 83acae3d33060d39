import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { actorOf } from '../platform/policy.ts';
import { PersonRef } from './api.ts';
import { listPresence, setAway } from './presence.ts';
import { onlyPeople } from './problems.ts';

/** Who is at work: `/api/v1/presence`. */
export const presenceRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/presence',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags: ['team'],
          summary: 'Who is at work now',
          response: {
            200: z.object({ items: z.array(PersonRef.extend({ state: z.enum(['online', 'away', 'offline']) })) }),
          },
        },
      },
      async (request) => ({ items: await listPresence(ctx, businessOf(request).id) }),
    );

    app.put(
      '/presence',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags: ['team'],
          summary: 'Be online, or away: with a screen open, but given nothing new',
          body: z.object({ state: z.enum(['online', 'away']) }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        if (actor.kind !== 'person') throw onlyPeople();
        const businessId = businessOf(request).id;
        await setAway(ctx, businessId, actor.id, request.body.state === 'away');
        const person = { id: actor.id, name: actor.name };
        ctx.live?.say(businessId, 'presence', actor.id, { person, state: request.body.state });
        return reply.code(204).send(null);
      },
    );
  };
