import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { ordersOf } from '../server/src/commerce/index.ts';
import { contacts } from '../server/src/contacts/schema.ts';
import { InboundContent } from '../server/src/conversations/api.ts';
import { conversations, type Message, messages } from '../server/src/conversations/schema.ts';
import type { Db } from '../server/src/platform/context.ts';
import { type Business, businesses } from '../server/src/platform/schema.ts';
import { outcomeOf } from './outcome.ts';
import { ordersIn } from './stage.ts';
import type { Talk, TalkFile, World } from './talks.ts';

/** Everything the bot of a business answers from. Rows of other tables belong to people and stay where they are. */
const TABLES = ['businesses', 'products', 'variants', 'faqs', 'production_lines', 'production_runs'] as const;

/**
 * The newest conversations of a business, with what it sells and answers today. Names of customers go along, phone
 * numbers do not.
 *
 * @param last how many conversations.
 */
export async function exportTalks(db: Db, slug: string, last: number): Promise<TalkFile> {
  const [business] = await db.select().from(businesses).where(eq(businesses.slug, slug));
  if (!business) throw new Error(`There is no business "${slug}".`);
  const rows = await db
    .select({ id: conversations.id, contact: contacts })
    .from(conversations)
    .innerJoin(
      contacts,
      and(eq(contacts.businessId, conversations.businessId), eq(contacts.id, conversations.contactId)),
    )
    .where(eq(conversations.businessId, business.id))
    .orderBy(desc(conversations.lastMessageAt))
    .limit(last);
  const talks: Talk[] = [];
  for (const { id, contact } of rows) {
    const turns = await turnsOf(db, business, id);
    const orders = ordersIn(await ordersOf(db, business.id, contact.id, 50));
    if (turns.length > 0)
      talks.push({ id, business: slug, contact: { name: contact.name, language: null }, turns, orders });
  }
  return { worlds: [await worldOf(db, business)], talks };
}

async function worldOf(db: Db, { id }: Business): Promise<World> {
  const world: World = {};
  for (const table of TABLES) {
    const column = table === 'businesses' ? 'id' : 'business_id';
    const { rows } = await db.$client.query<{ row: Record<string, unknown> }>(
      `select row_to_json(t) as row from ${table} t where ${column} = $1`,
      [id],
    );
    world[table] = rows.map(({ row }) => row);
  }
  return world;
}

async function turnsOf(db: Db, { id: businessId }: Business, conversationId: string): Promise<Talk['turns']> {
  const said = await db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.businessId, businessId),
        eq(messages.conversationId, conversationId),
        inArray(messages.author, ['customer', 'bot']),
      ),
    )
    .orderBy(asc(messages.seq));
  const answers = Map.groupBy(said, ({ answers }) => answers);
  return said.flatMap((message): Talk['turns'] => {
    const content = InboundContent.safeParse(message.content);
    if (message.direction !== 'inbound' || !content.success) return [];
    return [
      { at: message.sentAt.toISOString(), said: content.data, outcome: outcomeIn(answers.get(message.id) ?? []) },
    ];
  });
}

function outcomeIn(replies: Message[]): Talk['turns'][number]['outcome'] {
  const trace = replies.find(({ trace }) => trace !== null)?.trace ?? null;
  const isHandOff = typeof trace === 'object' && trace !== null && 'summary' in trace;
  return outcomeOf(
    replies.map(({ content }) => content),
    trace,
    isHandOff ? 'yes' : null,
  );
}
