import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { changeFacts, FACT_NAMES, factsOf } from '../contacts/index.ts';
import { type Models, usageOf, usd } from '../models/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { Problem } from '../platform/problem.ts';
import { HOUR, later } from '../platform/time.ts';
import { banRisk } from './ai/ban-risk.ts';
import type { Classifier } from './ai/classifying.ts';
import { leadScores } from './ai/lead-score.ts';
import { MadeBy } from './ai/made-by.ts';
import { suggestReplies, summaryOf } from './ai/reading.ts';
import { reword, STYLES } from './ai/rewriting.ts';
import { translate } from './ai/translating.ts';

const tags = ['ai'];
const Text = z.string().min(1).max(4_096);
const ById = z.object({ id: z.uuid() });
const Texts = MadeBy.extend({ texts: z.array(z.string()) });
const OneText = MadeBy.extend({ text: z.string() });
const Score = z.object({
  contactId: z.uuid(),
  name: z.string(),
  score: z.number().int().describe('0 to 100.'),
  engagement: z.number().int().describe('Of 40: how much they write.'),
  behaviour: z.number().int().describe('Of 40: what they asked for and ordered.'),
  timing: z.number().int().describe('Of 20: how lately they wrote.'),
  isHot: z.boolean(),
});

const contactNotFound = () => new Problem('contact-not-found', 404, 'There is no such contact.');

/**
 * `/api/v1/ai`: messages in other words, what messages want, who may buy, what sending costs in trust; and what language
 * models were asked and cost. Everything answers without a model too, and says so.
 */
