import { z } from 'zod';
import { ORDER_STATES, type OrderView } from '../../commerce/index.ts';
import { dayAt, formatDay } from '../../platform/local-time.ts';
import { formatMoney } from '../../platform/money.ts';
import type { ActionTurn } from './action.ts';

/** An order in words that a message can show. */
export const OrderCard = z.object({
  number: z.number(),
  state: z.enum(ORDER_STATES),
  summary: z.string(), // "2 × Cotton Tee (M, white), 1 × Cap"
  total: z.string(), // "$45.00"
  expected: z.string(), // day; '' when none is promised
  placed: z.string(),
});
export type OrderCard = z.infer<typeof OrderCard>;

/** Orders as cards, in the customer's language. */
export async function orderCards(orders: OrderView[], turn: ActionTurn): Promise<OrderCard[]> {
  const names = await namesOf(orders, turn);
  return orders.map(({ number, state, amount, currency, expectedOn, createdAt, lines }) => ({
    number,
    state,
    summary: lines.map(({ variantId, name, quantity }) => `${quantity} × ${names.get(variantId) ?? name}`).join(', '),
    total: formatMoney(amount, currency, turn.locale),
    expected: expectedOn ? formatDay(expectedOn, turn.locale) : '',
    placed: formatDay(dayAt(createdAt, turn.business.timeZone), turn.locale),
  }));
}

/** "Sudadera (L, negro)": product and options in the customer's language, as labels.option_values says them. */
export function variantTitle(
  productName: string,
  options: Record<string, string>,
  { label }: Pick<ActionTurn, 'label'>,
): string {
  const values = Object.values(options).map((value) => label('option_values', value));
  return values.length > 0 ? `${productName} (${values.join(', ')})` : productName;
}

/** Lines carry the name they were sold under, in the shop's language; other customers read today's translation. */
async function namesOf(orders: OrderView[], turn: ActionTurn): Promise<Map<string, string>> {
  if (turn.language === turn.business.languages[0]) return new Map();
  const ids = [...new Set(orders.flatMap(({ lines }) => lines.map(({ variantId }) => variantId)))];
  const sold = await turn.variants(ids);
  return new Map(sold.map(({ id, productName, options }) => [id, variantTitle(productName, options, turn)]));
}
