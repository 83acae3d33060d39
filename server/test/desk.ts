import pLimit from 'p-limit';
import type pg from 'pg';
import {
  type Bot,
  type Channel,
  createWork,
  makeRounds,
  messageStatements,
  type OutgoingMessage,
  openDirectory,
  type Point,
  type ReceivedWebhook,
  type SendOutcome,
  type TurnInput,
} from '../src/conversations/index.ts';
import { channels as channelTable } from '../src/conversations/schema.ts';
import { openHotPool } from '../src/platform/database.ts';
import { newId } from '../src/platform/id.ts';
import { joinAsNode } from '../src/platform/node.ts';
import type { Pace } from '../src/platform/pace.ts';
import { businesses } from '../src/platform/schema.ts';
import type { Alarm } from '../src/platform/time.ts';
import { testContext } from './support.ts';

/** What the tests' provider answers; tests replace it to be unkind. */
export type Provider = (message: OutgoingMessage) => Promise<SendOutcome>;

export const accepts: Provider = async (message) => ({
  outcome: 'accepted',
  providerMessageId: `wamid.out.${message.id}`,
});

/** A bot that repeats what it hears. */
export const parrot = (overrides: Partial<Bot> = {}): Bot => ({
  takeTurn: async ({ messages, state }: TurnInput) => ({
    state: { turns: (typeof state === 'object' && state && 'turns' in state ? Number(state.turns) : 0) + 1 },
    replies: messages.flatMap(({ content }) =>
      content.type === 'text' ? [{ type: 'text' as const, body: `You said ${content.body}` }] : [],
    ),
    trace: { rule: 'parrot' },
  }),
  burst: (_state, waiting) => ({ messages: waiting.slice(0, 1), quietMs: 0 }),
  wakeAt: () => null,
  catchingUp: () => ({ type: 'text', body: 'One moment, I am catching up.' }),
  ...overrides,
});

/** One database with a business and a number, a provider, a clock, and any number of nodes. */
export async function testDesk(
  limits: { pair?: Pace | null; contact?: Pace | null; throughput?: number; peoplePerDay?: number } = {},
) {
  const t = await testContext();
  const [business] = await t.ctx.db.insert(businesses).values({ slug: 'shop', name: 'Shop' }).returning();
  const [channel] = await t.ctx.db
    .insert(channelTable)
    .values({ businessId: business!.id, kind: 'test', name: 'Test', externalId: '1', address: '+15550000000' })
    .returning();
  const sent: OutgoingMessage[] = [];
  const world = { provider: accepts, sent };
  const alarms = new Set<{ at: Date; ring: () => void }>();
  const alarm: Alarm = (at, ring) => {
    const one = { at, ring };
    alarms.add(one);
    ringDue();
    return () => alarms.delete(one);
  };
  const ringDue = () =>
    setImmediate(() => {
      for (const one of [...alarms].filter(({ at }) => at <= t.ctx.now())) {
        alarms.delete(one);
        one.ring();
      }
    });
  const wire: Channel = {
    kind: 'test',
    check: () => [],
    send: async (message) => {
      sent.push(message);
      return world.provider(message);
    },
    markRead: async () => {},
    throughput: limits.throughput ?? null,
    peoplePerDay: () => limits.peoplePerDay ?? null,
    pairLimit: limits.pair ?? null,
  };

  async function node(bot: Bot = parrot(), passing: (point: Point) => void = () => {}) {
    const pool = openHotPool(t.url, t.ctx.log);
    let dead = false;
    const member = await joinAsNode(t.url, 'all', t.ctx.log, () => {
      dead = true;
    });
    const directory = await openDirectory(t.ctx, pool, () => wire);
    const statements = messageStatements(pool, member.token, t.ctx.now, {
      arrived: (rows) => work.arrived(rows),
      noticed: (news) => work.noticed(news),
    });
    const work = createWork(
      {
        ctx: t.ctx,
        me: member.token,
        statements,
        directory,
        bot,
        alarm,
        transactions: pLimit(8),
        contactPace: limits.contact ?? null,
        passing,
        handedOff: () => {},
        count: { send: () => {}, turn: () => {} },
        uploaded: async () => ({ outcome: 'uploaded', providerMediaId: '1' }),
      },
      () => {
        dead = true;
      },
    );
    const rounds = makeRounds(t.ctx, statements, work);
    member.onCall(rounds.hear);
    return {
      token: member.token,
      statements,
      rounds,
      work,
      isDead: () => dead,
      onCall: member.onCall,
      /** Nothing is under way: every conversation was let go, or waits for the clock. */
      idle: async () => {
        await new Promise((done) => setImmediate(done)); // what was stored is handed on after the acknowledgement
        await until(() => work.isIdle());
      },
      receives: (...texts: string[]) => statements.receive(webhook(texts.map((text) => hello(text)))),
      /** Every delivery is an event of its own, also when it brings what was brought before. */
      gets: (received: ReceivedWebhook) =>
        statements.receive({ ...received, raw: received.raw.map((raw) => ({ ...raw, id: newId() })) }),
      /** The process is gone at once: no farewell, its connections break. */
      kill: async () => {
        await pool.end();
        await member.vanish();
      },
      leave: async () => {
        await work.stop();
        await member.leave();
        await pool.end();
      },
    };
  }

  let count = 0;
  /** A text of Sheena's, each with an id of its own. */
  const hello = (
    text: string,
    more: Partial<ReceivedWebhook['messages'][number]> = {},
  ): ReceivedWebhook['messages'][number] => ({
    business_id: business!.id,
    channel_id: channel!.id,
    phone: '+16505551234',
    wa_id: '16505551234',
    bsuid: null,
    username: null,
    name: 'Sheena',
    provider_message_id: `wamid.in.${++count}`,
    quotes: null,
    sent_at: new Date(t.ctx.now().getTime() + count),
    content: { type: 'text', body: text },
    context: null,
    ...more,
  });

  const rows = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> =>
    (await t.ctx.db.$client.query<Row>(text)).rows;

  return {
    ...t,
    /** What is still to be done: turns to be taken, messages to be sent, moments waited for. */
    workLeft: async () => {
      const [left] = await rows<{ count: number }>(`select
        (select count(*) from messages where status in ('sending', 'queued', 'in_doubt'))::int
        + (select count(*) from messages m join conversations v on v.id = m.conversation_id
            where m.direction = 'inbound' and m.seq > v.handled_seq and m.seq <> all (coalesce(v.handled_ahead, '{}')))::int
        + (select count(*) from work where wake_at is not null)::int count`);
      return left!.count;
    },
    business: business!,
    channel: channel!,
    world,
    hello,
    node,
    clockMovesBy: (ms: number) => {
      t.clockMovesBy(ms);
      ringDue();
    },
    rows,
    wire,
  };
}

export const webhook = (
  messages: ReceivedWebhook['messages'],
  statuses: ReceivedWebhook['statuses'] = [],
): ReceivedWebhook => ({
  messages,
  statuses,
  raw: messages[0] ? [{ business_id: messages[0].business_id, id: newId(), source: 'test', payload: '{}' }] : [],
});

/** Waits for a condition; a condition that never comes fails the test run by its time limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((again) => setTimeout(again, 2));
}