export const aiRoutes =
  (ctx: Ctx, models: Models | null, classifier: Classifier): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/ai/rewrite',
      {
        config: { allow: 'ai:use' },
        schema: {
          tags,
          summary: 'A message in better words, with nothing added',
          body: z.object({ text: Text, style: z.enum(STYLES).default('clearer') }),
          response: { 200: OneText },
        },
      },
      async (request) => {
        const charge = { businessId: businessOf(request).id };
        const { texts, ...made } = await reword(models, charge, { ...request.body, count: 1 });
        return { ...made, text: texts[0] ?? request.body.text };
      },
    );

    app.post(
      '/ai/alternatives',
      {
        config: { allow: 'ai:use' },
        schema: {
          tags,
          summary: 'Several wordings of a message',
          body: z.object({
            text: Text,
            count: z.number().int().min(1).max(5).default(3),
            style: z.enum(STYLES).default('friendlier'),
          }),
          response: { 200: Texts },
        },
      },
      (request) => reword(models, { businessId: businessOf(request).id }, request.body),
    );

    app.post(
      '/ai/translate',
      {
        config: { allow: 'ai:use' },
        schema: {
          tags,
          summary: 'A message in another language',
          body: z.object({
            text: Text,
            to: z
              .string()
              .regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/)
              .describe('Language, such as es or pt-BR.'),
          }),
          response: { 200: OneText },
        },
      },
      (request) => translate(models, { businessId: businessOf(request).id }, request.body),
    );

    app.post(
      '/ai/spam-check',
      {
        config: { allow: 'ai:use' },
        schema: {
          tags,
          summary: 'Whether a text looks like spam, and why',
          body: z.object({ text: Text }),
          response: {
            200: z.object({
              isSpam: z.boolean(),
              likelihood: z.number(),
              reasons: z.array(z.string()),
              by: z.enum(['trained', 'reasons']).describe('Without a trained model three reasons are spam.'),
            }),
          },
        },
      },
      async (request) => classifier.checkSpam(request.body.text),
    );

    app.post(
      '/ai/classify',
      {
        config: { allow: 'ai:use' },
        schema: {
          tags,
          summary: 'What a message wants, how it feels, in which language',
          body: z.object({ text: Text }),
          response: {
            200: z.object({
              intent: z.string().describe('product, order, faq, general or none.'),
              fineIntent: z.string(),
              confidence: z.number(),
              reply: z
                .object({ category: z.string(), confidence: z.number() })
                .nullable()
                .describe('As an answer to a campaign.'),
              sentiment: z.enum(['negative', 'neutral', 'positive']),
              sentimentConfidence: z.number(),
              sentimentBy: z.enum(['trained', 'words']),
              language: z.string().nullable(),
              by: z
                .enum(['trained', 'nothing'])
                .describe('The very first question waits up to 15 seconds for the model to be trained.'),
            }),
          },
        },
      },
      async (request) => classifier.classify(request.body.text),
    );

    app.post(
      '/ai/ban-risk',
      {
        config: { allow: 'ai:use' },
        schema: {
          tags,
          summary: 'How risky sending on like this is for the number',
          body: z.object({ text: z.string().max(4_096).default('') }),
          response: {
            200: z.object({
              score: z.number(),
              level: z.enum(['low', 'medium', 'high', 'critical']),
              reasons: z.array(z.string()),
              advice: z.array(z.string()),
              sending: z
                .object({
                  sent: z.number(),
                  people: z.number(),
                  failed: z.number(),
                  answered: z.number(),
                  optOuts: z.number(),
                })
                .describe('Of the last 24 hours, without the answers of the bot.'),
            }),
          },
        },
      },
      (request) => banRisk(ctx.db, businessOf(request).id, ctx.now(), request.body.text),
    );

    app.post(
      '/ai/score-lead',
      {
        config: { allow: 'ai:use' },
        schema: {
          tags,
          summary: 'How likely a contact is to buy',
          body: z.object({ contactId: z.uuid() }),
          response: { 200: Score },
        },
      },
      async (request) => {
        const { contactId } = request.body;
        const [score] = await leadScores(ctx.db, businessOf(request).id, ctx.now(), { contactId, limit: 1 });
        if (score) return score;
        const facts = await factsOf(ctx.db, businessOf(request).id, contactId);
        if (!facts) throw contactNotFound();
        return { contactId, name: '', score: 0, engagement: 0, behaviour: 0, timing: 0, isHot: false };
      },
    );

    app.get(
      '/ai/hot-leads',
      {
        config: { allow: 'contacts:read' },
        schema: {
          tags,
          summary: 'Who is most likely to buy',
          querystring: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
          response: { 200: z.object({ items: z.array(Score) }) },
        },
      },
      async (request) => {
        const scores = await leadScores(ctx.db, businessOf(request).id, ctx.now(), { limit: request.query.limit });
        return { items: scores.filter(({ isHot }) => isHot) };
      },
    );

    app.get(
      '/ai/conversations/:id/summary',
      {
        config: { allow: 'ai:use' },
        schema: { tags, summary: 'What a conversation is about', params: ById, response: { 200: OneText } },
      },
      (request) => summaryOf(ctx, models, businessOf(request).id, request.params.id),
    );

    app.get(
      '/ai/conversations/:id/replies',
      {
        config: { allow: 'ai:use' },
        schema: { tags, summary: 'Replies a person could send next', params: ById, response: { 200: Texts } },
      },
      (request) => suggestReplies(ctx, models, businessOf(request), request.params.id),
    );

    app.get(
      '/ai/usage',
      {
        config: { allow: 'reports:read' },
        schema: {
          tags,
          summary: 'What language models were asked and cost, by day, purpose and model',
          querystring: z.object({
            days: z.coerce.number().int().min(1).max(366).default(30),
            conversationId: z.uuid().optional(),
          }),
          response: {
            200: z.object({
              items: z.array(
                z.object({
                  day: z.string(),
                  purpose: z.string(),
                  model: z.string(),
                  calls: z.number(),
                  failed: z.number(),
                  inputTokens: z.number(),
                  cachedTokens: z.number(),
                  outputTokens: z.number(),
                  usd: z.number(),
                }),
              ),
              totalUsd: z.number(),
            }),
          },
        },
      },
      async (request) => {
        const { id, timeZone } = businessOf(request);
        const { days, conversationId } = request.query;
        const to = later(ctx.now(), HOUR);
        const from = later(ctx.now(), -days * 24 * HOUR);
        const rows = await usageOf(ctx.db, id, { from, to, timeZone, ...(conversationId ? { conversationId } : {}) });
        return {
          items: rows.map(({ nanoUsd, ...row }) => ({ ...row, usd: usd(nanoUsd) })),
          totalUsd: usd(rows.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0)),
        };
      },
    );

    const Facts = z.record(z.string(), z.string());
    app.get(
      '/contacts/:id/facts',
      {
        config: { allow: 'contacts:read' },
        schema: {
          tags: ['contacts'],
          summary: 'What a contact told about themselves',
          params: ById,
          response: { 200: Facts },
        },
      },
      async (request) => {
        const facts = await factsOf(ctx.db, businessOf(request).id, request.params.id);
        if (!facts) throw contactNotFound();
        return facts;
      },
    );

    app.patch(
      '/contacts/:id/facts',
      {
        config: { allow: 'contacts:write' },
        schema: {
          tags: ['contacts'],
          summary: 'Correct what is kept of a contact; null forgets',
          params: ById,
          body: z.partialRecord(z.enum(FACT_NAMES), z.string().min(1).max(200).nullable()),
          response: { 200: Facts },
        },
      },
      async (request) => {
        const { id } = businessOf(request);
        await ctx.db.transaction((tx) => changeFacts(tx, id, request.params.id, request.body));
        const facts = await factsOf(ctx.db, id, request.params.id);
        if (!facts) throw contactNotFound();
        return facts;
      },
    );
  };
