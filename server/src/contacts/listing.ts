import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '../platform/context.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import type { ContactFilter, ContactView, Marketing } from './api.ts';
import type { PersonRecords } from './records.ts';

export type ContactQuery = ContactFilter & { cursor?: string | undefined; limit: number };

const ContactKey = z.tuple([z.uuid()]);
const MOST_WORDS = 6;

/**
 * People of a business, newest acquaintance first: ids are made in the order of time. Who was merged into somebody
 * else or erased is not among them.
 *
 * @throws invalid-cursor
 */
export async function listContacts(
  db: Db,
  records: readonly PersonRecords[],
  businessId: string,
  query: ContactQuery,
): Promise<Page<ContactView>> {
  const before = query.cursor ? decodeCursor(query.cursor, ContactKey)[0] : null;
  const fitting = sql`k.business_id = ${businessId} and k.merged_into is null and k.erased_at is null
    ${query.language ? sql`and k.language = ${query.language}` : sql``}
    ${query.tag ? sql`and ${query.tag} = any (k.tags)` : sql``}
    ${query.marketing ? SAID[query.marketing] : sql``}
    ${before ? sql`and k.id < ${before}` : sql``}`;
  const limit = query.limit + 1;
  const ids = query.search?.trim()
    ? found(businessId, query, before, limit)
    : sql`select k.id from contacts k where ${fitting} order by k.id desc limit ${limit}`;
  const page = pageOf(await readContacts(db, businessId, ids), query.limit, ({ id }) => [id]);
  return { ...page, items: await withLastMessages(db, records, businessId, page.items) };
}

const SAID: Record<Marketing, SQL> = {
  granted: sql`and k.marketing`,
  refused: sql`and not k.marketing`,
  unknown: sql`and k.marketing is null`,
};

/** Row security would keep the indexes of parts of words from being used; the function keeps the wall itself. */
function found(businessId: string, query: ContactQuery, before: string | null, limit: number): SQL {
  const { search = '', language = null, tag = null, marketing = null } = query;
  const words = search.trim().split(/\s+/).slice(0, MOST_WORDS).map(escaped);
  const phone = isNumber(search) ? digitsOf(search) : null;
  const username = escaped(search.trim().replace(/^@/, ''));
  return sql`select contact_id from find_contacts(${businessId}::uuid, ${sql.param(words)}::text[], ${phone}::text,
    ${username}::text, ${language}::text, ${tag}::text, ${marketing}::text, ${before}::uuid, ${limit}::int)`;
}

const isNumber = (search: string): boolean => /^[+\p{Nd}\s().-]+$/u.test(search) && digitsOf(search).length > 2;

/** As they stand in a number; people dial a zero first where the country code is left out. */
const digitsOf = (search: string): string => search.normalize('NFKC').replace(/\D/g, '').replace(/^0+/, '');
const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const ContactRow = z.object({
  id: z.uuid(),
  name: z.string(),
  phone: z.string().nullable(),
  username: z.string().nullable(),
  email: z.string().nullable(),
  language: z.string().nullable(),
  tags: z.array(z.string()),
  marketing: z.boolean().nullable(),
  created_at: z.coerce.date(),
});

/** @param ids a query of contact ids; the newest come first. */
export async function readContacts(db: Pick<Db, 'execute'>, businessId: string, ids: SQL): Promise<ContactView[]> {
  const { rows } = await db.execute(sql`
    select k.id, k.name, ${identity('phone')} phone, ${identity('username')} username, k.facts ->> 'email' email,
      k.language, k.tags, k.marketing, k.created_at
    from contacts k where k.business_id = ${businessId} and k.id in (${ids}) order by k.id desc`);
  return ContactRow.array()
    .parse(rows)
    .map(({ created_at, marketing, ...row }) => ({
      ...row,
      marketing: marketing === null ? 'unknown' : marketing ? 'granted' : 'refused',
      lastMessageAt: null,
      createdAt: created_at.toISOString(),
    }));
}

/** The newest of its kind. */
const identity = (kind: 'phone' | 'username'): SQL => sql`(select i.value from contact_identities i
  where i.business_id = k.business_id and i.contact_id = k.id and i.kind = ${kind} order by i.created_at desc limit 1)`;

export async function withLastMessages(
  db: Db,
  records: readonly PersonRecords[],
  businessId: string,
  contacts: ContactView[],
): Promise<ContactView[]> {
  const ids = contacts.map(({ id }) => id);
  const told = await Promise.all(records.map((one) => one.lastMessages?.(db, businessId, ids) ?? new Map()));
  return contacts.map((contact) => {
    const dates = told.flatMap((last) => last.get(contact.id) ?? []);
    const newest = dates.toSorted((a, b) => b.getTime() - a.getTime())[0];
    return { ...contact, lastMessageAt: newest?.toISOString() ?? null };
  });
}

/** The tags of a business and how many people have each, the most used first. */
export async function listTags(db: Db, businessId: string): Promise<{ tag: string; contacts: number }[]> {
  const { rows } = await db.execute<{ tag: string; contacts: number }>(sql`
    select tag, count(*)::int contacts from contacts k, unnest(k.tags) tag
    where k.business_id = ${businessId} and k.merged_into is null and k.erased_at is null
    group by tag order by count(*) desc, tag limit 200`);
  return rows;
}
