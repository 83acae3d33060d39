import { and, asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '../platform/context.ts';
import { businesses } from '../platform/schema.ts';
import { type Faq, faqs } from './schema.ts';

/** What customers ask often, one entry a topic: in `language`, else in the business's own. In the business's order. */
export async function faqsOf(db: Db | Tx, businessId: string, language: string): Promise<Faq[]> {
  const rows = await db
    .select({ faq: faqs, own: businesses.languages })
    .from(faqs)
    .innerJoin(businesses, eq(businesses.id, faqs.businessId))
    .where(and(eq(faqs.businessId, businessId), eq(faqs.enabled, true)))
    .orderBy(asc(faqs.position), asc(faqs.topic), asc(faqs.language));
  const topics = Map.groupBy(rows, ({ faq }) => faq.topic);
  return Array.from(topics.values(), (translations) => {
    const inLanguage = (wanted: string | undefined) => translations.find(({ faq }) => faq.language === wanted)?.faq;
    return inLanguage(language) ?? inLanguage(translations[0]!.own[0]) ?? translations[0]!.faq;
  });
}
