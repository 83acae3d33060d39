import type pg from 'pg';
import { SECOND } from '../platform/time.ts';
import type { ChannelRef } from './channel.ts';

/** Sends one number may still make, counted for all nodes together: waits in line and takes one. Null: no limit. */
export type SendBudget = { next(): Promise<void> } | null;

const SLICES_PER_SECOND = 10;
/** A bucket that was full adds its content to the first second: rate and capacity together stay within the limit. */
const RATE_SHARE = 0.9;
const CAPACITY_SHARE = 0.1;

/**
 * A token bucket in the database, drawn from in slices of a tenth of a second so that a busy number costs ten small
 * statements a second and not one per message. What a node drew and did not use within that tenth is lost, not saved:
 * saved tokens of many nodes would add up to a burst.
 *
 * @param perSecond messages a second the platform takes from this number (`throughput`).
 */
export function sendBudget(pool: pg.Pool, { businessId, channelId }: ChannelRef, perSecond: number): SendBudget {
  const rate = perSecond * RATE_SHARE;
  const capacity = Math.max(1, perSecond * CAPACITY_SHARE);
  const slice = Math.max(1, Math.ceil(rate / SLICES_PER_SECOND));
  const line: (() => void)[] = [];
  let drawing = false;

  async function serveTheLine(): Promise<void> {
    drawing = true;
    while (line.length > 0) {
      // A database that is away grants nothing; whoever waits goes on waiting.
      const granted = await drawn(Math.min(slice, line.length)).catch(() => 0);
      if (granted === 0) await pause(SECOND / SLICES_PER_SECOND);
      for (const go of line.splice(0, granted)) go();
    }
    drawing = false;
  }

  /** Draws up to `wanted` whole tokens; the row refills itself by the time that passed. */
  async function drawn(wanted: number): Promise<number> {
    const { rows } = await pool.query<{ granted: number }>({
      name: 'draw_budget',
      text: `insert into send_budgets as b (business_id, channel_id, tokens, granted, updated_at) values ($1, $2, $4 - 1, 1, clock_timestamp())
        on conflict (business_id, channel_id) do update set
          tokens = least($4, b.tokens + extract(epoch from clock_timestamp() - b.updated_at) * $3)
            - least($5, floor(least($4, b.tokens + extract(epoch from clock_timestamp() - b.updated_at) * $3))),
          granted = least($5, floor(least($4, b.tokens + extract(epoch from clock_timestamp() - b.updated_at) * $3))),
          updated_at = clock_timestamp()
        returning b.granted`,
      values: [businessId, channelId, rate, capacity, wanted],
    });
    return rows[0]?.granted ?? 0;
  }

  return {
    next: () =>
      new Promise((granted) => {
        line.push(granted);
        if (!drawing) void serveTheLine();
      }),
  };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
