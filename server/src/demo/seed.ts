import { sql } from 'drizzle-orm';
import { faqs } from '../bot/schema.ts';
import { products, stockMoves, variants } from '../commerce/schema.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { newId } from '../platform/id.ts';
import type { Repeated } from '../platform/jobs.ts';
import { businesses } from '../platform/schema.ts';
import { type DemoBusiness, demoFactory, demoShop } from './businesses.ts';
import type { CategoryNames, DemoProduct } from './goods.ts';
import { categoryNames, goodsNames, NAMED_IN } from './names.ts';
import type { Asked, DemoQuestion } from './questions.ts';
import { openLines, topUpSchedule } from './schedule.ts';

/**
 * Opens the demo shop and the demo factory where they do not exist, and plans the factory's next two weeks. What is
 * there already stays as somebody left it, so this may run at every start, on several nodes at once.
 */
export async function seedDemo(ctx: Ctx): Promise<void> {
  await alone(ctx, async (tx) => {
    await openBusiness(ctx, tx, demoShop);
    const factoryId = await openBusiness(ctx, tx, demoFactory);
    if (factoryId) await openLines(tx, factoryId, ctx.now());
    await topUpSchedule(ctx, tx);
  });
}

/** Lets the factory produce while the demo runs: every hour makes something, every day plans one more. */
export const keepDemoGoing: Repeated = {
  name: 'demo.schedule',
  cron: '7 * * * *',
  run: (ctx) => alone(ctx, (tx) => topUpSchedule(ctx, tx)),
};

/** One node at a time. */
function alone(ctx: Ctx, work: (tx: Tx) => Promise<void>): Promise<void> {
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('seed the demo', 0))`);
    await work(tx);
  });
}

/** @returns the id of the business, or null when it was there before. */
async function openBusiness(ctx: Ctx, tx: Tx, demo: DemoBusiness): Promise<string | null> {
  const now = ctx.now();
  const [opened] = await tx
    .insert(businesses)
    .values({ ...demo.business, createdAt: now })
    .onConflictDoNothing({ target: businesses.slug })
    .returning({ id: businesses.id });
  if (!opened) return null;
  await stockUp(tx, opened.id, demo, now);
  const translated = (topic: string) => demo.questionsTranslated[topic] ?? {};
  await tx
    .insert(faqs)
    .values(demo.questions.flatMap((one, position) => faqRows(opened.id, one, translated(one.topic), position)));
  return opened.id;
}

async function stockUp(
  tx: Tx,
  businessId: string,
  { goods, categories, business }: DemoBusiness,
  at: Date,
): Promise<void> {
  const rows = goods.map((product, position) => productRow(businessId, product, position, categories, at));
  await tx.insert(products).values(rows);

  const sold = goods.flatMap((product, n) => variantRows(businessId, rows[n]!.id, product, business.currency, at));
  await tx.insert(variants).values(sold);
  const stocked = sold.filter(({ onHand }) => onHand > 0);
  await tx
    .insert(stockMoves)
    .values(
      stocked.map(({ id, onHand }) => ({ businessId, variantId: id, quantity: onHand, reason: 'seed' as const, at })),
    );
}

function productRow(businessId: string, product: DemoProduct, position: number, categories: CategoryNames, at: Date) {
  const { handle, name, description, category, options = {}, es } = product;
  const { translations, aliases } = namesOf(product);
  translations.es = { ...es, category: categories[category] };
  const times = { createdAt: at, updatedAt: at };
  return {
    businessId,
    id: newId(),
    handle,
    name,
    description,
    category,
    translations,
    aliases,
    options,
    position,
    ...times,
  };
}

/** What customers who speak something else than English and Spanish call it. */
function namesOf({ handle, category, aliases }: DemoProduct) {
  const translations: (typeof products.$inferInsert)['translations'] & object = {};
  const called: Record<string, string[]> = { ...aliases };
  for (const language of NAMED_IN) {
    const [name, ...others] = goodsNames[handle]?.[language] ?? [];
    const filedUnder = categoryNames[category]?.[language];
    translations[language] = { ...(name && { name }), ...(filedUnder && { category: filedUnder }) };
    called[language] = others;
  }
  return { translations, aliases: called };
}

function variantRows(businessId: string, productId: string, product: DemoProduct, currency: string, at: Date) {
  const { sku, amount, options = {}, soldOut = [] } = product;
  return combinations(options).map((chosen, n) => {
    const isSoldOut = soldOut.some((gone) => Object.entries(gone).every(([option, value]) => chosen[option] === value));
    const onHand = isSoldOut ? 0 : stockOf(n);
    return {
      businessId,
      id: newId(),
      productId,
      sku: skuOf(sku, chosen),
      options: chosen,
      amount,
      currency,
      onHand,
      updatedAt: at,
    };
  });
}

/** Every way to choose one value of each option; one empty choice for a product without options. */
function combinations(options: Record<string, string[]>): Record<string, string>[] {
  return Object.entries(options).reduce<Record<string, string>[]>(
    (chosen, [option, values]) => chosen.flatMap((choice) => values.map((value) => ({ ...choice, [option]: value }))),
    [{}],
  );
}

/** Some shelves are fuller than others, and the demo lasts a while. */
const stockOf = (n: number): number => 12 + ((n * 7) % 19);

const skuOf = (sku: string, chosen: Record<string, string>): string =>
  [sku, ...Object.values(chosen)].join('-').replaceAll(' ', '').toUpperCase();

function faqRows(
  businessId: string,
  { topic, en, es }: DemoQuestion,
  others: Readonly<Record<string, Asked>>,
  position: number,
) {
  const inLanguages: Record<string, Asked> = { en, es, ...others };
  return Object.entries(inLanguages).map(([language, asked]) => ({ businessId, topic, language, ...asked, position }));
}
