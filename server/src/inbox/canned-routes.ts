import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { actorOf } from '../platform/policy.ts';
import {
  addCannedReply,
  changeCannedReply,
  deleteCannedReply,
  listCannedReplies,
  repliesFor,
} from './canned-replies.ts';
import { editorOf, nameOf } from './entries.ts';
import type { CannedReply } from './schema.ts';

const ById = z.object({ id: z.uuid() });
const tags = ['canned replies'];
const Draft = z.object({
  shortcut: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'Letters, digits, _ and -, without the slash.'),
  language: z.string().min(2).max(20),
  title: z.string().trim().min(1).max(100),
  body: z
    .string()
    .trim()
    .min(1)
    .max(4_096)
    .describe('May hold {{contact.name}}, {{contact.first_name}}, {{agent.name}}, {{business.hours}} and the like.'),
});
const CannedReplyView = Draft.extend({ id: z.uuid(), shortcut: z.string(), updatedAt: z.iso.datetime() });

/** Replies written once and used often: `/api/v1/canned-replies`. */
export const cannedReplyRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/canned-replies',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags,
          summary: 'All of them',
          querystring: z.object({ language: z.string().max(20).optional() }),
          response: { 200: z.object({ items: z.array(CannedReplyView) }) },
        },
      },
      async (request) => ({
        items: (await listCannedReplies(ctx.db, businessOf(request).id, request.query.language)).map(viewOf),
      }),
    );

    app.post(
      '/canned-replies',
      {
        config: { allow: 'conversations:write' },
        schema: { tags, summary: 'Write one', body: Draft, response: { 201: CannedReplyView } },
      },
      async (request, reply) => {
        const answer = await answerOnce(ctx, businessOf(request).id, request, async () => ({
          status: 201,
          body: viewOf(await addCannedReply(ctx, editorOf(request), request.body)),
        }));
        return reply.code(201).send(CannedReplyView.parse(answer.body));
      },
    );

    app.put(
      '/canned-replies/:id',
      {
        config: { allow: 'conversations:write' },
        schema: { tags, summary: 'Rewrite one', params: ById, body: Draft, response: { 200: CannedReplyView } },
      },
      async (request) => viewOf(await changeCannedReply(ctx, editorOf(request), request.params.id, request.body)),
    );

    app.delete(
      '/canned-replies/:id',
      {
        config: { allow: 'conversations:write' },
        schema: { tags, summary: 'Delete one', params: ById, response: { 204: z.null() } },
      },
      async (request, reply) => {
        await deleteCannedReply(ctx, editorOf(request), request.params.id);
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/conversations/:id/canned-replies',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags,
          summary: 'Ready to be sent here: in the customer’s language, variables filled in',
          params: ById,
          response: {
            200: z.object({
              items: z.array(CannedReplyView.extend({ text: z.string().describe('What would be sent.') })),
            }),
          },
        },
      },
      async (request) => {
        const agent = nameOf(actorOf(request));
        const replies = await repliesFor(ctx, businessOf(request), request.params.id, agent);
        return { items: replies.map((reply) => ({ ...viewOf(reply), text: reply.text })) };
      },
    );
  };

const viewOf = ({ id, shortcut, language, title, body, updatedAt }: CannedReply) => ({
  id,
  shortcut,
  language,
  title,
  body,
  updatedAt: updatedAt.toISOString(),
});
