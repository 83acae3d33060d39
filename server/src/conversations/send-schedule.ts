import type pg from 'pg';
import { SECOND } from '../platform/time.ts';
import type { ChannelRef } from './channel.ts';
import { LANES, type Lane } from './lanes.ts';

/** The scheduler of one number: who may send next, counted for all nodes together. Null: no limit. */
export type SendSchedule = {
  /** Waits in the line of its lane and takes one send. A reply never waits behind a notice, nor a notice behind a campaign. */
  next(lane: Lane): Promise<void>;
} | null;

const SLICES_PER_SECOND = 10;
/** A bucket that was full adds its content to the first second: rate and capacity together stay within the limit. */
const RATE_SHARE = 0.9;
const CAPACITY_SHARE = 0.1;
/** What a lane leaves in the bucket for those before it, on this node and on others. Shares of the capacity. */
const LEFT_FOR_OTHERS: Record<Lane, number> = { reply: 0, notice: 0.25, campaign: 0.5 };

/**
 * A token bucket in the database, drawn from in slices of a tenth of a second so that a busy number costs ten small
 * statements a second and not one per message. What a node drew and did not use within that tenth is lost, not saved:
 * saved tokens of many nodes would add up to a burst.
 *
 * @param perSecond messages a second the platform takes from this number (`throughput`).
 */
export function sendSchedule(pool: pg.Pool, { businessId, channelId }: ChannelRef, perSecond: number): SendSchedule {
  const rate = perSecond * RATE_SHARE;
  const capacity = Math.max(1, perSecond * CAPACITY_SHARE);
  const slice = Math.max(1, Math.ceil(rate / SLICES_PER_SECOND));
  const lines: Record<Lane, (() => void)[]> = { reply: [], notice: [], campaign: [] };
  let serving = false;
  let stopPausing: (() => void) | null = null;

  async function serveTheLines(): Promise<void> {
    serving = true;
    for (let lane = firstWaiting(); lane; lane = firstWaiting()) {
      // A database that is away grants nothing; whoever waits goes on waiting.
      const granted = await drawn(lane, Math.min(slice, lines[lane].length)).catch(() => 0);
      for (const go of lines[lane].splice(0, granted)) go();
      if (granted === 0) await pause();
    }
    serving = false;
  }

  const firstWaiting = (): Lane | undefined => LANES.find((lane) => lines[lane].length > 0);

  /** A tenth of a second, or until somebody comes who need not wait for it. */
  const pause = (): Promise<void> =>
    new Promise((over) => {
      const timer = setTimeout(over, SECOND / SLICES_PER_SECOND);
      stopPausing = () => {
        clearTimeout(timer);
        over();
      };
    });

  /** Draws up to `wanted` whole tokens; the row refills itself by the time that passed. */
  async function drawn(lane: Lane, wanted: number): Promise<number> {
    const left = Math.min(capacity * LEFT_FOR_OTHERS[lane], capacity - 1);
    const { rows } = await pool.query<{ granted: number }>({
      name: 'draw_budget',
      text: `insert into send_budgets as b (business_id, channel_id, tokens, granted, updated_at) values ($1, $2, $4 - 1, 1, clock_timestamp())
        on conflict (business_id, channel_id) do update set
          tokens = least($4, b.tokens + extract(epoch from clock_timestamp() - b.updated_at) * $3)
            - greatest(0, least($5, floor(least($4, b.tokens + extract(epoch from clock_timestamp() - b.updated_at) * $3) - $6))),
          granted = greatest(0, least($5, floor(least($4, b.tokens + extract(epoch from clock_timestamp() - b.updated_at) * $3) - $6))),
          updated_at = clock_timestamp()
        returning b.granted`,
      values: [businessId, channelId, rate, capacity, wanted, left],
    });
    return rows[0]?.granted ?? 0;
  }

  return {
    next: (lane) =>
      new Promise((granted) => {
        const isFirst = LANES.slice(0, LANES.indexOf(lane) + 1).every((before) => lines[before].length === 0);
        lines[lane].push(granted);
        if (!serving) void serveTheLines();
        else if (isFirst) stopPausing?.();
      }),
  };
}
