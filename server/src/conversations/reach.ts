import pLimit from 'p-limit';
import type pg from 'pg';
import { DAY, later, SECOND } from '../platform/time.ts';
import type { Lane } from './lanes.ts';

/**
 * How many people a number may write to first, in a moving day. Every number of an account counts toward the same.
 *
 * @see WhatsApp Business Platform, "Messaging limits": unique users outside a service window in 24 hours
 */
export type Reach = {
  /**
   * Takes a place for this person, or says when one may be free.
   *
   * @param lane campaigns also keep to the warm-up of a young number.
   * @returns null: go. Somebody written to within the day has a place already.
   */
  take(contactId: string, lane: Lane): Promise<Date | null>;
};

/** `perDay`: null for no limit. `warmUpFrom`: the day a new number began; its campaigns grow from 50 people, twofold daily. */
export type ReachLimit = { businessId: string; account: string; perDay: number | null; warmUpFrom: Date | null };

const FIRST_DAY = 50;
/** Places are counted anew when those at hand are used up, or after this time: other nodes take some, too. */
const COUNT_EVERY_MS = 10 * SECOND;
const SHARE_AT_ONCE = 0.1; // of the free places, so that several nodes do not promise the same one

export function reach(pool: pg.Pool, now: () => Date, limit: () => ReachLimit): Reach {
  const inLine = pLimit(1); // what is free must not be counted while somebody is taking it
  let free = { campaign: 0, other: 0, countedAt: new Date(0), nextAt: null as Date | null };

  async function take(contactId: string, lane: Lane): Promise<Date | null> {
    const { perDay, warmUpFrom } = limit();
    const most = mostPerDay(perDay, lane === 'campaign' ? warmUpFrom : null, now());
    if (most === null) return null;
    return inLine(async () => ((await isKnown(contactId)) ? null : takeFree(contactId, lane)));
  }

  /** Written to within the day: that one more message takes no further place. */
  async function isKnown(contactId: string): Promise<boolean> {
    const { businessId, account } = limit();
    const known = await pool.query({
      name: 'reached_again',
      text: `update reached_people set at = $4 where business_id = $1 and account = $2 and contact_id = $3 and at > $5 returning 1`,
      values: [businessId, account, contactId, now(), later(now(), -DAY)],
    });
    return known.rows.length > 0;
  }

  async function takeFree(contactId: string, lane: Lane): Promise<Date | null> {
    const { businessId, account } = limit();
    const kind = lane === 'campaign' ? 'campaign' : 'other';
    if (free[kind] < 1 || now().getTime() - free.countedAt.getTime() > COUNT_EVERY_MS) await count();
    if (free[kind] < 1) return free.nextAt ?? later(now(), COUNT_EVERY_MS);
    free.campaign--;
    free.other--;
    await pool.query({
      name: 'reached_first',
      text: `insert into reached_people (business_id, account, contact_id, at) values ($1, $2, $3, $4)
        on conflict (business_id, account, contact_id) do update set at = excluded.at`,
      values: [businessId, account, contactId, now()],
    });
    return null;
  }

  async function count(): Promise<void> {
    const { businessId, account, perDay, warmUpFrom } = limit();
    const at = now();
    const { rows } = await pool.query<{ reached: number; first: Date | null }>({
      name: 'count_reached',
      text: `select count(*)::int reached, min(at) first from reached_people where business_id = $1 and account = $2 and at > $3`,
      values: [businessId, account, later(at, -DAY)],
    });
    const { reached = 0, first = null } = rows[0] ?? {};
    const atOnce = (most: number | null) => (most === null ? Infinity : Math.ceil((most - reached) * SHARE_AT_ONCE));
    free = {
      other: atOnce(perDay),
      campaign: atOnce(mostPerDay(perDay, warmUpFrom, at)),
      countedAt: at,
      nextAt: first && later(first, DAY),
    };
  }

  return { take };
}

/** What the platform allows, and in the first days of a number what is wise. */
export function mostPerDay(perDay: number | null, warmUpFrom: Date | null, now: Date): number | null {
  if (warmUpFrom === null || warmUpFrom > now) return perDay;
  const days = Math.floor((now.getTime() - warmUpFrom.getTime()) / DAY);
  const warm = FIRST_DAY * 2 ** Math.min(days, 20);
  return perDay === null ? (days > 20 ? null : warm) : Math.min(perDay, warm);
}
