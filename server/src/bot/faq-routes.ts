import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { detectLanguage } from '../language/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { actorOf } from '../platform/policy.ts';
import type { Business } from '../platform/schema.ts';
import type { Desk } from './desk.ts';
import * as api from './faq-api.ts';
import { faqsToCsv } from './faq-csv.ts';
import {
  addFaq,
  allFaqs,
  changeFaq,
  deleteFaq,
  type Editor,
  faqView,
  importFaqs,
  oneFaq,
  orderFaqs,
} from './faq-desk.ts';
import { faqsOf } from './faqs.ts';
import { namedBy, SURE, WORTH_ASKING } from './resembling.ts';
import type { Faq } from './schema.ts';
import { languageFor } from './speaking.ts';

/** `/api/v1/faqs`: what customers ask often, and the answers of the business. A change counts from the next message on. */
export const faqRoutes =
  (ctx: Ctx, desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['faqs'];
    const reads = { config: { allow: 'faqs:read' as const } };
    const writes = { config: { allow: 'faqs:write' as const } };

    app.get(
      '/faqs',
      {
        ...reads,
        schema: {
          tags,
          summary: 'Common questions and their answers, in the order of the business',
          querystring: api.FaqQuery,
          response: { 200: z.object({ items: z.array(api.FaqView) }) },
        },
      },
      async (request) => {
        const { topic, language, search = '' } = request.query;
        const words = search.toLowerCase().split(/\s+/).filter(Boolean);
        const rows = await allFaqs(ctx.db, businessOf(request).id);
        const isWanted = (faq: Faq) =>
          (topic === undefined || faq.topic === topic) &&
          (language === undefined || faq.language === language) &&
          words.every((word) => textOf(faq).includes(word));
        return { items: rows.filter(isWanted).map(faqView) };
      },
    );

    app.get(
      '/faqs.csv',
      {
        ...reads,
        schema: {
          tags,
          summary: 'All questions as a table for a spreadsheet; can be imported again',
          produces: ['text/csv'],
          response: { 200: z.string() },
        },
      },
      async (request, reply) => {
        const rows = await allFaqs(ctx.db, businessOf(request).id);
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="faqs.csv"')
          .send(faqsToCsv(rows));
      },
    );

    app.get(
      '/faqs/:id',
      {
        ...reads,
        schema: { tags, summary: 'One question', params: api.ById, response: { 200: api.FaqView } },
      },
      async (request) => faqView(await oneFaq(ctx.db, businessOf(request).id, request.params.id)),
    );

    app.post(
      '/faqs',
      {
        ...writes,
        schema: {
          tags,
          summary: 'Write a question and its answer',
          body: api.FaqDraft,
          response: { 201: api.FaqView },
        },
      },
      async (request, reply) => {
        const editor = editorOf(request);
        const answer = await answerOnce(ctx, editor.businessId, request, async () => ({
          status: 201,
          body: faqView(await addFaq(ctx, editor, request.body)),
        }));
        return reply.code(201).send(api.FaqView.parse(answer.body));
      },
    );

    app.patch(
      '/faqs/:id',
      {
        ...writes,
        schema: {
          tags,
          summary: 'Change a question or its answer',
          params: api.ById,
          body: api.FaqChange,
          response: { 200: api.FaqView },
        },
      },
      async (request) => faqView(await changeFaq(ctx, editorOf(request), request.params.id, request.body)),
    );

    app.delete(
      '/faqs/:id',
      {
        ...writes,
        schema: { tags, summary: 'Delete a question', params: api.ById, response: { 204: z.null() } },
      },
      async (request, reply) => {
        await deleteFaq(ctx, editorOf(request), request.params.id);
        return reply.code(204).send(null);
      },
    );

    app.put(
      '/faqs/order',
      {
        ...writes,
        schema: {
          tags,
          summary: 'Put the topics into an order',
          body: api.FaqOrder,
          response: { 200: z.object({ items: z.array(api.FaqView) }) },
        },
      },
      async (request) => {
        const rows = await orderFaqs(ctx, editorOf(request), request.body.topics);
        return { items: rows.map(faqView) };
      },
    );

    app.post(
      '/faqs/test',
      {
        ...reads,
        schema: {
          tags,
          summary: 'What the assistant would find for a question of a customer, with scores',
          body: api.FaqTest,
          response: { 200: api.FaqHits },
        },
      },
      async (request) => askAssistant(businessOf(request), request.body.text, request.body.language),
    );

    app.post(
      '/faqs/import',
      {
        ...writes,
        schema: {
          tags,
          summary: 'Add and change questions from a table; with one bad row nothing is written',
          body: api.FaqCsv,
          response: { 200: api.FaqImport },
        },
      },
      async (request) => {
        const editor = editorOf(request);
        const { csv, dryRun } = request.body;
        const answer = await answerOnce(ctx, editor.businessId, request, async () => ({
          status: 200,
          body: await importFaqs(ctx, editor, csv, dryRun),
        }));
        return api.FaqImport.parse(answer.body);
      },
    );

    async function askAssistant(
      business: Business,
      text: string,
      spoken?: string,
    ): Promise<z.infer<typeof api.FaqHits>> {
      const flow = desk.flows.newest(business);
      if (!flow) return hitsOf(spoken ?? business.languages[0] ?? 'en', []);
      const language = languageFor(spoken ?? detectLanguage(text, flow.languages).language, business, flow);
      const found = await desk.resembles(ctx.db, { business, flow, language, text });
      const known = new Map((await faqsOf(ctx.db, business.id, language)).map((faq) => [faq.topic, faq]));
      const hits = [...found].flatMap(([id, likeness]): Hit[] => {
        const score = Math.round(Math.min(1, likeness) * 100) / 100;
        const named = namedBy(id);
        if ('faq' in named) {
          const faq = known.get(named.faq);
          if (!faq || !flow.intents.has('faq')) return [];
          return [
            { kind: 'faq', topic: faq.topic, id: faq.id, title: faq.question, answer: faq.answer, node: null, score },
          ];
        }
        const trigger = flow.triggers[named.trigger];
        if (!trigger) return [];
        const title = trigger.title?.[language]?.source ?? trigger.next;
        return [{ kind: 'flow', topic: null, id: null, title, answer: null, node: trigger.next, score }];
      });
      return hitsOf(language, hits);
    }
  };

type Hit = z.infer<typeof api.FaqHits>['hits'][number];

const MOST_HITS = 8;

function hitsOf(language: string, found: Hit[]): z.infer<typeof api.FaqHits> {
  const hits = found.sort((a, b) => b.score - a.score).slice(0, MOST_HITS);
  const best = hits[0]?.score ?? 0;
  const outcome = best >= SURE ? 'answered' : best >= WORTH_ASKING ? 'suggested' : 'not_understood';
  return { language, outcome, hits, sure: SURE, worthAsking: WORTH_ASKING };
}

const editorOf = (request: FastifyRequest): Editor => ({
  businessId: businessOf(request).id,
  actor: actorOf(request),
});

const textOf = ({ topic, question, variants, answer }: Faq): string =>
  [topic, question, ...variants, answer].join('\n').toLowerCase();
