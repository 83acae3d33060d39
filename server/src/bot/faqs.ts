import { and, asc, eq } from 'drizzle-orm';
import type { Faq as Entry } from '../language/index.ts';
import type { Db, Tx } from '../platform/context.ts';
import type { Changes } from '../platform/counters.ts';
import { type Business, businesses } from '../platform/schema.ts';
import type { Flow } from './flows/flow.ts';
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

/** What a message can be compared with: common questions, and the examples of a flow's triggers. */
export type Bank = readonly Entry[];
export type BankShelf = { of(db: Db | Tx, business: Business, flow: Flow, language: string): Promise<Bank> };

const MOST_BANKS = 500;

/** Keeps banks while nothing in them changed, since each is indexed when it is first searched. */
export function bankShelf(changes: Changes): BankShelf {
  const shelf = new Map<string, { madeOf: string; bank: Bank }>();
  return {
    async of(db, business, flow, language) {
      const asksFaqs = flow.intents.has('faq');
      const version = asksFaqs ? await changes(db, business.id, 'faqs') : 0;
      const key = `${business.id} ${flow.name} ${language}`;
      const madeOf = `${flow.version} ${version} ${business.languages[0]}`;
      const known = shelf.get(key);
      if (known?.madeOf === madeOf) return known.bank;
      const bank = [...(asksFaqs ? await questionsOf(db, business.id, language) : []), ...examplesOf(flow, language)];
      if (shelf.size >= MOST_BANKS) shelf.clear();
      shelf.set(key, { madeOf, bank });
      return bank;
    },
  };
}

/** An entry's id says what it is: `faq:returns`, `trigger:3`. */
async function questionsOf(db: Db | Tx, businessId: string, language: string): Promise<Entry[]> {
  const asked = await faqsOf(db, businessId, language);
  return asked.map(({ topic, question, variants, answer }) => ({
    id: `faq:${topic}`,
    question,
    variants,
    answer,
    language,
  }));
}

function examplesOf({ triggers }: Flow, language: string): Entry[] {
  return triggers.flatMap(({ examples }, at) => {
    const [question, ...variants] = examples[language] ?? [];
    return question === undefined ? [] : [{ id: `trigger:${at}`, question, variants, answer: '', language }];
  });
}
