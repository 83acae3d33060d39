import { sql } from 'drizzle-orm';
import type { Db } from '../../platform/context.ts';

/** How likely somebody is to buy, 0 to 100, and why. */
export type LeadScore = {
  contactId: string;
  name: string;
  score: number;
  engagement: number; // of 40: how much they write
  behaviour: number; // of 40: what they ordered
  timing: number; // of 20: how lately
  isHot: boolean;
};

const HOT = 70;
const MOST_CONSIDERED = 1_000; // people who wrote last

/**
 * Scores people by what is stored of the last 30 days: messages, orders, and how long ago they wrote.
 *
 * @param contactId this one only; else those who wrote last, highest score first.
 */
export async function leadScores(
  db: Db,
  businessId: string,
  now: Date,
  { contactId, limit }: { contactId?: string; limit: number },
): Promise<LeadScore[]> {
  const at = now.toISOString();
  const only = contactId ? sql`and v.contact_id = ${contactId}` : sql``;
  const { rows } = await db.execute<{
    contact_id: string;
    name: string;
    wrote: number;
    asked: number;
    orders: number;
    days: number | null;
  }>(sql`
    with recent as (
      select v.contact_id, max(v.last_inbound_at) as last_at, array_agg(v.id) as conversations
        from conversations v where v.business_id = ${businessId} and v.last_inbound_at is not null ${only}
        group by v.contact_id order by max(v.last_inbound_at) desc limit ${contactId ? 1 : MOST_CONSIDERED})
    select r.contact_id, k.name,
      extract(epoch from (${at}::timestamptz - r.last_at))::float8 / 86400 as days,
      (select count(*)::int from messages m where m.business_id = ${businessId} and m.conversation_id = any(r.conversations)
        and m.direction = 'inbound' and m.created_at > ${at}::timestamptz - interval '30 days') as wrote,
      (select count(*)::int from messages m where m.business_id = ${businessId} and m.conversation_id = any(r.conversations)
        and m.direction = 'inbound' and m.created_at > ${at}::timestamptz - interval '30 days'
        and m.content ->> 'body' ~* '(price|cost|buy|order|available|stock|precio|cuesta|comprar|pedido|disponible)') as asked,
      (select count(*)::int from orders o where o.business_id = ${businessId} and o.contact_id = r.contact_id and o.state <> 'cancelled') as orders
    from recent r join contacts k on k.business_id = ${businessId} and k.id = r.contact_id`);
  return rows
    .map(({ contact_id, name, wrote, asked, orders, days }) =>
      scoreOf({ contactId: contact_id, name, wrote, asked, orders, days: days ?? 999 }),
    )
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}

type Activity = { contactId: string; name: string; wrote: number; asked: number; orders: number; days: number };

function scoreOf({ contactId, name, wrote, asked, orders, days }: Activity): LeadScore {
  const engagement = Math.min(40, Math.round(12 * Math.log2(1 + wrote)));
  const behaviour = Math.min(40, 8 * Math.min(asked, 3) + 10 * Math.min(orders, 2));
  const timing = days <= 1 ? 20 : days <= 3 ? 15 : days <= 7 ? 10 : days <= 14 ? 5 : 0;
  const score = engagement + behaviour + timing;
  return { contactId, name, score, engagement, behaviour, timing, isHot: score >= HOT };
}
