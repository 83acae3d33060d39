import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { type Actor, actorOf, MAY, type Permission } from '../platform/policy.ts';
import { NeedsYouView, PeriodQuery, PeriodView, TodayView } from './api.ts';
import { needsYou } from './needs-you.ts';
import { period } from './period.ts';
import { today } from './today.ts';

/** `/api/v1/reports`: what happened, and what waits for somebody. */
export const reportRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    const config = { allow: 'reports:read' as const };
    const tags = ['reports'];

    app.get(
      '/reports/today',
      { config, schema: { tags, summary: 'Today in numbers, beside a week ago', response: { 200: TodayView } } },
      async (request) => today(ctx, businessOf(request)),
    );
    app.get(
      '/reports/period',
      {
        config,
        schema: {
          tags,
          summary: 'Some days in numbers, beside as many days before them',
          querystring: PeriodQuery,
          response: { 200: PeriodView },
        },
      },
      async (request) => period(ctx, businessOf(request), request.query),
    );
    app.get(
      '/reports/needs-you',
      {
        config,
        schema: {
          tags,
          summary: 'What waits for somebody of the team',
          description: 'Kinds that whoever asks may not read are left out.',
          response: { 200: NeedsYouView },
        },
      },
      async (request) => ({ items: await needsYou(ctx, businessOf(request).id, mayOf(actorOf(request))) }),
    );
  };

function mayOf(actor: Actor): (permission: Permission) => boolean {
  if (actor.kind === 'operator') return () => true;
  const allowed = actor.kind === 'person' ? MAY[actor.role] : actor.scopes;
  return (permission) => allowed.includes(permission);
}
