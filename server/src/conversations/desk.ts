import type { LimitFunction } from 'p-limit';
import type { Ctx } from '../platform/context.ts';
import type { Pace } from '../platform/pace.ts';
import type { Business } from '../platform/schema.ts';
import type { Alarm } from '../platform/time.ts';
import type { Channel, SendOutcome } from './channel.ts';
import type { Reach } from './reach.ts';
import type { SendSchedule } from './send-schedule.ts';
import type { Statements } from './statements.ts';
import type { Bot } from './turn.ts';

/** A channel as the desk works with it. */
export type OpenChannel = {
  channel: Channel;
  schedule: SendSchedule;
  reach: Reach;
  /** Pace of blue ticks, which are a courtesy. */
  readMarksBusyUntil: Date | null;
  /** Null: sends may go. A date: the channel is to be mended, one message may probe it then. */
  heldUntil: Date | null;
  /** The platform asked the whole number to slow down until then. */
  restUntil: Date | null;
  /** The token is dead or the account restricted: stop sending, tell the owner. */
  hold(status: 'reauth_required' | 'restricted', reason: string): void;
  /** A send went through: the channel works. */
  worked(): void;
};

/** Who is known at this desk: businesses and their channels, kept up to date by `directory.ts`. */
export type Directory = {
  business(businessId: string): Business | undefined;
  channel(channelId: string): OpenChannel | undefined;
};

/** What the work on conversations needs. One per running node. */
export type Desk = {
  ctx: Ctx;
  me: string; // token of this node
  statements: Statements;
  directory: Directory;
  bot: Bot;
  alarm: Alarm;
  /** Lets a few turns at a time hold a transaction open. More would wait for connections that the first ones need, too. */
  transactions: LimitFunction;
  contactPace: Pace | null; // CONTACT_RATE_LIMIT; null: off
  /** Uploads a file of ours, so that a message can name it; see files.ts. */
  uploaded(
    businessId: string,
    mediaId: string,
  ): Promise<{ outcome: 'uploaded'; providerMediaId: string } | Exclude<SendOutcome, { outcome: 'accepted' }>>;
  /** For whoever counts: how a call to a channel ended and how long it took, and how turns went. */
  count: {
    send(outcome: SendOutcome['outcome'], seconds: number): void;
    turn(result: 'answered' | 'silent' | 'failed' | 'parked'): void;
  };
  /** The bot gave a conversation to people, and that is committed. */
  handedOff(): void;
  /** For tests that kill a node between two steps; does nothing otherwise. */
  passing(point: Point): void;
};

/** Named points on the way of a message at which a crash must cost nothing. */
export type Point = 'turn taken' | 'turn committed' | 'provider answered' | 'settled';
