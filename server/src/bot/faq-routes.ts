import { and, asc, eq } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { Problem } from '../platform/problem.ts';
import { type Faq, faqs } from './schema.ts';

const ById = z.object({ id: z.uuid() });
const Draft = z.object({
  topic: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)
    .describe('The same in every language: "returns".'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/)
    .describe('Of question and answer: "es".'),
  question: z.string().trim().min(1).max(300),
  variants: z.array(z.string().trim().min(1).max(300)).max(200).default([]).describe('Other ways to ask.'),
  answer: z.string().trim().min(1).max(4_096),
  position: z.number().int().min(0).max(10_000).default(0).describe('Place in lists.'),
  enabled: z.boolean().default(true),
});
const View = Draft.extend({ id: z.uuid() });
const Change = z
  .object({
    question: Draft.shape.question,
    variants: z.array(z.string().trim().min(1).max(300)).max(200),
    answer: Draft.shape.answer,
    position: z.number().int().min(0).max(10_000),
    enabled: z.boolean(),
  })
  .partial();

const MOST = 1_000; // of one business; all of them are compared with a message

const faqNotFound = () => new Problem('faq-not-found', 404, 'There is no such question. See GET /api/v1/faqs.');
const tooManyFaqs = () =>
  new Problem('too-many-faqs', 409, `A business has at most ${MOST} questions. Delete some first.`);

const viewOf = ({ id, topic, language, question, variants, answer, position, enabled }: Faq): z.infer<typeof View> => ({
  id,
  topic,
  language,
  question,
  variants,
  answer,
  position,
  enabled,
});

/** `/api/v1/faqs`: what customers ask often, and the answers of the business. A change counts from the next message on. */
export const faqRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['faqs'];
    const one = (businessId: string, id: string) => and(eq(faqs.businessId, businessId), eq(faqs.id, id));

    app.get(
      '/faqs',
      {
        schema: {
          tags,
          summary: 'Common questions and their answers',
          response: { 200: z.object({ items: z.array(View) }) },
        },
      },
      async (request) => {
        const rows = await ctx.db
          .select()
          .from(faqs)
          .where(eq(faqs.businessId, businessOf(request).id))
          .orderBy(asc(faqs.position), asc(faqs.topic), asc(faqs.language))
          .limit(MOST);
        return { items: rows.map(viewOf) };
      },
    );

    app.post(
      '/faqs',
      { schema: { tags, summary: 'Write a question and its answer', body: Draft, response: { 201: View } } },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        const answer = await answerOnce(ctx, businessId, request, async () => {
          if ((await ctx.db.$count(faqs, eq(faqs.businessId, businessId))) >= MOST) throw tooManyFaqs();
          const [row] = await ctx.db
            .insert(faqs)
            .values({ businessId, ...request.body })
            .returning();
          return { status: 201, body: viewOf(row!) };
        });
        return reply.code(201).send(View.parse(answer.body));
      },
    );

    app.patch(
      '/faqs/:id',
      {
        schema: {
          tags,
          summary: 'Change a question or its answer',
          params: ById,
          body: Change,
          response: { 200: View },
        },
      },
      async (request) => {
        const where = one(businessOf(request).id, request.params.id);
        const hasChange = Object.keys(request.body).length > 0;
        const [row] = hasChange
          ? await ctx.db.update(faqs).set(request.body).where(where).returning()
          : await ctx.db.select().from(faqs).where(where);
        if (!row) throw faqNotFound();
        return viewOf(row);
      },
    );

    app.delete(
      '/faqs/:id',
      { schema: { tags, summary: 'Delete a question', params: ById, response: { 204: z.null() } } },
      async (request, reply) => {
        const gone = await ctx.db
          .delete(faqs)
          .where(one(businessOf(request).id, request.params.id))
          .returning();
        if (gone.length === 0) throw faqNotFound();
        return reply.code(204).send(null);
      },
    );
  };
