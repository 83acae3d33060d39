import { and, eq, sql } from 'drizzle-orm';
import type { Ctx } from '../platform/context.ts';
import type { Channel, ChannelTemplates, TemplateDraft } from './channel.ts';
import type { OpenDirectory } from './directory.ts';
import type { FileStore } from './files.ts';
import { problemOf } from './not-done.ts';
import { channelHasNoTemplates, channelNotFound, templateDraftWrong, templateNotEditable } from './problems.ts';
import { type TemplateRow, templates } from './schema.ts';
import { withSamples } from './template-samples.ts';
import { GONE, languagesOf } from './templates.ts';

/** What the business submits; the components may name files of ours as samples. */
export type Draft = Omit<TemplateDraft, 'components'> & { components: Record<string, unknown>[] };
export type Change = { category?: string | undefined; components: Record<string, unknown>[] };

type Parts = { directory: OpenDirectory; files: FileStore };

type Platform = {
  ref: { businessId: string; channelId: string };
  channel: Channel;
  platform: ChannelTemplates;
};

/** @throws channel-not-found, channel-has-no-templates */
export function templatesOf(directory: OpenDirectory, businessId: string, channelId?: string): Platform {
  const open = channelId ? directory.channel(channelId) : directory.channelOf(businessId);
  if (open?.row.businessId !== businessId) throw channelNotFound();
  if (!open.channel.templates || open.row.accountId === null) throw channelHasNoTemplates();
  return { ref: { businessId, channelId: open.row.id }, channel: open.channel, platform: open.channel.templates };
}

/**
 * Submits a template for review.
 *
 * @throws template-draft-wrong; refused-by-whatsapp, channel-held, whatsapp-away
 */
export async function createTemplate(
  ctx: Ctx,
  { directory, files }: Parts,
  { businessId, channelId }: { businessId: string; channelId: string | undefined },
  draft: Draft,
): Promise<TemplateRow> {
  const { ref, channel, platform } = templatesOf(directory, businessId, channelId);
  const violations = platform.checkDraft(draft);
  if (violations.length > 0) throw templateDraftWrong(violations);
  const components = await withSamples(ctx, files, businessId, { channel, platform }, draft.components);
  const began = ctx.now();
  const made = await platform.createTemplate({ ...draft, components });
  if (made.outcome !== 'created') throw problemOf(channel, made);
  const { parameterFormat, name, language } = draft;
  const { providerTemplateId } = made;
  const content = { providerTemplateId, parameterFormat, components };
  const verdict = { category: made.category, status: made.status, quality: null, reason: null, syncedAt: ctx.now() };
  const [row] = await ctx.db
    .insert(templates)
    .values({ ...ref, name, language, ...content, ...verdict })
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

/** Replaces the components of a template, which is reviewed again. @throws template-not-editable, and as above */
export async function editTemplate(
  ctx: Ctx,
  { directory, files }: Parts,
  template: TemplateRow,
  change: Change,
): Promise<TemplateRow> {
  const { channel, platform } = templatesOf(directory, template.businessId, template.channelId);
  const { name, language, parameterFormat, providerTemplateId, status } = template;
  const { category } = change;
  const newCategory = category && category !== template.category ? category : undefined;
  if (!EDITABLE.has(status) || !providerTemplateId) throw templateNotEditable(EDIT_LATER);
  if (newCategory && status === 'APPROVED') throw templateNotEditable(CATEGORY_STAYS);
  const violations = platform.checkDraft({
    name,
    language,
    parameterFormat,
    category: category ?? template.category,
    components: change.components,
  });
  if (violations.length > 0) throw templateDraftWrong(violations);
  const components = await withSamples(ctx, files, template.businessId, { channel, platform }, change.components);
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
export async function deleteTemplate(
  ctx: Ctx,
  { directory }: Parts,
  template: TemplateRow,
  all: boolean,
): Promise<string[]> {
  const { ref, channel, platform } = templatesOf(directory, template.businessId, template.channelId);
  const present = await languagesOf(ctx.db, ref, template.name);
  const meant = present.filter(({ id }) => all || id === template.id);
  if (meant.length === 0) return [];
  // Without an id the platform would take all languages.
  if (!all && template.providerTemplateId === null && present.length > 1) throw templateNotEditable(READ_FIRST);
  const gone = await platform.deleteTemplate(template.name, all ? null : template.providerTemplateId);
  if (gone.outcome !== 'deleted') throw problemOf(channel, gone);
  for (const one of meant) {
    await ctx.db.update(templates).set({ status: GONE, syncedAt: ctx.now() }).where(isTemplate(one));
  }
  return meant.map(({ language }) => language);
}

const READ_FIRST = 'The id of this template at WhatsApp is not known. Read the templates from WhatsApp first.';

const isTemplate = ({ businessId, id }: TemplateRow) => and(eq(templates.businessId, businessId), eq(templates.id, id));
