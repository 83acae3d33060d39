import { and, eq } from 'drizzle-orm';
import type pg from 'pg';
import type { Ctx } from '../platform/context.ts';
import { tellLive } from '../platform/live.ts';
import { type Business, businesses } from '../platform/schema.ts';
import { later, MINUTE } from '../platform/time.ts';
import type { Channel } from './channel.ts';
import type { OpenChannel } from './desk.ts';
import { reach } from './reach.ts';
import { type ChannelRow, channels } from './schema.ts';
import { sendSchedule } from './send-schedule.ts';

/** Makes a channel out of its row; `wiring.ts` knows the kinds. */
export type ChannelFactory = (row: ChannelRow) => Channel;

const PROBE_MS = MINUTE; // a channel that must be mended is tried with one message this often

/**
 * Businesses and channels in memory: few, read on every message, changed by people. `refresh` reads them again; it
 * runs with every heartbeat, after every change made here, and when a webhook names a number we do not know.
 */
export async function openDirectory(ctx: Ctx, hotPool: pg.Pool, makeChannel: ChannelFactory) {
  let knownBusinesses = new Map<string, Business>();
  let open = new Map<string, OpenChannel & { row: ChannelRow }>();

  async function refresh(): Promise<void> {
    const [businessRows, channelRows] = await Promise.all([
      ctx.db.select().from(businesses).orderBy(businesses.createdAt, businesses.id),
      ctx.db.select().from(channels).orderBy(channels.createdAt, channels.id),
    ]);
    knownBusinesses = new Map(businessRows.map((row) => [row.id, row]));
    open = new Map(channelRows.map((row) => [row.id, reopened(row)]));
  }

  /** Keeps what is open as long as its settings are the same: it remembers connections, breaker and schedule. */
  function reopened(row: ChannelRow): OpenChannel & { row: ChannelRow } {
    const before = open.get(row.id);
    const { settings, secrets, status } = row;
    const same =
      before &&
      JSON.stringify([before.row.settings, before.row.secrets, before.row.accountId]) ===
        JSON.stringify([settings, secrets, row.accountId]);
    if (same) {
      before.row = row;
      if (status === 'active') before.heldUntil = null;
      else before.heldUntil ??= later(ctx.now(), PROBE_MS);
      return before;
    }
    const channel = makeChannel(row);
    const one: OpenChannel & { row: ChannelRow } = {
      row,
      channel,
      schedule:
        channel.throughput === null
          ? null
          : sendSchedule(hotPool, { businessId: row.businessId, channelId: row.id }, channel.throughput),
      reach: reach(hotPool, ctx.now, () => ({
        businessId: row.businessId,
        account: one.row.accountId ?? one.row.id,
        perDay: channel.peoplePerDay?.(one.row.messagingLimit) ?? null,
        warmUpFrom: channel.warmUpFrom ?? null,
      })),
      restUntil: null,
      readMarksBusyUntil: null,
      heldUntil: status === 'active' ? null : ctx.now(), // new settings may be the cure: try at once
      hold: (nextStatus, reason) => {
        one.heldUntil = later(ctx.now(), PROBE_MS);
        if (one.row.status === nextStatus) return;
        ctx.log.error({ channel: row.name, reason }, 'the channel cannot send until somebody mends it');
        noteStatus(one, nextStatus, reason);
      },
      worked: () => {
        one.heldUntil = null;
        if (one.row.status !== 'active') noteStatus(one, 'active', null);
      },
    };
    return one;
  }

  /** Never fails: whoever tells has a send to settle. What could not be written is told again by the next send. */
  function noteStatus(one: { row: ChannelRow }, status: ChannelRow['status'], reason: string | null): void {
    setStatus(one, status, reason).catch((error: unknown) =>
      ctx.log.warn({ err: error, channel: one.row.name, status }, 'the status of a channel could not be noted'),
    );
  }

  async function setStatus(
    one: { row: ChannelRow },
    status: ChannelRow['status'],
    statusReason: string | null,
  ): Promise<void> {
    const { businessId, id } = one.row;
    const [row] = await ctx.db
      .update(channels)
      .set({ status, statusReason, statusAt: ctx.now() })
      .where(and(eq(channels.businessId, businessId), eq(channels.id, id)))
      .returning();
    if (row) one.row = row;
    tellLive(ctx, businessId, { kind: 'channel', id });
  }

  await refresh();
  return {
    refresh,
    business: (id: string) => knownBusinesses.get(id),
    /** All businesses, oldest first. */
    businesses: () => [...knownBusinesses.values()],
    channel: (id: string) => open.get(id),
    channels: () => [...open.values()],
    /** The channel a business writes through when nobody says which: its first, of those that can send if there is one. */
    channelOf: (businessId: string) => {
      const own = [...open.values()].filter(({ row }) => row.businessId === businessId);
      return own.find(({ channel }) => !channel.isOff) ?? own[0];
    },
  };
}
export type OpenDirectory = Awaited<ReturnType<typeof openDirectory>>;
