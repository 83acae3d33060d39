import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { faqs } from '../server/src/bot/schema.ts';
import type { Db } from '../server/src/platform/context.ts';
import { businesses } from '../server/src/platform/schema.ts';
import { readJsonLines } from './talks.ts';

/**
 * A message the bot did not understand and what a person answered. Whoever reviews it writes the topic of the common
 * question it asks, and leaves `topic` null where there is none.
 */
export const Correction = z.object({
  business: z.string(),
  text: z.string().min(1).max(1_000),
  person: z.string(),
  topic: z.string().nullable(),
  language: z.string(),
});
export type Correction = z.infer<typeof Correction>;

const MOST = 1_000;

/** Messages that ended with the honest fallback or a hand-off, each with the first thing a person said after it. */
export async function correctionsOf(db: Db, slug: string): Promise<Correction[]> {
  const { rows } = await db.execute<{ text: string; person: string; language: string }>(sql`
    select q.content ->> 'body' as text, p.content ->> 'body' as person,
      coalesce(k.language, b.languages[1]) as language
    from businesses b
      join messages r on r.business_id = b.id and r.direction = 'outbound'
        and (r.trace -> 'owners' ? 'fallback' or r.trace -> 'summary' is not null)
      join messages q on q.business_id = b.id and q.id = r.answers and q.content ->> 'type' = 'text'
      join conversations v on v.business_id = b.id and v.id = q.conversation_id
      join contacts k on k.business_id = b.id and k.id = v.contact_id
      join lateral (select content from messages m where m.business_id = b.id and m.conversation_id = q.conversation_id
        and m.author = 'person' and m.seq > q.seq and m.content ->> 'type' = 'text' order by m.seq limit 1) p on true
    where b.slug = ${slug} order by q.seq desc limit ${MOST}`);
  return rows.map((row) => ({ business: slug, topic: null, ...row }));
}

/** The corrections in a file that somebody reviewed. @throws naming the first line that is none. */
export async function readCorrections(path: string): Promise<Correction[]> {
  return (await readJsonLines(path)).map(({ place, value }) => {
    const read = Correction.safeParse(value);
    if (!read.success) throw new Error(`${place} is no correction.`);
    return read.data;
  });
}

/**
 * Makes reviewed corrections examples of their common question; the understanding learns them at its next look.
 *
 * @returns how many were new.
 */
export async function learnCorrections(db: Db, corrections: readonly Correction[]): Promise<number> {
  let learnt = 0;
  for (const { business, text, topic, language } of corrections) {
    if (topic === null) continue;
    const owner = db.select({ id: businesses.id }).from(businesses).where(eq(businesses.slug, business));
    const changed = await db
      .update(faqs)
      .set({ variants: sql`array_append(${faqs.variants}, ${text})` })
      .where(
        and(
          sql`${faqs.businessId} = (${owner})`,
          eq(faqs.topic, topic),
          eq(faqs.language, language),
          sql`not ${text} = any(${faqs.variants})`,
        ),
      )
      .returning({ id: faqs.id });
    learnt += changed.length;
  }
  return learnt;
}
