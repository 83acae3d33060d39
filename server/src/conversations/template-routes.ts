import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type AuditAction, recordAudit } from '../accounts/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { actorOf } from '../platform/policy.ts';
import type { OpenDirectory } from './directory.ts';
import type { FileStore } from './files.ts';
import { problemOf } from './not-done.ts';
import { templateNotFound } from './problems.ts';
import type { TemplateRow } from './schema.ts';
import { createTemplate, deleteTemplate, editTemplate, templatesOf } from './template-changes.ts';
import { findTemplate, listTemplates, syncTemplates } from './templates.ts';

const ById = z.object({ id: z.uuid() });
const Categories = z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']);
const Components = z
  .array(z.record(z.string(), z.unknown()))
  .min(1)
  .max(10)
  .describe('In the words of the platform: {"type":"BODY","text":"Hello {{1}}, …","example":{"body_text":[["Ana"]]}}.');

const Slot = z.object({
  place: z.string().describe('header, body, buttons.1, cards.0.body …'),
  name: z.string(),
  kind: z.string().describe('text, image, video, document, location, url, code, payload …'),
  required: z.boolean(),
  example: z.string().optional(),
});

const TemplateView = z.object({
  id: z.uuid(),
  channelId: z.uuid(),
  providerTemplateId: z.string().nullable(),
  name: z.string(),
  language: z.string(),
  category: z.string(),
  nextCategory: z.string().nullable().describe('The platform announced that it will be this one.'),
  status: z.string().describe('Only APPROVED can be sent.'),
  quality: z.string().nullable(),
  reason: z.string().nullable().describe('Of a rejection or a pause.'),
  parameterFormat: z.enum(['POSITIONAL', 'NAMED']),
  components: z.array(z.unknown()),
  slots: z.array(Slot).describe('What must or may be filled in when it is sent.'),
  syncedAt: z.iso.datetime().describe('When the platform last told about it.'),
});

const Draft = z.object({
  channelId: z.uuid().optional().describe('Absent: the first channel of the business.'),
  name: z.string().max(512),
  language: z.string().max(20),
  category: Categories,
  parameterFormat: z.enum(['POSITIONAL', 'NAMED']).default('POSITIONAL'),
  components: Components,
  allowCategoryChange: z.boolean().optional().describe('Lets the review put it into another category.'),
});

