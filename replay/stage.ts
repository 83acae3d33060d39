import { and, eq } from 'drizzle-orm';
import { createBot, type FlowBot } from '../server/src/bot/index.ts';
import { type OrderView, ordersOf } from '../server/src/commerce/index.ts';
import { contacts } from '../server/src/contacts/schema.ts';
import type { Content } from '../server/src/conversations/api.ts';
import { channels, conversations, messages } from '../server/src/conversations/schema.ts';
import { seedDemo } from '../server/src/demo/index.ts';
import type { Models } from '../server/src/models/index.ts';
import type { Ctx } from '../server/src/platform/context.ts';
import { newId } from '../server/src/platform/id.ts';
import { formatMoney } from '../server/src/platform/money.ts';
import { type Business, businesses } from '../server/src/platform/schema.ts';
import { testContext } from '../server/test/support.ts';
import { outcomeOf } from './outcome.ts';
import type { Talk, World } from './talks.ts';

export type Stage = {
  /** Plays one talk from an empty past, with full shelves; the clock is that of the talk. */
  play(talk: Talk): Promise<Talk>;
  end(): Promise<void>;
};

/**
 * A database and a bot of their own, on which talks are played again: nothing of them reaches anybody.
 *
 * @param worlds what businesses sell and answer; the demo businesses when there is none.
 * @param open gets a context for language models; null: everything is understood offline.
 */
export async function openStage(
  worlds: readonly World[],
  options: { flowsFolder: string; open: (ctx: Ctx) => Promise<Models | null> },
): Promise<Stage> {
  const t = await testContext();
  if (worlds.length === 0) await seedDemo(t.ctx);
  for (const world of worlds) await build(t.ctx, world);
  const bot = await createBot(t.ctx, { flowsFolder: options.flowsFolder, models: await options.open(t.ctx) });
  await t.ctx.db.$client.query('create table shelves as select business_id, id, on_hand from variants');
  return {
    play: (talk) => play(t, bot, talk),
    end: async () => {
      bot.close();
      await t.end();
    },
  };
}

/** Rows as they were exported; columns that came later have their defaults. */
async function build({ db }: Ctx, world: World): Promise<void> {
  for (const [table, rows] of Object.entries(world)) {
    if (!/^[a-z_]+$/.test(table)) throw new Error(`There is no table ${table}.`);
    for (const row of rows) {
      const columns = Object.keys(row).filter((name) => /^[a-z_]+$/.test(name));
      const names = columns.map((name) => `"${name}"`).join(', ');
      await db.$client.query(
        `insert into ${table} (${names}) select ${names} from json_populate_record(null::${table}, $1)`,
        [JSON.stringify(row)],
      );
    }
  }
}

type Clocked = Awaited<ReturnType<typeof testContext>>;

async function play(t: Clocked, bot: FlowBot, talk: Talk): Promise<Talk> {
  const { ctx } = t;
  const business = await businessOf(ctx, talk.business);
  await ctx.db.$client.query(
    'update variants v set on_hand = s.on_hand from shelves s where s.business_id = v.business_id and s.id = v.id and v.on_hand <> s.on_hand',
  );
  const customer = await customerOf(ctx, business, talk);
  const turns: Talk['turns'] = [];
  for (const { at, said } of talk.turns) {
    t.clockMovesTo(at);
    turns.push({ at, said, outcome: await customer.says(bot, said) });
  }
  return { ...talk, turns, orders: ordersIn(await ordersOf(ctx.db, business.id, customer.contactId, 50)) };
}

async function businessOf({ db }: Ctx, slug: string): Promise<Business> {
  const [business] = await db.select().from(businesses).where(eq(businesses.slug, slug));
  if (!business) throw new Error(`There is no business "${slug}" on this stage.`);
  return business;
}

/** Numbers of orders differ from run to run; what they are does not. */
export const ordersIn = (orders: readonly OrderView[]): string[] =>
  orders.map(({ lines, amount, currency, state }) => {
    const items = lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ');
    return `${items}, ${formatMoney(amount, currency, 'en')}, ${state}`;
  });

/** A customer whose conversation is stored as conversations store it: the agent reads it there. */
async function customerOf({ db, now }: Ctx, business: Business, { contact }: Talk) {
  const businessId = business.id;
  const [contactId, conversationId] = [newId(), newId()];
  const known = await db
    .select()
    .from(channels)
    .where(and(eq(channels.businessId, businessId), eq(channels.kind, 'replay')));
  const channelId = known[0]?.id ?? newId();
  if (!known[0])
    await db.insert(channels).values({
      businessId,
      id: channelId,
      kind: 'replay',
      name: 'Replay',
      externalId: channelId,
      address: '+10000000000',
    });
  await db.insert(contacts).values({ businessId, id: contactId, name: contact.name, language: contact.language });
  await db.insert(conversations).values({ businessId, id: conversationId, channelId, contactId });

  let { language } = contact;
  let state: unknown = null;
  let waiting = false;
  const store = async (direction: 'inbound' | 'outbound', content: Content) => {
    const [row] = await db
      .insert(messages)
      .values({
        businessId,
        conversationId,
        channelId,
        direction,
        author: direction === 'inbound' ? 'customer' : 'bot',
        status: 'received',
        content,
        sentAt: now(),
        createdAt: now(),
      })
      .returning();
    return row!;
  };
  return {
    contactId,
    async says(bot: FlowBot, said: Talk['turns'][number]['said']) {
      const { id, seq } = await store('inbound', said);
      const message = {
        id,
        seq,
        providerMessageId: `replay.${id}`,
        sentAt: now(),
        content: said,
        failures: 0,
        groupId: null,
      };
      const result = await db.transaction((tx) =>
        bot.takeTurn({
          business,
          channelId,
          conversationId,
          contact: { id: contactId, name: contact.name, language, phone: null },
          state,
          waiting,
          messages: [message],
          write: async () => tx,
        }),
      );
      state = JSON.parse(JSON.stringify(result.state ?? null)); // as the database gives it back
      language = result.language ?? language;
      waiting = result.handOff ? true : result.giveBack ? false : waiting;
      for (const reply of result.replies) await store('outbound', reply);
      return outcomeOf(result.replies, result.trace, result.handOff ? 'yes' : null);
    },
  };
}
