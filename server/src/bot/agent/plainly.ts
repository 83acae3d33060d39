import { z } from 'zod';
import { sayIn } from './texts.ts';
import type { Finding } from './truth/evidence.ts';
import { foreignContacts } from './truth/links.ts';

const Products = z.object({
  products: z.array(
    z.object({ name: z.string(), stock: z.number(), variants: z.array(z.object({ price: z.string() })) }),
  ),
});
const Order = z.object({
  number: z.number(),
  state: z.string(),
  summary: z.string(),
  total: z.string(),
  expected: z.string(),
});
const Answers = z.object({ answers: z.array(z.object({ answer: z.string() })).min(1) });
const Ways = z.object({ ways: z.array(z.object({ value: z.string() })).min(1) });

const MOST_LINES = 8;

/**
 * What tools found, in our own words: said when a model had the facts and could not tell them straight.
 *
 * @param options `stateIn`: the words for the state of an order. `own`: addresses of the business; a line with another
 *                one is left out, whatever product or order it stands in.
 * @returns null when nothing that a customer could use was found.
 */
export function tellPlainly(
  findings: readonly Finding[],
  language: string,
  { stateIn, own }: { stateIn: (state: string) => string; own: string },
): string | null {
  const lines = findings.flatMap(({ result, isOwnWords }) =>
    linesOf(result, language, stateIn).filter((line) => isOwnWords || foreignContacts(line, own).length === 0),
  );
  const distinct = lines.filter((line, at) => lines.indexOf(line) === at).slice(0, MOST_LINES);
  return distinct.length === 0 ? null : [sayIn(language, 'found'), ...distinct].join('\n');
}

function linesOf(result: unknown, language: string, stateIn: (state: string) => string): string[] {
  const products = Products.safeParse(result);
  if (products.success) {
    return products.data.products.map(({ name, stock, variants }) => {
      const prices = [...new Set(variants.map(({ price }) => price))];
      return `• ${name} – ${prices.slice(0, 4).join(', ')} (${sayIn(language, 'in_stock', { stock })})`;
    });
  }
  const answers = Answers.safeParse(result);
  if (answers.success) return answers.data.answers.slice(0, 1).map(({ answer }) => answer);
  const ways = Ways.safeParse(result);
  if (ways.success) return ways.data.ways.map(({ value }) => `• ${value}`);
  const { success, data } = z
    .union([z.object({ order: Order }), z.object({ orders: z.array(Order) })])
    .safeParse(result);
  if (!success) return [];
  const orders = 'order' in data ? [data.order] : data.orders;
  return orders.map(({ number, state, summary, total, expected }) =>
    [`• ${number}: ${summary}`, total, stateIn(state), expected].filter(Boolean).join(' – '),
  );
}
