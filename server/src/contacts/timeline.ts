import { and, desc, eq, isNull, lte } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '../platform/context.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import type { TimelineEntry } from './api.ts';
import type { PersonRecords, Whose } from './records.ts';
import { consents, contactMerges, contacts } from './schema.ts';
import { requireContact } from './store.ts';

const EntryKey = z.tuple([z.iso.datetime(), z.string()]);
/** Things of one moment (an order and its ticket) may stand on both sides of a page's border. */
const OF_ONE_MOMENT = 20;

/**
 * What happened with one person, newest first: what each module remembers of them, in one line of time.
 *
 * @throws contact-not-found, invalid-cursor
 */
export async function timelineOf(
  db: Db,
  records: readonly PersonRecords[],
  whose: Whose & { timeZone: string },
  { cursor, limit, now }: { cursor?: string | undefined; limit: number; now: Date },
): Promise<Page<TimelineEntry>> {
  const contact = await requireContact(db, whose.businessId, whose.contactId);
  const [at, key] = cursor ? decodeCursor(cursor, EntryKey) : [now.toISOString(), null];
  const until = new Date(at);
  const most = limit + OF_ONE_MOMENT;
  const told = await Promise.all(records.map((one) => one.timeline?.(db, whose, until, most) ?? []));
  const own = [...(await saidOf(db, whose, until, most)), ...(await mergesOf(db, whose, until))];
  const created = {
    kind: 'contact' as const,
    what: 'created' as const,
    key: 'created',
    at: contact.createdAt.toISOString(),
    name: '',
  };
  const entries = [...told.flat(), ...own, created]
    .filter((entry) => entry.at < at || (entry.at === at && (key === null || entry.key < key)))
    .sort((a, b) => (a.at === b.at ? compare(b.key, a.key) : compare(b.at, a.at)));
  return pageOf(entries.slice(0, limit + 1), limit, (entry) => [entry.at, entry.key]);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function saidOf(db: Db, { businessId, contactId }: Whose, until: Date, limit: number): Promise<TimelineEntry[]> {
  const rows = await db
    .select()
    .from(consents)
    .where(and(eq(consents.businessId, businessId), eq(consents.contactId, contactId), lte(consents.at, until)))
    .orderBy(desc(consents.at))
    .limit(limit);
  return rows.map(({ id, at, granted, source }) => ({
    kind: 'consent',
    key: `consent ${id}`,
    at: at.toISOString(),
    granted,
    source,
  }));
}

async function mergesOf(db: Db, { businessId, contactId }: Whose, until: Date): Promise<TimelineEntry[]> {
  const rows = await db
    .select({ id: contactMerges.id, at: contactMerges.mergedAt, name: contacts.name })
    .from(contactMerges)
    .innerJoin(
      contacts,
      and(eq(contacts.businessId, contactMerges.businessId), eq(contacts.id, contactMerges.mergedId)),
    )
    .where(
      and(
        eq(contactMerges.businessId, businessId),
        eq(contactMerges.keptId, contactId),
        isNull(contactMerges.undoneAt),
        lte(contactMerges.mergedAt, until),
      ),
    );
  return rows.map(({ id, at, name }) => ({
    kind: 'contact',
    what: 'merged',
    key: `merge ${id}`,
    at: at.toISOString(),
    name,
  }));
}
