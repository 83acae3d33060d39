import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CONVERSATION_STATUSES, oneSaying, saying } from '../conversations/api.ts';
import {
  conversationNotFound,
  type Explain,
  findInConversation,
  listMessages,
  MessageView,
  messagesAfter,
  type OpenDirectory,
  requireConversation,
  type SendDoor,
  viewOf,
} from '../conversations/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { tellLive } from '../platform/live.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { type Actor, actorOf } from '../platform/policy.ts';
import { Problem } from '../platform/problem.ts';
import { personIdOf } from './entries.ts';
import { HERE_STATES, type WhoIsHere } from './here.ts';
import { changeLabels } from './labels.ts';
import { ConversationQuery, Counts, countConversations, listConversations } from './list.ts';
import { type ConversationRef, changeOwner, type Owner, takeOverToAnswer } from './ownership.ts';
import { onlyPeople } from './problems.ts';
import { ConversationRow, rowsById } from './rows.ts';
import { markRead, setStatus } from './status.ts';

export const ById = z.object({ id: z.uuid() });
const tags = ['conversations'];

const ConversationView = ConversationRow.extend({
  state: z.unknown().describe('Where the bot stands: flow, version, node, variables.'),
  channel: z.object({ id: z.uuid(), name: z.string(), address: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
});

const Assignment = z.object({
  to: z
    .enum(['bot', 'person', 'me', 'next'])
    .describe('bot: give it back. person: ask for one, or for `personId`. me: take it over. next: in turn.'),
  personId: z.uuid().optional().describe('With `person`: this one.'),
  from: z
    .uuid()
    .nullable()
    .optional()
    .describe('Who has it, as you saw it. Somebody else has it by now: 409. Needed to take it from a colleague.'),
});
const Status = z.object({
  status: z.enum(CONVERSATION_STATUSES),
  until: z.iso.datetime({ offset: true }).optional().describe('With `snoozed`: when it opens again by itself.'),
});
const Labels = z.object({
  add: z.array(z.string().max(50)).max(20).optional(),
  remove: z.array(z.string().max(50)).max(20).optional(),
});
const Answer = oneSaying(
  z.object({
    ...saying,
    takeOver: z
      .boolean()
      .default(true)
      .describe('A person who answers takes the conversation over from the bot. A key and the operator never do.'),
  }),
);

export type DeskParts = {
  directory: OpenDirectory;
  door: SendDoor;
  here: WhoIsHere;
  wakeDue: () => Promise<void>;
};

/** Conversations and who answers them: `/api/v1/conversations`. */
export const conversationRoutes =
  (ctx: Ctx, { directory, door, here, wakeDue }: DeskParts): FastifyPluginAsyncZod =>
  async (app) => {
    const explain: Explain = (channelId, code) => directory.channel(channelId)?.channel.explain?.(code);
    const view = (businessId: string, id: string) => conversationView(ctx, directory, here, businessId, id);

    app.get(
      '/conversations',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags,
          summary: 'Conversations, the latest active first',
          querystring: ConversationQuery,
          response: { 200: PageOf(ConversationRow) },
        },
      },
      async (request) =>
        listConversations(ctx, businessOf(request).id, personIdOf(actorOf(request)), request.query, here.here),
    );

    app.get(
      '/conversations/counts',
      {
        config: { allow: 'conversations:read' },
        schema: { tags, summary: 'How many open conversations each tab has', response: { 200: Counts } },
      },
      async (request) => countConversations(ctx.db, businessOf(request).id, personIdOf(actorOf(request))),
    );

    app.get(
      '/conversations/:id',
      {
        config: { allow: 'conversations:read' },
        schema: { tags, summary: 'Where a conversation stands', params: ById, response: { 200: ConversationView } },
      },
      async (request) => view(businessOf(request).id, request.params.id),
    );

    app.get(
      '/conversations/:id/messages',
      {
        config: { allow: 'messages:read' },
        schema: {
          tags,
          summary: 'Messages of a conversation, newest first',
          params: ById,
          querystring: PageQuery.extend({
            after: z.coerce
              .number()
              .int()
              .min(0)
              .optional()
              .describe('Only those stored after this `seq`, oldest first; `nextCursor` is null then.'),
            search: z.string().max(200).optional().describe('Only the `seq` matters: see `found`.'),
          }),
          response: {
            200: PageOf(MessageView).extend({
              found: z.array(z.number()).optional().describe('With `search`: the `seq` of messages with these words.'),
            }),
          },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const { id: conversationId } = request.params;
        const { after, search, cursor, limit } = request.query;
        await requireConversation(ctx.db, businessId, conversationId);
        const found = search ? await findInConversation(ctx.db, businessId, conversationId, search) : undefined;
        if (after !== undefined) {
          const newer = await messagesAfter(ctx.db, { businessId, conversationId }, after, limit);
          return { items: newer.map((one) => viewOf(one, explain)), nextCursor: null, ...(found ? { found } : {}) };
        }
        const page = await listMessages(ctx.db, businessId, { conversationId, cursor, limit });
        return { ...page, items: page.items.map((one) => viewOf(one, explain)), ...(found ? { found } : {}) };
      },
    );

    app.post(
      '/conversations/:id/messages',
      {
        config: { allow: 'messages:write' },
        schema: {
          tags,
          summary: 'Answer in a conversation',
          params: ById,
          body: Answer,
          response: { 202: MessageView },
        },
      },
      async (request, reply) => {
        const business = businessOf(request);
        const actor = actorOf(request);
        const { text, content = text ? { type: 'text' as const, body: text } : undefined, takeOver } = request.body;
        const answer = await answerOnce(ctx, business.id, request, async (once) => {
          const conversation = await requireConversation(ctx.db, business.id, request.params.id);
          const ref = { businessId: business.id, conversationId: conversation.id };
          const message = await door.sayInConversation(
            business,
            conversation,
            {
              author: 'person',
              authorId: personIdOf(actor) ?? undefined,
              content,
              template: request.body.template,
              quotes: request.body.quotes,
              once,
            },
            async (tx) => {
              if (takeOver) await takeOverToAnswer(ctx, tx, ref, actor);
            },
          );
          tellLive(ctx, business.id, { kind: 'message', id: message.id });
          return { status: 202, body: viewOf(message, explain) };
        });
        void wakeDue().catch(() => {});
        return reply.code(202).send(MessageView.parse(answer.body));
      },
    );

    app.post(
      '/conversations/:id/read',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags,
          summary: 'Nothing here is unread any more; the customer sees blue ticks',
          params: ById,
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        await requireConversation(ctx.db, businessId, request.params.id);
        await markRead(ctx, directory, { businessId, conversationId: request.params.id });
        return reply.code(204).send(null);
      },
    );

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
          await assign(ctx, ref, actorOf(request), request.body);
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
        const { status, until } = request.body;
        const ref = { businessId, conversationId: request.params.id };
        const answer = await answerOnce(ctx, businessId, request, async () => {
          await setStatus(ctx, ref, actorOf(request), status, until ? new Date(until) : null);
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
        await changeLabels(ctx, ref, actorOf(request), request.body);
        return view(businessId, request.params.id);
      },
    );

    app.put(
      '/conversations/:id/here',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags,
          summary: 'Say that you look at a conversation, or type in it',
          description: 'Again every 20 seconds while looking, every 5 while typing; `gone` when leaving.',
          params: ById,
          body: z.object({ state: z.enum(HERE_STATES) }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        if (actor.kind !== 'person') throw onlyPeople();
        const businessId = businessOf(request).id;
        await requireConversation(ctx.db, businessId, request.params.id);
        const person = { id: actor.id, name: actor.name };
        here.say(ctx.live, businessId, { conversationId: request.params.id, person, state: request.body.state });
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/conversations/changes',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags,
          summary: 'Change many conversations at once: assignment, status, labels',
          body: z.object({
            ids: z.array(z.uuid()).min(1).max(100),
            assignment: Assignment.omit({ from: true }).optional(),
            status: Status.optional(),
            labels: Labels.optional(),
          }),
          response: {
            200: z.object({
              items: z.array(z.object({ id: z.uuid(), problem: z.string().nullable(), title: z.string().nullable() })),
            }),
          },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const actor = actorOf(request);
        const { assignment, status, labels } = request.body;
        const items: { id: string; problem: string | null; title: string | null }[] = [];
        for (const id of new Set(request.body.ids)) {
          const ref = { businessId, conversationId: id };
          const problem = await problemOf(async () => {
            if (assignment) await assign(ctx, ref, actor, assignment);
            if (status) await setStatus(ctx, ref, actor, status.status, status.until ? new Date(status.until) : null);
            if (labels) await changeLabels(ctx, ref, actor, labels);
          });
          items.push({ id, problem: problem?.kind ?? null, title: problem?.message ?? null });
        }
        void wakeDue().catch(() => {});
        return { items };
      },
    );
  };

