import { and, eq, ne } from 'drizzle-orm';
import { ordersOf } from '../../commerce/index.ts';
import { variants } from '../../commerce/schema.ts';
import { consentOf } from '../../contacts/index.ts';
import type { OutboundContent } from '../../conversations/api.ts';
import type { Bot } from '../../conversations/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { type Business, businesses } from '../../platform/schema.ts';
import { ticketsOf } from '../../production/index.ts';
import { type Customer, newCustomer } from '../test-customer.ts';
import { described, expected, wantedOf, whyNot } from './comparing.ts';
import { durationMs } from './definition.ts';
import { readState } from './state.ts';
import { contentOf } from './talking.ts';
import type { Said, Step, Transcript, TranscriptSource } from './transcript.ts';

/** What a talk is played on. The clock must be ours: waits and expiries are part of talks. */
export type Stage = {
  ctx: Ctx;
  bot: Bot;
  /** What lies on the shelves when a talk begins, by sku; what other talks bought is back. */
  shelves: ReadonlyMap<string, number>;
  clockMovesBy(ms: number): void;
  /** Gives a contact the past that `given.history` speaks of. */
  giveHistory(tx: Tx, contact: { businessId: string; contactId: string }): Promise<void>;
};

/** Units on hand by sku. */
export async function shelvesOf({ db }: Ctx, slug: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ sku: variants.sku, onHand: variants.onHand })
    .from(variants)
    .innerJoin(businesses, eq(businesses.id, variants.businessId))
    .where(eq(businesses.slug, slug));
  return new Map(rows.map(({ sku, onHand }) => [sku, onHand]));
}

/**
 * Plays one talk from beginning to end: every message is a turn of the bot in a transaction of its own.
 *
 * @throws with the line of the step that did not come true.
 */
export async function playTranscript(stage: Stage, source: TranscriptSource, transcript: Transcript): Promise<void> {
  const player = await newPlayer(stage, source.business, transcript);
  const place = source.transcripts.indexOf(transcript);
  for (const [at, step] of transcript.talk.entries()) {
    const why = await playStep(player, step);
    if (why) throw new Error(`line ${source.lineOf(['transcripts', place, 'talk', at])}: ${why}`);
  }
  const left = unheard(player);
  if (left) throw new Error(`at the end: ${left}`);
}

type Player = {
  stage: Stage;
  business: Business;
  customer: Customer;
  replies: OutboundContent[]; // of the last turn, not compared yet
  isCompared: boolean; // some of the last turn was
  stockBefore: ReadonlyMap<string, number>;
};

async function newPlayer(stage: Stage, slug: string, { given }: Transcript): Promise<Player> {
  const { db } = stage.ctx;
  const [business] = await db.select().from(businesses).where(eq(businesses.slug, slug));
  if (!business) throw new Error(`there is no business "${slug}"`);
  for (const [sku, onHand] of new Map([...stage.shelves, ...Object.entries(given.stock ?? {})])) {
    const isOther = and(eq(variants.businessId, business.id), eq(variants.sku, sku), ne(variants.onHand, onHand));
    await db.update(variants).set({ onHand }).where(isOther);
  }
  const customer = await newCustomer(stage.ctx, stage.bot, business, given.language ?? null);
  if (given.history)
    await db.transaction((tx) => stage.giveHistory(tx, { businessId: business.id, contactId: customer.contact.id }));
  return { stage, business, customer, replies: [], isCompared: false, stockBefore: await shelvesOf(stage.ctx, slug) };
}

/** @returns why the step did not come true; null when it did. */
async function playStep(player: Player, step: Step): Promise<string | null> {
  const { customer, stage, business } = player;
  if ('customer' in step) return turn(player, () => customer.says(step.customer));
  if ('taps' in step) return turn(player, () => customer.taps(step.taps));
  if ('sends' in step) return turn(player, () => customer.sends(contentOf(step.sends)));
  if ('later' in step) return wait(player, step.later);
  if ('bot' in step) return compare(player, wantedOf(step.bot));
  if ('silence' in step) return player.replies.length > 0 ? `the bot said ${described(player.replies[0]!)}` : null;
  if ('order' in step) return compareOrder(player, step.order);
  if ('ticket' in step) return compareTicket(player, step.ticket);
  if ('stock' in step) return compareStock(player, step.stock);
  if ('person' in step) return expected(customer.waiting, step.person, 'waiting for a person');
  if ('language' in step) return expected(customer.contact.language, step.language, 'the language of the contact');
  if ('at' in step) return expected(readState(customer.state)?.node ?? null, step.at, 'the node');
  const consent = await consentOf(stage.ctx.db, business.id, customer.contact.id, 'marketing');
  return expected(consent?.granted ?? null, step.marketing, 'marketing');
}

async function turn(player: Player, take: () => ReturnType<Customer['sends']>): Promise<string | null> {
  const left = unheard(player);
  if (left) return left;
  try {
    player.replies = [...(await take()).replies];
    player.isCompared = false;
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function wait(player: Player, duration: string): Promise<string | null> {
  const { stage, customer } = player;
  stage.clockMovesBy(durationMs(duration));
  const wakeAt = stage.bot.wakeAt(customer.state);
  return wakeAt && wakeAt <= stage.ctx.now() ? turn(player, () => customer.sends()) : null;
}

function compare(player: Player, wanted: Said): string | null {
  const reply = player.replies.shift();
  player.isCompared = true;
  return whyNot(reply, wanted);
}

function unheard({ replies, isCompared }: Player): string | null {
  return isCompared && replies.length > 0 ? `the bot also said ${described(replies[0]!)}` : null;
}

async function compareOrder(
  { stage, business, customer }: Player,
  wanted: Extract<Step, { order: unknown }>['order'],
): Promise<string | null> {
  const [order] = await ordersOf(stage.ctx.db, business.id, customer.contact.id, 1);
  if (wanted === 'none') return order ? `there is an order ${order.number}` : null;
  if (!order) return 'no order was placed';
  const items = order.lines.map(({ quantity, name }) => `${quantity} × ${name}`);
  return (
    (wanted.state ? expected(order.state, wanted.state, 'the state of the order') : null) ??
    (wanted.items ? expected(items.join(', '), wanted.items.join(', '), 'the items') : null) ??
    (wanted.total ? expected(order.amount, wanted.total, 'the total') : null)
  );
}

async function compareTicket(
  { stage, business, customer }: Player,
  wanted: Extract<Step, { ticket: unknown }>['ticket'],
): Promise<string | null> {
  const [ticket] = await ticketsOf(stage.ctx.db, business.id, customer.contact.id, undefined, 1);
  if (wanted === 'none') return ticket ? `there is a ticket ${ticket.number}` : null;
  if (!ticket) return 'no ticket was opened';
  return (
    (wanted.kind ? expected(ticket.kind, wanted.kind, 'the kind of ticket') : null) ??
    (wanted.state ? expected(ticket.state, wanted.state, 'the state of the ticket') : null) ??
    (wanted.description === undefined ? null : expected(ticket.description, wanted.description, 'the description')) ??
    (wanted.photos === undefined ? null : expected(ticket.mediaIds.length, wanted.photos, 'the number of photos'))
  );
}

async function compareStock(
  { stage, business, stockBefore }: Player,
  changes: Record<string, number>,
): Promise<string | null> {
  const now = await shelvesOf(stage.ctx, business.slug);
  for (const [sku, change] of Object.entries(changes)) {
    const why = expected(
      (now.get(sku) ?? 0) - (stockBefore.get(sku) ?? 0),
      change,
      `the change of the stock of ${sku}`,
    );
    if (why) return why;
  }
  return null;
}
