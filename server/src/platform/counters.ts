import { sql } from 'drizzle-orm';
import type { Db, Tx } from './context.ts';
import { gather } from './gather.ts';
import { counters } from './schema.ts';

/**
 * The next number of a business that people read aloud ("defect 17"). A rolled back transaction gives its number back.
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

/** What triggers of the database count: the catalogue (products, variants without their stock) and common questions. */
type Counted = 'catalogue' | 'faqs';

/** How often something of a business has changed so far; what was built of it is right while this number stays. */
export type Changes = (db: Db | Tx, businessId: string, what: Counted) => Promise<number>;

/**
 * Reads how often something changed. A crowd that asks at the same time shares one statement, which begins after all of
 * them asked; whoever asks within a transaction asks alone.
 */
export function changesSoFar(shared: Db): Changes {
  type Asked = { businessId: string; what: Counted };
  const together = gather<Asked, number>(
    async (asked) => {
      const known = await readChanges(shared, asked);
      return asked.map(({ businessId, what }) => known.get(`${businessId} ${what}`) ?? 0);
    },
    { splits: () => false },
  );
  return async (db, businessId, what) =>
    db === shared
      ? together({ businessId, what })
      : ((await readChanges(db, [{ businessId, what }])).get(`${businessId} ${what}`) ?? 0);
}

async function readChanges(
  db: Db | Tx,
  asked: readonly { businessId: string; what: Counted }[],
): Promise<Map<string, number>> {
  const businesses = [...new Set(asked.map(({ businessId }) => businessId))];
  const rows = await db
    .select()
    .from(counters)
    .where(
      sql`${counters.businessId} = any(${sql.param(businesses)}::uuid[]) and ${counters.name} in ('catalogue', 'faqs')`,
    );
  return new Map(rows.map(({ businessId, name, value }) => [`${businessId} ${name}`, value]));
}
