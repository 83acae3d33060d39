import { and, asc, eq, gt, ilike, inArray, lt, lte, ne, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import { later, MINUTE } from '../platform/time.ts';
import type { ChannelRef, ChannelTemplates, NotDone, PlatformTemplate } from './channel.ts';
import { channels, type TemplateRow, templates } from './schema.ts';

/** A template that the platform does not list any more. */
export const GONE = 'DELETED';

export type Synced = { outcome: 'synced'; found: number; gone: number; at: Date };

/**
 * Reads every template of a channel's account and makes the mirror equal to it; what the platform no longer lists is
 * marked as deleted. Webhooks keep the mirror up to date in between.
 *
 * @returns why it could not be read, otherwise.
 */
export async function syncTemplates(
  ctx: Ctx,
  ref: ChannelRef,
  platform: Pick<ChannelTemplates, 'listTemplates'>,
): Promise<Synced | NotDone> {
  const began = ctx.now();
  const read = await platform.listTemplates();
  if (read.outcome !== 'read') return read;
  const at = ctx.now();
  const gone = await ctx.db.transaction(async (tx) => {
    const ids = await mirror(tx, ref, read.templates, { began, at });
    const vanished = await markGone(tx, ref, ids, began);
    await tx
      .update(channels)
      .set({ templatesSyncedAt: at })
      .where(and(eq(channels.businessId, ref.businessId), eq(channels.id, ref.channelId)));
    return vanished;
  });
  return { outcome: 'synced', found: read.templates.length, gone, at };
}

/** Reads all languages of one name. @returns false when the platform could not be asked. */
export async function refreshTemplate(
  ctx: Ctx,
  ref: ChannelRef,
  platform: Pick<ChannelTemplates, 'listTemplates'>,
  name: string,
): Promise<boolean> {
  const began = ctx.now();
  const read = await platform.listTemplates({ name });
  if (read.outcome !== 'read') return false;
  await ctx.db.transaction(async (tx) => {
    const ids = await mirror(tx, ref, read.templates, { began, at: ctx.now() });
    await markGone(tx, ref, ids, began, name);
  });
  return true;
}

const MIRRORED_AT_ONCE = 500;

/** Times of news are whole seconds of another clock: what happened shortly before we asked may be told after. */
const NEWS_TOLERANCE_MS = MINUTE;

/** A list may still hold what was deleted a moment ago. */
const STILL_LISTED_MS = MINUTE;

/**
 * Writes down what a list says, except of templates that were told of since we began to ask.
 *
 * @returns the ids of the rows written.
 */
async function mirror(
  tx: Tx,
  ref: ChannelRef,
  found: PlatformTemplate[],
  { began, at }: { began: Date; at: Date },
): Promise<string[]> {
  const ids: string[] = [];
  for (let first = 0; first < found.length; first += MIRRORED_AT_ONCE) {
    const rows = found.slice(first, first + MIRRORED_AT_ONCE).map((one) => ({
      ...ref,
      ...one,
      syncedAt: at,
      newsAt: later(began, -NEWS_TOLERANCE_MS),
    }));
    const stored = await tx
      .insert(templates)
      .values(rows)
      .onConflictDoUpdate({
        target: [templates.businessId, templates.channelId, templates.name, templates.language],
        set: {
          providerTemplateId: sql`excluded.provider_template_id`,
          category: sql`excluded.category`,
          status: sql`excluded.status`,
          quality: sql`excluded.quality`,
          // The list does not say why a template is paused; the webhook did.
          reason: sql`coalesce(excluded.reason, case when templates.status = excluded.status then templates.reason end)`,
          parameterFormat: sql`excluded.parameter_format`,
          components: sql`excluded.components`,
          syncedAt: at,
          newsAt: sql`greatest(templates.news_at, excluded.news_at)`,
        },
        setWhere: and(
          lte(templates.syncedAt, began),
          or(ne(templates.status, GONE), lte(templates.syncedAt, later(began, -STILL_LISTED_MS))),
        ),
      })
      .returning({ id: templates.id });
    ids.push(...stored.map(({ id }) => id));
  }
  return ids;
}

/** @param name only those of this name; absent: all. */
async function markGone(tx: Tx, ref: ChannelRef, present: string[], began: Date, name?: string): Promise<number> {
  const gone = await tx
    .update(templates)
    .set({ status: GONE })
    .where(
      and(
        ofChannel(ref),
        lt(templates.syncedAt, began),
        name === undefined ? undefined : eq(templates.name, name),
        sql`${templates.status} <> ${GONE}`,
        present.length > 0 ? notInArray(templates.id, present) : undefined,
      ),
    )
    .returning({ id: templates.id });
  return gone.length;
}

const ofChannel = ({ businessId, channelId }: ChannelRef): SQL | undefined =>
  and(eq(templates.businessId, businessId), eq(templates.channelId, channelId));

/** All languages of a name, also those that cannot be sent. */
export async function languagesOf(db: Pick<Tx, 'select'>, ref: ChannelRef, name: string): Promise<TemplateRow[]> {
  return db
    .select()
    .from(templates)
    .where(and(ofChannel(ref), eq(templates.name, name), sql`${templates.status} <> ${GONE}`))
    .orderBy(asc(templates.language));
}

/** Approved templates, those in one of `languages` first (in that order), then by name. */
export async function sendableTemplates(
  db: Pick<Tx, 'select'>,
  ref: ChannelRef,
  { languages, categories, most }: { languages: string[]; categories: string[]; most: number },
): Promise<TemplateRow[]> {
  const rows = await db
    .select()
    .from(templates)
    .where(and(ofChannel(ref), eq(templates.status, 'APPROVED'), inArray(templates.category, categories)))
    .orderBy(asc(templates.name), asc(templates.language))
    .limit(1_000);
  const rankOf = ({ language }: TemplateRow) => {
    const rank = languages.findIndex((wanted) => isSameLanguage(wanted, language));
    return rank === -1 ? languages.length : rank;
  };
  return rows.sort((a, b) => rankOf(a) - rankOf(b)).slice(0, most);
}

/** "en" and "en_US" are one language to a reader, though two templates to the platform. */
export const isSameLanguage = (a: string, b: string): boolean => a.split('_')[0] === b.split('_')[0];

const TemplateKey = z.tuple([z.string(), z.string(), z.uuid()]);

export type TemplateQuery = {
  channelId?: string | undefined;
  name?: string | undefined;
  search?: string | undefined; // a part of the name
  status?: string | undefined;
  category?: string | undefined;
  language?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** Templates of a business by name and language; deleted ones only when asked for by status. */
export async function listTemplates(db: Db, businessId: string, query: TemplateQuery): Promise<Page<TemplateRow>> {
  const { channelId, name, search, status, category, language, cursor, limit } = query;
  const after = cursor ? decodeCursor(cursor, TemplateKey) : null;
  const rows = await db
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.businessId, businessId),
        channelId ? eq(templates.channelId, channelId) : undefined,
        name ? eq(templates.name, name) : undefined,
        search ? ilike(templates.name, `%${search.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
        status ? eq(templates.status, status) : sql`${templates.status} <> ${GONE}`,
        category ? eq(templates.category, category) : undefined,
        language ? eq(templates.language, language) : undefined,
        after ? afterKey(after) : undefined,
      ),
    )
    .orderBy(asc(templates.name), asc(templates.language), asc(templates.id))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) => [row.name, row.language, row.id]);
}

const afterKey = ([name, language, id]: z.infer<typeof TemplateKey>): SQL | undefined =>
  or(
    gt(templates.name, name),
    and(eq(templates.name, name), gt(templates.language, language)),
    and(eq(templates.name, name), eq(templates.language, language), gt(templates.id, id)),
  );

export async function findTemplate(db: Db, businessId: string, id: string): Promise<TemplateRow | undefined> {
  const [row] = await db
    .select()
    .from(templates)
    .where(and(eq(templates.businessId, businessId), eq(templates.id, id)));
  return row;
}
