import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { addDays, dayAt } from '../platform/local-time.ts';
import { actorOf } from '../platform/policy.ts';
import type { Business } from '../platform/schema.ts';
import { LineEdit, LineView, NewLine, NewRun, RunEdit, RunView } from './api.ts';
import { addLine, addRun, editLine, editRun, removeLine, removeRun } from './planning.ts';
import { runNotFound } from './problems.ts';
import { findRun, lineStatuses, scheduleOf } from './schedule.ts';

const ById = z.object({ id: z.uuid() });

const ScheduleQuery = z.object({
  from: z.iso.date().optional().describe('First day; absent: today where the business is.'),
  to: z.iso.date().optional().describe('Last day; absent: a week in all.'),
});

/** What is made and how the lines run: `/api/v1/production`. */
export const productionRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['production'];

    app.get(
      '/production/schedule',
      {
        config: { allow: 'production:read' },
        schema: {
          tags,
          summary: 'What is made, by day, shift and line',
          querystring: ScheduleQuery,
          response: {
            200: z.object({
              from: z.iso.date(),
              to: z.iso.date(),
              today: z.iso.date().describe('Where the business is.'),
              items: z.array(RunView),
            }),
          },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const days = daysOf(business, ctx.now(), request.query);
        const today = dayAt(ctx.now(), business.timeZone);
        return { ...days, today, items: await scheduleOf(ctx.db, business.id, days) };
      },
    );

    app.post(
      '/production/schedule',
      {
        config: { allow: 'production:write' },
        schema: { tags, summary: 'Put a run into the schedule', body: NewRun, response: { 201: RunView } },
      },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        const answer = await answerOnce(ctx, businessId, request, async () => {
          const id = await addRun(ctx, { businessId, actor: actorOf(request) }, request.body);
          return { status: 201, body: await readRun(businessId, id) };
        });
        return reply.code(201).send(RunView.parse(answer.body));
      },
    );

    app.patch(
      '/production/schedule/:id',
      {
        config: { allow: 'production:write' },
        schema: {
          tags,
          summary: 'Move a run, or note what was made',
          params: ById,
          body: RunEdit,
          response: { 200: RunView },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        await editRun(ctx, { businessId, actor: actorOf(request) }, request.params.id, request.body);
        return readRun(businessId, request.params.id);
      },
    );

    app.delete(
      '/production/schedule/:id',
      {
        config: { allow: 'production:write' },
        schema: { tags, summary: 'Take a run out of the schedule', params: ById, response: { 204: z.null() } },
      },
      async (request, reply) => {
        const by = { businessId: businessOf(request).id, actor: actorOf(request) };
        await removeRun(ctx, by, request.params.id);
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/production/lines',
      {
        config: { allow: 'production:read' },
        schema: {
          tags,
          summary: 'How every line runs now',
          response: { 200: z.object({ items: z.array(LineView) }) },
        },
      },
      async (request) => ({ items: await lineStatuses(ctx.db, businessOf(request).id) }),
    );

    app.post(
      '/production/lines',
      {
        config: { allow: 'production:write' },
        schema: { tags, summary: 'Add a line', body: NewLine, response: { 201: LineView } },
      },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        const answer = await answerOnce(ctx, businessId, request, async () => ({
          status: 201,
          body: await addLine(ctx, { businessId, actor: actorOf(request) }, request.body),
        }));
        return reply.code(201).send(LineView.parse(answer.body));
      },
    );

    app.patch(
      '/production/lines/:id',
      {
        config: { allow: 'production:write' },
        schema: {
          tags,
          summary: 'Rename a line, start or stop it, note its quality',
          params: ById,
          body: LineEdit,
          response: { 200: LineView },
        },
      },
      async (request) => {
        const by = { businessId: businessOf(request).id, actor: actorOf(request) };
        return editLine(ctx, by, request.params.id, request.body);
      },
    );

    app.delete(
      '/production/lines/:id',
      {
        config: { allow: 'production:write' },
        schema: {
          tags,
          summary: 'Remove a line that stands in no schedule',
          params: ById,
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const by = { businessId: businessOf(request).id, actor: actorOf(request) };
        await removeLine(ctx, by, request.params.id);
        return reply.code(204).send(null);
      },
    );

    /** @throws run-not-found */
    async function readRun(businessId: string, id: string): Promise<RunView> {
      const run = await findRun(ctx.db, businessId, id);
      if (!run) throw runNotFound();
      return run;
    }
  };

function daysOf({ timeZone }: Business, now: Date, { from, to }: z.infer<typeof ScheduleQuery>) {
  const first = from ?? dayAt(now, timeZone);
  return { from: first, to: to ?? addDays(first, 6) };
}
