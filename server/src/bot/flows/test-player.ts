import { and, desc, eq, ne } from 'drizzle-orm';
import { ordersOf } from '../../commerce/index.ts';
import { variants } from '../../commerce/schema.ts';
import { consentOf } from '../../contacts/index.ts';
import { contacts } from '../../contacts/schema.ts';
import type { InboundContent, OutboundContent } from '../../conversations/api.ts';
import type { Bot, TurnResult } from '../../conversations/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { newId } from '../../platform/id.ts';
import { type Business, businesses } from '../../platform/schema.ts';
import { ticketsOf } from '../../production/index.ts';
import { durationMs } from './definition.ts';
import { readState } from './state.ts';
import type { Said, Sends, Step, Transcript, TranscriptSource } from './transcript.ts';

/** What a talk is played on. The clock must be ours: waits and expiries are part of talks. */
export type Stage = {
  ctx: Ctx;
  /** What lies on the shelves when a talk begins, by sku; what other talks bought is back. */
  shelves: ReadonlyMap<string, number>;
  bot: Bot;
  clockMovesBy(ms: number): void;
  /** Gives a contact the past that `given.history` speaks of. */
  giveHistory(tx: Tx, contact: { businessId: string; contactId: string }): Promise<void>;
};

/** Where a talk went another way than written. */
export class TranscriptFailure extends Error {}

/**
 * Plays one talk from beginning to end: every message is a turn of the bot in a transaction of its own.
 *
 * @throws TranscriptFailure with the line of the step that did not come true.
 */
export async function playTranscript(stage: Stage, source: TranscriptSource, transcript: Transcript): Promise<void> {
  const player = await newPlayer(stage, source.business, transcript);
  const place = source.transcripts.indexOf(transcript);
  for (const [at, step] of transcript.talk.entries()) {
    const line = source.lineOf(['transcripts', place, 'talk', at]);
    const failed = (why: string) => new TranscriptFailure(`line ${line}: ${why}`);
    const why = await playStep(player, step);
    if (why) throw failed(why);
  }
  const left = unheard(player);
  if (left) throw new TranscriptFailure(`at the end: ${left}`);
}

type Player = {
  stage: Stage;
  business: Business;
  contact: { id: string; name: string; language: string | null; phone: string | null };
  conversationId: string;
  state: unknown;
  waiting: boolean;
  seq: number;
  replies: OutboundContent[]; // of the last turn, not compared yet
  shown: OutboundContent[]; // everything, for taps
  isCompared: boolean; // some of the last turn was
  stockBefore: Map<string, number>;
};

async function newPlayer(stage: Stage, slug: string, { given }: Transcript): Promise<Player> {
  const { db } = stage.ctx;
  const [business] = await db.select().from(businesses).where(eq(businesses.slug, slug));
  if (!business) throw new TranscriptFailure(`there is no business "${slug}"`);
  const stock = new Map([...stage.shelves, ...Object.entries(given.stock ?? {})]);
  for (const [sku, onHand] of stock) await db.update(variants).set({ onHand }).where(and(eq(variants.businessId, business.id), eq(variants.sku, sku), ne(variants.onHand, onHand)));
  const [contact] = await db.insert(contacts).values({ businessId: business.id, name: 'Ada Moreno', language: given.language ?? null }).returning();
  if (given.history) await db.transaction((tx) => stage.giveHistory(tx, { businessId: business.id, contactId: contact!.id }));
  return {
    stage,
    business,
    contact: { id: contact!.id, name: contact!.name, language: contact!.language, phone: '+15550100001' },
    conversationId: newId(),
    state: null,
    waiting: false,
    seq: 0,
    replies: [],
    shown: [],
    isCompared: false,
    stockBefore: await stockOf(stage.ctx, business.id),
  };
}

