import { sql } from 'drizzle-orm';
import { checkSpam } from '../../language/index.ts';
import type { Db } from '../../platform/context.ts';

/** How likely sending on like this is to get a number restricted, 0 to 100, and what to do about it. */
export type BanRisk = {
  score: number;
  level: 'low' | 'medium' | 'high' | 'critical';
  reasons: string[];
  advice: string[];
  sending: { sent: number; people: number; failed: number; answered: number; optOuts: number }; // of the last 24 hours
};

/**
 * Looks at how a business sends, and at a text it is about to send.
 *
 * @param text what is to be sent; '' looks at the sending alone.
 */
export async function banRisk(db: Db, businessId: string, now: Date, text: string): Promise<BanRisk> {
  const sending = await sendingOf(db, businessId, now);
  const found = [...sendingSigns(sending), ...textSigns(text)];
  const score = Math.min(
    100,
    found.reduce((sum, { points }) => sum + points, 0),
  );
  return {
    score,
    level: score >= 80 ? 'critical' : score >= 55 ? 'high' : score >= 30 ? 'medium' : 'low',
    reasons: found.map(({ reason }) => reason),
    advice: found.map(({ advice }) => advice),
    sending,
  };
}

async function sendingOf(db: Db, businessId: string, now: Date): Promise<BanRisk['sending']> {
  const since = sql`${now.toISOString()}::timestamptz - interval '24 hours'`;
  const { rows } = await db.execute<BanRisk['sending']>(sql`
    with outbound as (
      select m.conversation_id, m.status, m.created_at from messages m
        where m.business_id = ${businessId} and m.direction = 'outbound' and m.author <> 'bot' and m.created_at > ${since})
    select count(*)::int as sent, count(distinct conversation_id)::int as people,
      count(*) filter (where status = 'failed')::int as failed,
      (select count(distinct o.conversation_id)::int from outbound o where exists (
        select from messages i where i.business_id = ${businessId} and i.conversation_id = o.conversation_id
          and i.direction = 'inbound' and i.created_at > o.created_at)) as answered,
      (select count(*)::int from consents c where c.business_id = ${businessId} and not c.granted and c.at > ${since}) as "optOuts"
    from outbound`);
  return rows[0] ?? { sent: 0, people: 0, failed: 0, answered: 0, optOuts: 0 };
}

type Sign = { points: number; reason: string; advice: string };

const FEW = 20; // people; below, shares say nothing

function sendingSigns({ sent, people, failed, answered, optOuts }: BanRisk['sending']): Sign[] {
  const signs: Sign[] = [];
  const add = (isSo: boolean, sign: Sign) => isSo && signs.push(sign);
  const share = (part: number, whole: number) => (whole >= FEW ? part / whole : 0);
  add(share(failed, sent) > 0.1, {
    points: share(failed, sent) > 0.3 ? 40 : 20,
    reason: `${failed} of ${sent} messages failed`,
    advice: 'Remove numbers that do not work before sending more.',
  });
  add(people >= FEW && answered / people < 0.05, {
    points: 20,
    reason: `only ${answered} of ${people} people answered`,
    advice: 'Write only to people who expect it; ask something they can answer.',
  });
  add(share(optOuts, people) > 0.02, {
    points: share(optOuts, people) > 0.1 ? 40 : 25,
    reason: `${optOuts} people asked to get no more`,
    advice: 'Stop this campaign and look at who gets it and how often.',
  });
  return signs;
}

const ADVICE: Record<string, string> = {
  link: 'Leave the link out, or use a button of an approved template.',
  short_link: 'Never send shortened links.',
  capitals: 'Write in normal letters.',
  exclamations: 'One exclamation mark is plenty.',
  urgency: 'Leave the pressure out.',
  prize: 'Do not promise prizes.',
};

function textSigns(text: string): Sign[] {
  if (text.trim() === '') return [];
  const { isSpam, reasons } = checkSpam(null, text);
  const signs = reasons.map(
    (reason): Sign => ({
      points: reason === 'short_link' ? 20 : 8,
      reason: `the text has marks of spam: ${reason.replaceAll('_', ' ')}`,
      advice: ADVICE[reason] ?? 'Say it in other words.',
    }),
  );
  return isSpam
    ? [...signs, { points: 20, reason: 'the text sounds like spam', advice: 'Let it be rewritten before it is sent.' }]
    : signs;
}
