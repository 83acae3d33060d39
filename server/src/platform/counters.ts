import { sql } from 'drizzle-orm';
import type { Tx } from './context.ts';
import { counters } from './schema.ts';

/**
 * The next number of a business that people read aloud ("order 1042"). A rolled back transaction gives its number back.
 *
 * Holds the counter until `tx` ends, so whoever else of this business draws from it waits: draw late, do nothing slow after.
 *
 * @param first what the first one gets.
 */
export async function nextNumber(tx: Tx, businessId: string, name: string, first = 1): Promise<number> {
  const [counter] = await tx
    .insert(counters)
    .values({ businessId, name, value: first })
    .onConflictDoUpdate({ target: [counters.businessId, counters.name], set: { value: sql`${counters.value} + 1` } })
    .returning({ value: counters.value });
  return counter!.value;
}
