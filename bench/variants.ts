import { parlour } from './contestants.ts';
import type { Cluster } from './database.ts';
import { STORED, storeMillion } from './million.ts';
import { QUESTION } from './parts.ts';
import type { Plan } from './plan.ts';
import { enter, median, type Result, race } from './race.ts';
import { sit } from './sitting.ts';

/** Parlour with one thing changed, beside Parlour as it is shipped. Shares are of that one's figures. */
export type Variant = { result: Result; throughput: number; cpu: number | null };

const CUSTOMERS = 200;

/** What logging, understanding and a long past cost, from outside: the same closed loop with and without. */
export async function tryVariants(cluster: Cluster, plan: Plan, tell: (line: string) => void): Promise<Variant[]> {
  const entrants = [
    await enter(cluster, parlour, 'as_shipped', {}, 'as shipped: "hi", logging at info, nothing stored'),
    await enter(cluster, parlour, 'silent', { environment: { LOG_LEVEL: 'silent' } }, 'logging off'),
    await enter(cluster, parlour, 'debug', { environment: { LOG_LEVEL: 'debug' } }, 'logging at debug'),
    await enter(cluster, parlour, 'question', { text: QUESTION }, `"${QUESTION}" instead of "hi"`),
    await enter(
      cluster,
      parlour,
      'million',
      {},
      `${STORED.messages.toLocaleString('en')} messages of ${STORED.contacts.toLocaleString('en')} contacts stored`,
    ),
  ];
  const million = entrants.at(-1)!;
  // Its first start makes the tables; what happens there counts like the rest.
  million.tallies.push((await sit(cluster, parlour, million.databaseUrl, {}, async () => {})).tally);
  tell('storing a million messages …');
  await storeMillion(cluster, 'million');

  const shortened: Plan = { ...plan, openRates: [], closedCustomers: [CUSTOMERS] };
  const results = await race(cluster, entrants, shortened, tell);
  const base = median(results[0]!.closed[0]!);
  return results.map((result) => {
    const { repliesPerSecond, repliesPerCpuSecond } = median(result.closed[0]!);
    return {
      result,
      throughput: repliesPerSecond / base.repliesPerSecond,
      cpu: repliesPerCpuSecond && base.repliesPerCpuSecond && repliesPerCpuSecond / base.repliesPerCpuSecond,
    };
  });
}