/** `/api/v1/templates`: the mirror of the platform's templates, and changes of them, which the platform reviews. */
export const templateRoutes =
  (ctx: Ctx, directory: OpenDirectory, files: FileStore): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['templates'];
    const parts = { directory, files };

    /** The platform has the last word on a template, so what was done is written down once it is done. */
    const noted = async (
      request: FastifyRequest,
      action: AuditAction,
      template: Pick<TemplateRow, 'name' | 'language'>,
    ) => {
      const businessId = businessOf(request).id;
      const subject = `${template.name} ${template.language}`;
      await recordAudit(ctx.db, { businessId, actor: actorOf(request), action, subject });
    };

    app.get(
      '/templates',
      {
        config: { allow: 'templates:read' },
        schema: {
          tags,
          summary: 'Message templates by name',
          querystring: PageQuery.extend({
            channelId: z.uuid().optional(),
            name: z.string().max(512).optional(),
            search: z.string().max(200).optional().describe('A part of the name.'),
            status: z.string().max(40).optional().describe('Deleted ones are listed with DELETED only.'),
            category: z.string().max(40).optional(),
            language: z.string().max(20).optional(),
          }),
          response: { 200: PageOf(TemplateView) },
        },
      },
      async (request) => {
        const page = await listTemplates(ctx.db, businessOf(request).id, request.query);
        return { ...page, items: page.items.map((row) => viewOf(directory, row)) };
      },
    );

    app.get(
      '/templates/:id',
      {
        config: { allow: 'templates:read' },
        schema: { tags, summary: 'One template', params: ById, response: { 200: TemplateView } },
      },
      async (request) => viewOf(directory, await requireTemplate(ctx, businessOf(request).id, request.params.id)),
    );

    app.post(
      '/templates',
      {
        config: { allow: 'templates:write' },
        schema: {
          tags,
          summary: 'Make a template; the platform reviews it, mostly within minutes',
          body: Draft,
          response: { 201: TemplateView },
        },
      },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        const { channelId, allowCategoryChange, ...draft } = request.body;
        const wanted = { ...draft, ...(allowCategoryChange === undefined ? {} : { allowCategoryChange }) };
        const answer = await answerOnce(ctx, businessId, request, async () => ({
          status: 201,
          body: viewOf(directory, await createTemplate(ctx, parts, { businessId, channelId }, wanted)),
        }));
        const body = TemplateView.parse(answer.body);
        await noted(request, 'template.created', body);
        return reply.code(201).send(body);
      },
    );

    app.put(
      '/templates/:id',
      {
        config: { allow: 'templates:write' },
        schema: {
          tags,
          summary: 'Change a template; the platform reviews it again',
          description:
            'All components are replaced. An approved one may change once in 24 hours, ten times in 30 days.',
          params: ById,
          body: z.object({ category: Categories.optional(), components: Components }),
          response: { 200: TemplateView },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const answer = await answerOnce(ctx, businessId, request, async () => {
          const template = await requireTemplate(ctx, businessId, request.params.id);
          return {
            status: 200,
            body: viewOf(directory, await editTemplate(ctx, parts, template, request.body)),
          };
        });
        const body = TemplateView.parse(answer.body);
        await noted(request, 'template.edited', body);
        return body;
      },
    );

    app.delete(
      '/templates/:id',
      {
        config: { allow: 'templates:write' },
        schema: {
          tags,
          summary: 'Delete a template at the platform; its name is blocked for 30 days there',
          params: ById,
          querystring: z.object({ languages: z.enum(['this', 'all']).default('this') }),
          response: { 200: z.object({ deleted: z.array(z.string()).describe('Languages.') }) },
        },
      },
      async (request) => {
        const template = await requireTemplate(ctx, businessOf(request).id, request.params.id);
        const deleted = await deleteTemplate(ctx, parts, template, request.query.languages === 'all');
        await noted(request, 'template.deleted', template);
        return { deleted };
      },
    );

    app.post(
      '/channels/:id/templates/sync',
      {
        config: { allow: 'templates:write' },
        schema: {
          tags,
          summary: 'Read all templates of the account from the platform now',
          params: ById,
          response: {
            200: z.object({ found: z.number(), gone: z.number().describe('No longer there.'), at: z.iso.datetime() }),
          },
        },
      },
      async (request) => {
        const { ref, channel, platform } = templatesOf(directory, businessOf(request).id, request.params.id);
        const result = await syncTemplates(ctx, ref, platform);
        if (result.outcome !== 'synced') throw problemOf(channel, result);
        await directory.refresh();
        return { found: result.found, gone: result.gone, at: result.at.toISOString() };
      },
    );
  };

function viewOf(directory: OpenDirectory, row: TemplateRow): z.infer<typeof TemplateView> {
  const { id, channelId, providerTemplateId, name, language, category, nextCategory, status, quality, reason } = row;
  const slots = directory.channel(channelId)?.channel.templates?.slotsOf(row) ?? [];
  const { parameterFormat, components, syncedAt } = row;
  const about = { id, channelId, providerTemplateId, name, language, category, nextCategory, status, quality, reason };
  return { ...about, parameterFormat, components: [...components], slots, syncedAt: syncedAt.toISOString() };
}

/** @throws template-not-found, also for one of another business */
async function requireTemplate(ctx: Ctx, businessId: string, id: string): Promise<TemplateRow> {
  const template = await findTemplate(ctx.db, businessId, id);
  if (!template) throw templateNotFound();
  return template;
}
