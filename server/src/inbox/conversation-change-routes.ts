import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { actorOf } from '../platform/policy.ts';
import { Problem } from '../platform/problem.ts';
import { Assignment, Change, changeConversation, Labels, Standing, Status } from './changes.ts';
import { ConversationView, conversationView, type DeskParts } from './conversation-view.ts';

const ById = z.object({ id: z.uuid() });
const tags = ['conversations'];

const Changes = Change.extend({ ids: z.array(z.uuid()).min(1).max(100) });
const Changed = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      problem: z.string().nullable().describe('Why nothing of it was done; null: all of it was.'),
      title: z.string().nullable(),
      before: Standing.nullable().describe('Where it stood; null with a problem.'),
    }),
  ),
  undo: z
    .array(Changes)
    .describe(
      'Bodies for this same call that put it back, one for each group that stood alike; empty: nothing differs.',
    ),
});

/** What a team decides about conversations: who answers, status, labels; of one, or of many at once. */
export const conversationChangeRoutes =
  (ctx: Ctx, parts: DeskParts): FastifyPluginAsyncZod =>
  async (app) => {
    const { wakeDue } = parts;
    const view = (businessId: string, id: string) => conversationView(ctx, parts, businessId, id);

    app.put(
      '/conversations/:id/assignment',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags,
          summary: 'Who answers: the bot, or a person (the bot is silent then)',
          description:
            'Of two who take over at once, one succeeds; the other gets 409 `conversation-taken` with who it was.',
          params: ById,
          body: Assignment,
          response: { 200: ConversationView },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const ref = { businessId, conversationId: request.params.id };
        const answer = await answerOnce(ctx, businessId, request, async () => {
          await changeConversation(ctx, ref, actorOf(request), { assignment: request.body });
          return { status: 200, body: await view(businessId, request.params.id) };
        });
        void wakeDue().catch(() => {});
        return ConversationView.parse(answer.body);
      },
    );

    app.put(
      '/conversations/:id/status',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags,
          summary: 'Open, pending, snoozed until a moment, or resolved',
          description:
            'Whatever it is, a message of the customer opens it again. After `resolved` the bot answers first.',
          params: ById,
          body: Status,
          response: { 200: ConversationView },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const ref = { businessId, conversationId: request.params.id };
        const answer = await answerOnce(ctx, businessId, request, async () => {
          await changeConversation(ctx, ref, actorOf(request), { status: request.body });
          return { status: 200, body: await view(businessId, request.params.id) };
        });
        void wakeDue().catch(() => {});
        return ConversationView.parse(answer.body);
      },
    );

    app.post(
      '/conversations/:id/labels',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags,
          summary: 'Add and remove labels',
          params: ById,
          body: Labels,
          response: { 200: ConversationView },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const ref = { businessId, conversationId: request.params.id };
        const answer = await answerOnce(ctx, businessId, request, async () => {
          await changeConversation(ctx, ref, actorOf(request), { labels: request.body });
          return { status: 200, body: await view(businessId, request.params.id) };
        });
        return ConversationView.parse(answer.body);
      },
    );

    app.post(
      '/conversations/changes',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags,
          summary: 'Change many conversations at once: assignment, status, labels',
          description:
            'Each is changed wholly or not at all. What one of `undo` finds with somebody else by then it leaves alone.',
          body: Changes,
          response: { 200: Changed },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const { ids, ...change } = request.body;
        const answer = await answerOnce(ctx, businessId, request, async () => {
          const items: z.infer<typeof Changed>['items'] = [];
          const undo = new Map<string, z.infer<typeof Changes>>();
          for (const id of new Set(ids)) {
            const ref = { businessId, conversationId: id };
            const done = await orProblem(() => changeConversation(ctx, ref, actorOf(request), change));
            if (done instanceof Problem) {
              items.push({ id, problem: done.kind, title: done.message, before: null });
              continue;
            }
            items.push({ id, problem: null, title: null, before: done.before });
            if (!done.undo) continue;
            const alike = JSON.stringify(done.undo);
            undo.set(alike, { ids: [...(undo.get(alike)?.ids ?? []), id], ...done.undo });
          }
          return { status: 200, body: { items, undo: [...undo.values()] } };
        });
        void wakeDue().catch(() => {});
        return Changed.parse(answer.body);
      },
    );
  };

/** What cannot be done to one of many is told beside it; the others are done. */
async function orProblem<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
