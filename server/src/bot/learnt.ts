import { and, eq } from 'drizzle-orm';
import { catalogueOf } from '../commerce/index.ts';
import { businessRecipe, type Learnt, modelShelf, readMeaning, supportRecipe } from '../language/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Bank } from './faqs.ts';
import type { Flow } from './flows/flow.ts';
import { faqs } from './schema.ts';

/** What was learnt from the questions, triggers and products of businesses. */
export type LearntShelf = {
  /**
   * What a message leads to by what was learnt: `faq:returns`, `trigger:3`, as in a {@link Bank}, surest first.
   *
   * Never waits. When something of the business changed, a new model is trained beside the program; until it is ready
   * the one before answers, and before the first one nothing does.
   */
  read(bank: Bank, businessId: string, flow: Flow, text: string): Learnt[];
  /** When what was asked for so far is learnt, or has failed. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

const SUPPORT = 'support';

/** @param folder where models lie between two starts; null when nothing is to be learnt, as in most tests. */
export function learntShelf(ctx: Ctx, folder: string | null): LearntShelf {
  if (folder === null) return { read: () => [], settled: async () => {}, close: async () => {} };

  const failed = (model: string, error: unknown) =>
    ctx.log.warn({ err: error, model }, 'a model could not be trained; the one before stays');
  const models = modelShelf({ folder, failed });
  const begun = new WeakSet<Bank>();
  /** Of which version of its flow a model is: triggers are told apart by their place, which an edit may change. */
  const versions = new Map<string, string>();
  let last: Promise<void> = Promise.resolve();
  const learn = async (businessId: string, flow: Flow) => {
    const [own, products] = [await examplesOf(ctx, businessId, flow), await catalogueOf(ctx.db, businessId)];
    await models.prepare(SUPPORT, supportRecipe());
    const support = models.get(SUPPORT);
    const names = products.map(({ name }) => name);
    if (!support) return;
    const name = nameOf(businessId, flow);
    if (await models.prepare(name, businessRecipe(own, names, support))) versions.set(name, flow.version);
  };
  return {
    read(bank, businessId, flow, text) {
      const name = nameOf(businessId, flow);
      const isCurrent = versions.get(name) === flow.version;
      const model = isCurrent ? models.get(name) : null;
      const gaveWay = isCurrent && model === null; // many businesses, and this one was quiet
      if (!begun.has(bank) || gaveWay) {
        begun.add(bank); // a bank that changed is another one
        if (gaveWay) versions.delete(name);
        const before = last;
        last = learn(businessId, flow)
          .catch((error: unknown) => {
            begun.delete(bank);
            ctx.log.warn({ err: error, businessId }, 'what customers mean could not be learnt');
          })
          .then(() => before);
      }
      return model ? readMeaning(model, text) : [];
    },
    settled: () => last,
    close: () => models.close(),
  };
}

const nameOf = (businessId: string, { name }: Flow): string => `business-${businessId}-${name.replace(/[^\w-]/g, '_')}`;

/** Questions and triggers in every language: whoever switches between languages is understood too. */
async function examplesOf(ctx: Ctx, businessId: string, flow: Flow): Promise<{ label: string; texts: string[] }[]> {
  const asked = await ctx.db
    .select()
    .from(faqs)
    .where(and(eq(faqs.businessId, businessId), eq(faqs.enabled, true)));
  const questions = Map.groupBy(flow.intents.has('faq') ? asked : [], ({ topic }) => topic);
  return [
    ...flow.triggers.map(({ examples }, at) => ({ label: `trigger:${at}`, texts: Object.values(examples).flat() })),
    ...Array.from(questions, ([topic, translations]) => ({
      label: `faq:${topic}`,
      texts: translations.flatMap(({ question, variants }) => [question, ...variants]),
    })),
  ].filter(({ texts }) => texts.length > 0);
}