/** @returns why the step did not come true; null when it did. */
async function playStep(player: Player, step: Step): Promise<string | null> {
  if ('customer' in step) return send(player, { type: 'text', body: step.customer });
  if ('taps' in step) return tap(player, step.taps);
  if ('sends' in step) return send(player, contentOf(step.sends));
  if ('later' in step) return wait(player, step.later);
  if ('bot' in step) return compare(player, typeof step.bot === 'string' || Array.isArray(step.bot) ? { says: step.bot } : step.bot);
  if ('silence' in step) return player.replies.length > 0 ? `the bot said: ${describe(player.replies[0]!)}` : null;
  if ('order' in step) return compareOrder(player, step.order);
  if ('ticket' in step) return compareTicket(player, step.ticket);
  if ('stock' in step) return compareStock(player, step.stock);
  if ('person' in step) return expected(player.waiting, step.person, 'waiting for a person');
  if ('language' in step) return expected(player.contact.language, step.language, 'the language of the contact');
  if ('at' in step) return expected(readState(player.state)?.node ?? null, step.at, 'the node');
  return expected((await consentOf(player.stage.ctx.db, player.business.id, player.contact.id, 'marketing'))?.granted ?? true, step.marketing, 'marketing');
}

async function send(player: Player, content: InboundContent): Promise<string | null> {
  const left = unheard(player);
  if (left) return left;
  await turn(player, [content]);
  return null;
}

async function tap(player: Player, title: string): Promise<string | null> {
  for (const content of player.shown.toReversed()) {
    const option = optionsOf(content).find((one) => one.title === title);
    if (option) return send(player, { type: 'choice', id: option.id, title, of: content.type === 'list' ? 'list' : 'button' });
  }
  const last = player.shown.at(-1);
  return `there is nothing to tap called "${title}"${last ? `; the last message was ${describe(last)}` : ''}`;
}

async function wait(player: Player, duration: string): Promise<string | null> {
  player.stage.clockMovesBy(durationMs(duration));
  const wakeAt = player.stage.bot.wakeAt(player.state);
  if (wakeAt && wakeAt <= player.stage.ctx.now()) await turn(player, []);
  return null;
}

async function turn(player: Player, contents: InboundContent[]): Promise<void> {
  const { ctx, bot } = player.stage;
  const messages = contents.map((content) => ({
    id: newId(),
    seq: ++player.seq,
    providerMessageId: `wamid.${newId()}`,
    sentAt: ctx.now(),
    content,
    failures: 0,
    groupId: null,
  }));
  const { business, contact, conversationId, state, waiting } = player;
  const result = await committed(ctx, (write) =>
    bot.takeTurn({ business, channelId: newId(), conversationId, contact: { ...contact }, state, waiting, messages, write }),
  );
  player.state = JSON.parse(JSON.stringify(result.state ?? null)); // as the database gives it back
  player.waiting = result.handOff ? true : waiting;
  player.contact.language = result.language ?? contact.language;
  player.replies = [...result.replies];
  player.shown.push(...result.replies);
  player.isCompared = false;
}

/** Runs a turn; what it writes commits when it is over, and not when it throws. */
async function committed(ctx: Ctx, take: (write: () => Promise<Tx>) => Promise<TurnResult>): Promise<TurnResult> {
  return ctx.db.transaction((tx) => take(async () => tx));
}

function compare(player: Player, wanted: Said): string | null {
  const reply = player.replies.shift();
  player.isCompared = true;
  if (!reply) return 'the bot said nothing';
  const text = bodyOf(reply);
  const titles = optionsOf(reply).map(({ title }) => title);
  const said = `; the bot said ${describe(reply)}`;
  for (const part of listOf(wanted.says)) if (!text.includes(part)) return `expected "${part}"${said}`;
  for (const part of listOf(wanted.never)) if (text.includes(part)) return `did not expect "${part}"${said}`;
  if (wanted.exactly !== undefined && wanted.exactly.trim() !== text.trim()) return `expected exactly "${wanted.exactly}"${said}`;
  if (wanted.options && wanted.options.join('|') !== titles.join('|')) return `expected the options ${wanted.options.join(', ')}${said}`;
  if (wanted.as && wanted.as !== reply.type) return `expected ${wanted.as}${said}`;
  return null;
}

function unheard({ replies, isCompared }: Player): string | null {
  return isCompared && replies.length > 0 ? `the bot also said ${describe(replies[0]!)}` : null;
}