/** What cannot be done to one of many is told beside it; the others are done. */
async function problemOf(work: () => Promise<void>): Promise<Problem | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

async function assign(
  ctx: Ctx,
  ref: ConversationRef,
  actor: Actor,
  { to, personId, from }: { to: Owner['to']; personId?: string | undefined; from?: string | null | undefined },
): Promise<void> {
  const owner: Owner = to === 'person' ? { to, personId } : { to };
  const reason = actor.kind === 'person' ? 'taken over' : 'taken over through the API';
  await ctx.db.transaction((tx) => changeOwner(ctx, tx, ref, actor, owner, { from, reason }));
  tellLive(ctx, ref.businessId, { kind: 'conversation', id: ref.conversationId });
}

async function conversationView(
  ctx: Ctx,
  directory: OpenDirectory,
  here: WhoIsHere,
  businessId: string,
  id: string,
): Promise<z.infer<typeof ConversationView>> {
  const [conversation, [row]] = await Promise.all([
    requireConversation(ctx.db, businessId, id),
    rowsById(ctx.db, businessId, [id], here.here),
  ]);
  if (!row) throw conversationNotFound();
  const channel = directory.channel(conversation.channelId)?.row;
  return {
    ...row,
    state: conversation.state,
    channel: channel ? { id: channel.id, name: channel.name, address: channel.address } : null,
    createdAt: conversation.createdAt.toISOString(),
  };
}
