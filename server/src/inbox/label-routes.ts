import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { editorOf } from './entries.ts';
import { changeLabel, deleteLabel, Label, LabelName, listLabels, putLabel } from './labels.ts';

const ByName = z.object({ name: LabelName });
const tags = ['labels'];
const LabelView = z.object({ name: z.string(), colour: z.string() });

/** The words a business sorts its conversations by: `/api/v1/labels`. */
export const labelRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/labels',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags,
          summary: 'Labels of conversations',
          response: { 200: z.object({ items: z.array(LabelView) }) },
        },
      },
      async (request) => ({ items: await listLabels(ctx.db, businessOf(request).id) }),
    );

    app.put(
      '/labels/:name',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags,
          summary: 'Make a label, or give it another colour',
          params: ByName,
          body: Label.pick({ colour: true }),
          response: { 200: Label },
        },
      },
      async (request) => {
        const label = { name: request.params.name, colour: request.body.colour };
        await putLabel(ctx, editorOf(request), label);
        return label;
      },
    );

    app.patch(
      '/labels/:name',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags,
          summary: 'Rename a label, or give it another colour',
          description:
            'Every conversation and every saved view of the inbox that has it follows. What conversations say of the past keeps the old word.',
          params: ByName,
          body: Label.partial(),
          response: { 200: LabelView },
        },
      },
      async (request) => {
        const answer = await answerOnce(ctx, businessOf(request).id, request, async () => ({
          status: 200,
          body: await changeLabel(ctx, editorOf(request), request.params.name, request.body),
        }));
        return LabelView.parse(answer.body);
      },
    );

    app.delete(
      '/labels/:name',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags,
          summary: 'Delete a label, from every conversation too',
          params: ByName,
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        await deleteLabel(ctx, editorOf(request), request.params.name);
        return reply.code(204).send(null);
      },
    );
  };
