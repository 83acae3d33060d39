import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import pino from 'pino';
import { inboundTextWebhook, sign } from '../emulator/src/index.ts';
import { catalogueShelf } from '../server/src/bot/catalogue.ts';
import { createBot, type FlowBot } from '../server/src/bot/index.ts';
import { readWebhook } from '../server/src/channels/whatsapp-cloud/inbound.ts';
import { check } from '../server/src/channels/whatsapp-cloud/limits.ts';
import { toWire } from '../server/src/channels/whatsapp-cloud/outbound.ts';
import { isSignedByMeta } from '../server/src/channels/whatsapp-cloud/signature.ts';
import { identityKeys } from '../server/src/contacts/index.ts';
import type { PendingMessage, TurnInput, TurnResult } from '../server/src/conversations/turn.ts';
import { detectLanguage, readOrder, readProductQuestion } from '../server/src/language/index.ts';
import { readConfig } from '../server/src/platform/config.ts';
import type { Ctx } from '../server/src/platform/context.ts';
import { changesSoFar } from '../server/src/platform/counters.ts';
import { openDatabase } from '../server/src/platform/database.ts';
import { readJson } from '../server/src/platform/json.ts';
import { openMetrics } from '../server/src/platform/metrics.ts';
import { businesses } from '../server/src/platform/schema.ts';
import { nameOf, numberOf, SHOP, userIdOf } from './crowd/customers.ts';
import { Latencies } from './crowd/latencies.ts';

/** What one part of the work costs, alone, on warm code. `bytes`: of what it makes, when that is stored. */
export type PartCost = { part: string; microseconds: number; p99Microseconds: number; bytes?: number };

/** A question that no menu answers: it has to be understood. */
export const QUESTION = 'Do you have hoodies?';

const ORDER = 'Buy 1 size L black hoodie';

const WARM_UP = 2_000;
const CALLS = 5_000;

/**
 * Times the parts of a message's way through Parlour's own functions, one after the other.
 *
 * @param databaseUrl of a Parlour that has run: the bot reads catalogue and questions there.
 */
export async function timeParts(databaseUrl: string): Promise<PartCost[]> {
  const ctx = contextOn(databaseUrl);
  const { flowsDir } = readConfig({}, new URL('..', import.meta.url).pathname);
  const bot = await createBot(ctx, { flowsFolder: flowsDir });
  try {
    return await time(ctx, bot);
  } finally {
    bot.close();
    await ctx.db.$client.end();
  }
}

const contextOn = (databaseUrl: string): Ctx => {
  const log = pino({ level: 'silent' });
  return { db: openDatabase(databaseUrl, log, 2), now: () => new Date(), log, reactions: [] };
};

async function time(ctx: Ctx, bot: FlowBot): Promise<PartCost[]> {
  const body = webhookOf('hi');
  const signature = sign(body, SHOP.appSecret);
  const json = readJson(body);
  const [message] = readWebhook(json).changes[0]!.messages;
  const greeting = await turnInput(ctx, bot, 'hi');
  const question = await turnInput(ctx, bot, QUESTION);
  const { index: catalogue } = await catalogueShelf(ctx.db, changesSoFar(ctx.db)).of(ctx.db, greeting.business.id);
  const turn = await bot.takeTurn(greeting);
  const reply = turn.replies[0]!;
  const to = { waId: numberOf(1), phone: null, bsuid: null };
  const received = { ...message, from: identityKeys(message!.from), payload: body.toString() };
  const metrics = openMetrics();
  const toNowhere = pino({ level: 'info' }, pino.destination({ dest: '/dev/null', sync: false }));

  return [
    await part('Signature of the webhook', () => isSignedByMeta(body, signature, SHOP.appSecret)),
    await part('Its JSON, with the limits on input', () => readJson(body)),
    await part('Reading it: entries, changes, messages', () => readWebhook(json)),
    await part('Who wrote: variants of a number', () => identityKeys(message!.from)),
    await part('JSON for the database: message and raw webhook', () => JSON.stringify(received)),
    await part('The turn on "hi" (main menu)', () => bot.takeTurn(greeting)),
    await part('Understanding the order in words, no database', () =>
      readOrder(ORDER, catalogue, { basket: [], language: 'en' }),
    ),
    await part('Understanding the question about goods, no database', () => readProductQuestion(QUESTION, catalogue)),
    await part('Recognising the language', () => detectLanguage(ORDER, ['en', 'es'])),
    await part(`The turn on "${QUESTION}" (understanding, catalogue from the database)`, () => bot.takeTurn(question)),
    await part('Validation of the reply: every limit of the platform', () => check(reply)),
    await part('JSON for the database: state and reply', () => JSON.stringify([turn.state, reply])),
    await part('JSON for the database: the trace', () => JSON.stringify(turn.trace)),
    await part('JSON for Meta', () => JSON.stringify(toWire(reply, to, { reference: greeting.conversationId }))),
    await part('Metrics: a count and a duration', () => {
      metrics.webhooks.inc({ answer: 'stored' });
      metrics.acknowledgement.observe(0.002);
    }),
    await part('A log line that is written', () =>
      toNowhere.info({ conversationId: greeting.conversationId }, 'a message was answered'),
    ),
    await part('A log line below the level', () =>
      toNowhere.debug({ conversationId: greeting.conversationId }, 'a message was answered'),
    ),
  ];
}

function webhookOf(text: string): Buffer {
  const from = numberOf(1);
  return inboundTextWebhook({
    ...SHOP,
    from,
    userId: userIdOf(from),
    name: nameOf(from),
    wamid: `wamid.HBgLMTIwNjAwMDAxMDAVFQIAEhgU${'0'.repeat(22)}`,
    body: text,
    at: new Date(),
  });
}

/** A customer who has said something before, as most have. */
async function turnInput(ctx: Ctx, bot: FlowBot, text: string): Promise<TurnInput> {
  const [business] = await ctx.db.select().from(businesses).where(eq(businesses.flow, 'shop'));
  if (!business) throw new Error('this database has no demo shop');
  const input: TurnInput = {
    business,
    channelId: randomUUID(),
    conversationId: randomUUID(),
    contact: { id: randomUUID(), name: nameOf(numberOf(1)), language: 'en', phone: `+${numberOf(1)}` },
    state: null,
    waiting: false,
    messages: [said('hi')],
    write: async () => {
      throw new Error('this turn should have no effects');
    },
  };
  const before: TurnResult = await bot.takeTurn(input);
  return { ...input, state: before.state, messages: [said(text)] };
}

const said = (body: string): PendingMessage => ({
  id: randomUUID(),
  seq: 1,
  providerMessageId: 'wamid.x',
  sentAt: new Date(),
  content: { type: 'text', body },
  failures: 0,
  groupId: null,
});

/** The mean of many calls, and the slow ones among them one by one. */
async function part(name: string, call: () => unknown): Promise<PartCost> {
  for (let i = 0; i < WARM_UP; i++) await call();
  const times = new Latencies();
  for (let i = 0; i < CALLS; i++) {
    const began = performance.now();
    const result = call();
    if (result instanceof Promise) await result;
    times.add((performance.now() - began) * 1_000);
  }
  const made = await call();
  const { p50, p99 } = times.percentiles()!;
  return {
    part: name,
    microseconds: p50,
    p99Microseconds: p99,
    ...(typeof made === 'string' ? { bytes: Buffer.byteLength(made) } : {}),
  };
}
