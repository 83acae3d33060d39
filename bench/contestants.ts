import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { SHOP } from './crowd/customers.ts';

/** What a server's own database says about one customer. */
export type Kept = { customer: string; stored: number; answered: number };

/** A server under test: how it starts, and how to read what it kept. */
export type Contestant = {
  name: string;
  program: string;
  environment: Record<string, string>;
  readyWith: number; // HTTP status of GET /readyz once it serves
  prepare(client: pg.Client): Promise<void>;
  /** By customer's digits; messages from before `since` do not count. */
  kept(client: pg.Client, since: Date): Promise<Kept[]>;
  /** Everything else that must be right in the end; empty when it is. */
  faults(client: pg.Client, since: Date): Promise<string[]>;
};

const pathOf = (program: string): string => fileURLToPath(new URL(program, import.meta.url));

const access = {
  WHATSAPP_PHONE_NUMBER_ID: SHOP.phoneNumberId,
  WHATSAPP_BUSINESS_ACCOUNT_ID: SHOP.wabaId,
  WHATSAPP_ACCESS_TOKEN: SHOP.accessToken,
  WHATSAPP_APP_SECRET: SHOP.appSecret,
  WHATSAPP_VERIFY_TOKEN: SHOP.verifyToken,
};

const floor = (name: string, program: string): Contestant => ({
  name,
  program: pathOf(program),
  environment: access,
  readyWith: 401, // it knows nothing but webhooks, and this was none
  async prepare(client) {
    await client.query('create table inbound (id text primary key, sender text not null, body text not null)');
    await client.query('create table outbound (id text primary key, recipient text not null, body text not null)');
  },
  async kept(client) {
    const { rows } =
      await client.query<Kept>(`select customer, sum(stored)::int stored, sum(answered)::int answered from (
      select sender customer, 1 stored, 0 answered from inbound union all select recipient, 0, 1 from outbound) all_rows group by 1`);
    return rows;
  },
  faults: async () => [],
});

export const floorOne = floor('Floor 1: a commit per message', 'floors/commit-per-message.ts');
export const floorTwo = floor('Floor 2: group commit', 'floors/group-commit.ts');

/** As it is shipped, with the limits toward people and providers off. */
export const parlour: Contestant = {
  name: 'Parlour',
  program: pathOf('../server/src/main.ts'),
  environment: {
    ...access,
    EMULATOR: 'off',
    DEMO: 'on',
    WHATSAPP_THROUGHPUT: 'off',
    WHATSAPP_PAIR_LIMIT: 'off',
    CONTACT_RATE_LIMIT: 'off',
    LOG_LEVEL: 'info',
    NODE_COMPILE_CACHE: pathOf('../node_modules/.cache/compiled'), // as `npm start` has it
  },
  readyWith: 200,
  prepare: async () => {},
  async kept(client, since) {
    const { rows } = await client.query<Kept>(
      `select v.wa_id customer, count(*) filter (where m.direction = 'inbound')::int stored,
        count(*) filter (where m.direction = 'outbound' and m.status = 'sent' and m.provider_message_id is not null)::int answered
      from messages m join conversations v on v.business_id = m.business_id and v.id = m.conversation_id
      where m.created_at >= $1 group by 1`,
      [since],
    );
    return rows;
  },
  async faults(client, since) {
    const { rows } = await client.query<{ fault: string; count: number }>(
      `select 'messages without exactly one reply' fault, count(*)::int from (
        select i.id from messages i left join messages o on o.business_id = i.business_id and o.answers = i.id
        where i.direction = 'inbound' and i.created_at >= $1 group by i.business_id, i.id having count(o.id) <> 1) unpaired
      union all select 'replies that are ' || status, count(*)::int from messages
        where direction = 'outbound' and status <> 'sent' and created_at >= $1 group by status
      union all select 'messages without a turn', count(*)::int from messages m join conversations v on v.business_id = m.business_id and v.id = m.conversation_id
        where m.direction = 'inbound' and m.created_at >= $1 and m.seq > v.handled_seq and m.seq <> all (coalesce(v.handled_ahead, '{}'))`,
      [since],
    );
    return rows.filter(({ count }) => count > 0).map(({ fault, count }) => `${count} ${fault}`);
  },
};
