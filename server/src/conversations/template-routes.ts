import { and, eq, sql } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import type { Channel, ChannelTemplates } from './channel.ts';
import type { OpenDirectory } from './directory.ts';
import { problemOf } from './not-done.ts';
import {
  channelHasNoTemplates,
  channelNotFound,
  templateDraftWrong,
  templateNotEditable,
  templateNotFound,
} from './problems.ts';
import { type TemplateRow, templates } from './schema.ts';
import { findTemplate, GONE, languagesOf, listTemplates, syncTemplates } from './templates.ts';

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
  (ctx: Ctx, directory: OpenDirectory): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['templates'];

    app.get(
      '/templates',
      {
        schema: {
          tags,
          summary: 'Message templates by name',
          querystring: PageQuery.extend({
            channelId: z.uuid().optional(),
            name: z.string().max(512).optional(),
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
      { schema: { tags, summary: 'One template', params: ById, response: { 200: TemplateView } } },
      async (request) => viewOf(directory, await requireTemplate(ctx, businessOf(request).id, request.params.id)),
    );

    app.post(
      '/templates',
      {
        schema: {
          tags,
          summary: 'Make a template; the platform reviews it, mostly within minutes',
          body: Draft,
          response: { 201: TemplateView },
        },
      },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        const answer = await answerOnce(ctx, businessId, request, async () => ({
          status: 201,
          body: viewOf(directory, await createTemplate(ctx, directory, businessId, request.body)),
        }));
        return reply.code(201).send(TemplateView.parse(answer.body));
      },
    );

    app.put(
      '/templates/:id',
      {
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
          return { status: 200, body: viewOf(directory, await editTemplate(ctx, directory, template, request.body)) };
        });
        return TemplateView.parse(answer.body);
      },
    );

    app.delete(
      '/templates/:id',
      {
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
        return { deleted: await deleteTemplate(ctx, directory, template, request.query.languages === 'all') };
      },
    );

    app.post(
      '/channels/:id/templates/sync',
      {
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

type Platform = {
  ref: { businessId: string; channelId: string };
  channel: Channel;
  platform: ChannelTemplates;
};

/** @throws channel-not-found, channel-has-no-templates */
function templatesOf(directory: OpenDirectory, businessId: string, channelId?: string): Platform {
  const open = channelId ? directory.channel(channelId) : directory.channelOf(businessId);
  if (open?.row.businessId !== businessId) throw channelNotFound();
  if (!open.channel.templates || open.row.accountId === null) throw channelHasNoTemplates();
  return { ref: { businessId, channelId: open.row.id }, channel: open.channel, platform: open.channel.templates };
}

async function createTemplate(
  ctx: Ctx,
  directory: OpenDirectory,
  businessId: string,
  { channelId, allowCategoryChange, ...draft }: z.infer<typeof Draft>,
): Promise<TemplateRow> {
  const { ref, channel, platform } = templatesOf(directory, businessId, channelId);
  const wanted = { ...draft, ...(allowCategoryChange === undefined ? {} : { allowCategoryChange }) };
  const violations = platform.checkDraft(wanted);
  if (violations.length > 0) throw templateDraftWrong(violations);
  const began = ctx.now();
  const made = await platform.createTemplate(wanted);
  if (made.outcome !== 'created') throw problemOf(channel, made);
  const { parameterFormat, components, ...key } = draft;
  const { providerTemplateId } = made;
  const content = { providerTemplateId, parameterFormat, components };
  const verdict = { category: made.category, status: made.status, quality: null, reason: null, syncedAt: ctx.now() };
  const [row] = await ctx.db
    .insert(templates)
    .values({ ...ref, ...key, ...content, ...verdict })
    .onConflictDoUpdate({
      target: [templates.businessId, templates.channelId, templates.name, templates.language],
      set: { ...content, ...unlessTold(began, verdict) },
    })
    .returning();
  return row!;
}

/** The verdict of the review may come by webhook before the answer that the template is being reviewed. */
function unlessTold(began: Date, { category, status }: { category?: string; status: string }) {
  const untold = sql`${templates.syncedAt} <= ${began.toISOString()}::timestamptz`;
  return {
    ...(category ? { category: sql`case when ${untold} then ${category} else ${templates.category} end` } : {}),
    status: sql`case when ${untold} then ${status} else ${templates.status} end`,
    reason: sql`case when ${untold} then null else ${templates.reason} end`,
    syncedAt: sql`greatest(${templates.syncedAt}, ${began.toISOString()}::timestamptz)`,
  };
}

async function editTemplate(
  ctx: Ctx,
  directory: OpenDirectory,
  template: TemplateRow,
  {
    category,
    components,
  }: { category?: z.infer<typeof Categories> | undefined; components: z.infer<typeof Components> },
): Promise<TemplateRow> {
  const { channel, platform } = templatesOf(directory, template.businessId, template.channelId);
  const { name, language, parameterFormat, providerTemplateId, status } = template;
  const newCategory = category && category !== template.category ? category : undefined;
  if (!EDITABLE.has(status) || !providerTemplateId) throw templateNotEditable(EDIT_LATER);
  if (newCategory && status === 'APPROVED') throw templateNotEditable(CATEGORY_STAYS);
  const violations = platform.checkDraft({
    name,
    language,
    parameterFormat,
    category: category ?? template.category,
    components,
  });
  if (violations.length > 0) throw templateDraftWrong(violations);
  const began = ctx.now();
  const edited = await platform.editTemplate(providerTemplateId, {
    components,
    ...(newCategory ? { category: newCategory } : {}),
  });
  if (edited.outcome !== 'edited') throw problemOf(channel, edited);
  const verdict = { status: 'PENDING', ...(newCategory ? { category: newCategory } : {}) };
  const [row] = await ctx.db
    .update(templates)
    .set({ components, ...unlessTold(began, verdict) })
    .where(isTemplate(template))
    .returning();
  return row!;
}

/** @see WhatsApp Business Platform, "Template management", editing */
const EDITABLE = new Set(['APPROVED', 'REJECTED', 'PAUSED']);
const EDIT_LATER = 'WhatsApp lets a template be changed while it is approved, rejected or paused. Wait for its review.';
const CATEGORY_STAYS =
  'The category of an approved template cannot change. Make a new template with the other category.';

/** @returns the languages that went. */
async function deleteTemplate(
  ctx: Ctx,
  directory: OpenDirectory,
  template: TemplateRow,
  all: boolean,
): Promise<string[]> {
  const { ref, channel, platform } = templatesOf(directory, template.businessId, template.channelId);
  const present = await languagesOf(ctx.db, ref, template.name);
  const meant = present.filter(({ id }) => all || id === template.id);
  if (meant.length === 0) return [];
  const gone = await platform.deleteTemplate(template.name, all ? null : template.providerTemplateId);
  if (gone.outcome !== 'deleted') throw problemOf(channel, gone);
  for (const one of meant) {
    await ctx.db.update(templates).set({ status: GONE, syncedAt: ctx.now() }).where(isTemplate(one));
  }
  return meant.map(({ language }) => language);
}

const isTemplate = ({ businessId, id }: TemplateRow) => and(eq(templates.businessId, businessId), eq(templates.id, id));