async function compareOrder({ stage, business, contact }: Player, wanted: Extract<Step, { order: unknown }>['order']): Promise<string | null> {
  const [order] = await ordersOf(stage.ctx.db, business.id, contact.id, 1);
  if (wanted === 'none') return order ? `there is an order ${order.number}` : null;
  if (!order) return 'no order was placed';
  const items = order.lines.map(({ quantity, name }) => `${quantity} × ${name}`);
  return (
    (wanted.state ? expected(order.state, wanted.state, 'the state of the order') : null) ??
    (wanted.items ? expected(items.join(', '), wanted.items.join(', '), 'the items') : null) ??
    (wanted.total ? expected(order.amount, wanted.total, 'the total') : null)
  );
}

async function compareTicket({ stage, business, contact }: Player, wanted: Extract<Step, { ticket: unknown }>['ticket']): Promise<string | null> {
  const [ticket] = await ticketsOf(stage.ctx.db, business.id, contact.id, undefined, 1);
  if (wanted === 'none') return ticket ? `there is a ticket ${ticket.number}` : null;
  if (!ticket) return 'no ticket was opened';
  return (
    (wanted.kind ? expected(ticket.kind, wanted.kind, 'the kind of ticket') : null) ??
    (wanted.state ? expected(ticket.state, wanted.state, 'the state of the ticket') : null) ??
    (wanted.description === undefined ? null : expected(ticket.description, wanted.description, 'the description')) ??
    (wanted.photos === undefined ? null : expected(ticket.mediaIds.length, wanted.photos, 'the number of photos'))
  );
}

async function compareStock(player: Player, changes: Record<string, number>): Promise<string | null> {
  const now = await stockOf(player.stage.ctx, player.business.id);
  for (const [sku, change] of Object.entries(changes)) {
    const why = expected((now.get(sku) ?? 0) - (player.stockBefore.get(sku) ?? 0), change, `the change of the stock of ${sku}`);
    if (why) return why;
  }
  return null;
}

/** Units on hand by sku. */
export async function shelvesOf({ db }: Ctx, slug: string): Promise<Map<string, number>> {
  const [business] = await db.select().from(businesses).where(eq(businesses.slug, slug));
  return business ? stockOf({ db }, business.id) : new Map();
}

async function stockOf({ db }: Pick<Ctx, 'db'>, businessId: string): Promise<Map<string, number>> {
  const rows = await db.select({ sku: variants.sku, onHand: variants.onHand }).from(variants).where(eq(variants.businessId, businessId)).orderBy(desc(variants.sku));
  return new Map(rows.map(({ sku, onHand }) => [sku, onHand]));
}

const expected = (actual: unknown, wanted: unknown, what: string): string | null => (actual === wanted ? null : `expected ${what} to be ${JSON.stringify(wanted)}, it is ${JSON.stringify(actual)}`);

const listOf = (text: string | string[] | undefined): string[] => (text === undefined ? [] : typeof text === 'string' ? [text] : text);

function contentOf({ photo, voice, location, reaction, cart }: Sends): InboundContent {
  const file = { mediaId: newId(), mimeType: 'image/jpeg' };
  if (photo !== undefined) return photo ? { type: 'image', file, caption: photo } : { type: 'image', file };
  if (voice) return { type: 'audio', file: { ...file, mimeType: 'audio/ogg; codecs=opus' }, voice: true };
  if (location) return { type: 'location', latitude: 43.66, longitude: -70.26 };
  if (reaction !== undefined) return { type: 'reaction', to: 'wamid.any', emoji: reaction };
  if (cart) return { type: 'order', catalogId: '1', items: Object.entries(cart).map(([retailerId, quantity]) => ({ retailerId, quantity, unitPrice: 1, currency: 'USD' })) };
  return { type: 'sticker', file: { ...file, mimeType: 'image/webp' } };
}

const bodyOf = (content: OutboundContent): string => ('body' in content && typeof content.body === 'string' ? content.body : '');

function optionsOf(content: OutboundContent): { id: string; title: string }[] {
  if (content.type === 'buttons') return content.buttons;
  return content.type === 'list' ? content.sections.flatMap(({ rows }) => rows) : [];
}

const describe = (content: OutboundContent): string =>
  JSON.stringify(bodyOf(content)) + (optionsOf(content).length > 0 ? ` with ${content.type} ${optionsOf(content).map(({ title }) => title).join(' | ')}` : '');
