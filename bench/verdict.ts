import type { Contestant } from './contestants.ts';
import { numberOf } from './crowd/customers.ts';
import type { Tally } from './crowd/index.ts';
import { withClient } from './database.ts';

/** Whether every message was stored once and answered exactly once: what was sent, what Meta got, what the database says. */
export type Verdict = {
  sent: number;
  unacknowledged: number; // no 200; Meta would bring them again
  lost: number; // acknowledged, but not in the database
  unanswered: number;
  storedTwice: number;
  answeredTwice: number;
  disagreements: number; // replies that Meta took and the database does not know as sent, or the other way round
  faults: string[];
};

export const isClean = ({ sent, faults, ...counts }: Verdict): boolean =>
  faults.length === 0 && Object.values(counts).every((count) => count === 0);

/** @param tallies of every sitting on this database since `since`. */
export async function judge(
  contestant: Contestant,
  databaseUrl: string,
  tallies: Tally[],
  since: Date,
): Promise<Verdict> {
  return withClient({ connectionString: databaseUrl }, async (client) => {
    const kept = new Map((await contestant.kept(client, since)).map((row) => [row.customer, row]));
    const verdict: Verdict = {
      ...{ sent: 0, unacknowledged: 0, lost: 0, unanswered: 0, storedTwice: 0, answeredTwice: 0, disagreements: 0 },
      faults: await contestant.faults(client, since),
    };
    const total = (counts: keyof Tally, customer: number) =>
      tallies.reduce((sum, tally) => sum + (tally[counts][customer] ?? 0), 0);
    for (let customer = 0; customer < (tallies[0]?.sent.length ?? 0); customer++) {
      const [sent, acknowledged, answered] = [
        total('sent', customer),
        total('acknowledged', customer),
        total('answered', customer),
      ];
      const { stored = 0, answered: known = 0 } = kept.get(numberOf(customer)) ?? {};
      verdict.sent += sent;
      verdict.unacknowledged += sent - acknowledged;
      verdict.lost += Math.max(0, acknowledged - stored);
      verdict.unanswered += Math.max(0, sent - answered);
      verdict.storedTwice += Math.max(0, stored - sent);
      verdict.answeredTwice += Math.max(0, answered - sent);
      verdict.disagreements += Math.abs(answered - known);
    }
    return verdict;
  });
}
