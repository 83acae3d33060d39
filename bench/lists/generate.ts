import type pg from 'pg';
import { SHOP } from '../crowd/customers.ts';
import type { Cluster } from '../database.ts';

/** What the lists are measured with. */
export const SIZE = { messages: 1_000_000, contacts: 100_000, conversations: 100_000, orders: 10_000 };

/**
 * Every run makes the same, moments and ids apart, which follow from when it is made: Postgres draws its random numbers from this, on one
 * connection and one worker. Ids tell their time here as in life: some lists read by it.
 */
const SEED = 0.42;

const FIRST =
  'Ana,Ben,Carla,Deepak,Elif,Fatima,Goran,Hana,Ivo,Jamal,Kavya,Lucia,Mateus,Nadia,Omar,Priya,Quentin,Rosa,Sheena,Tomás,Uma,Vera,Wei,Ximena,Yara,Zoe';
const LAST =
  'Almeida,Bauer,Costa,Diaz,Evans,Fischer,García,Haddad,Ivanov,Jensen,Khan,López,Mehta,Nguyen,Oliveira,Patel,Quispe,Rossi,Silva,Tanaka,Umar,Vargas,Weber,Xu,Yilmaz,Zimmer';
const COMMON =
  'hello,please,where,order,when,size,black,blue,thanks,delivery,hoodie,shirt,today,tomorrow,price,have,want,need,change,address';
const SYLLABLES = 'ba,ce,di,fo,gu,ha,je,ki,lo,mu,na,pe,ri,so,tu,va,we,xi,yo,za';

/**
 * Fills Parlour's database with years of a busy shop: contacts with names that repeat, conversations that thin out into
 * the past, messages of common and of rare words, some waiting for people, some labelled, and orders.
 */
export async function generate(cluster: Cluster, database: string, tell: (line: string) => void): Promise<void> {
  await cluster.asAdmin(database, async (client) => {
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '256MB'; set work_mem = '256MB';
      set max_parallel_workers_per_gather = 0`); // what is inserted here refers rightly
    await client.query('select setseed($1)', [SEED]);
    const { rows } = await client.query<{ b: string; c: string }>(
      'select business_id b, id c from channels where external_id = $1',
      [SHOP.phoneNumberId],
    );
    const shop = rows[0]!;
    await storePeople(client, shop);
    tell(`${SIZE.contacts.toLocaleString('en')} contacts and conversations`);
    await storeMessages(client, shop);
    tell(`${SIZE.messages.toLocaleString('en')} messages`);
    await storeOrders(client, shop);
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
  });
}

type Shop = { b: string; c: string };

async function storePeople(client: pg.Client, { b, c }: Shop): Promise<void> {
  await client.query(
    `create temp table crowd as
      select i, uuidv7(active - interval '30 days' - now()) contact, uuidv7(active - interval '30 days' - now()) conversation, '1305' || lpad(i::text, 7, '0') n,
        (string_to_array($1, ','))[1 + floor(random() * 26)::int] || ' ' || (string_to_array($2, ','))[1 + floor(random() * 26)::int] || ' ' || i as name,
        active, random() luck, 1 + floor(-ln(1 - random()) * 9)::int said
      from (select i, now() - interval '400 days' * power(random(), 3) - interval '2 hours' * random() active
        from generate_series(1, $3::int) i) drawn`,
    [FIRST, LAST, SIZE.contacts],
  );
  await client.query(
    `insert into contacts (business_id, id, name, language, created_at)
      select $1, contact, name, (array['en','es','pt','hi','ar'])[1 + floor(luck * 5)::int], active - interval '30 days' from crowd`,
    [b],
  );
  await client.query(
    `insert into contact_identities (business_id, kind, value, contact_id)
      select $1, kind, value, contact from crowd cross join lateral (values ('phone', '+' || n), ('wa_id', n)) known(kind, value)`,
    [b],
  );
  await client.query(
    `insert into people (id, name, email) select uuidv7(), 'Agent ' || i, 'agent' || i || '@example.com' from generate_series(1, 60) i`,
  );
  await client.query(
    `insert into members (business_id, person_id, role) select $1, id, 'agent' from people where email like 'agent%'`,
    [b],
  );
  await client.query(
    `insert into conversations (business_id, id, channel_id, contact_id, wa_id, last_message_at, last_inbound_at, created_at,
        status, waiting_since, waiting_reason, assignee_id, unread)
      select $1, conversation, $2, contact, n, active, active - interval '1 minute', active - interval '30 days',
        case when luck < 0.85 then 'open' when luck < 0.97 then 'resolved' when luck < 0.99 then 'pending' else 'snoozed' end,
        case when luck < 0.03 then active end, case when luck < 0.03 then 'asked for a person' end,
        case when luck < 0.02 then (select array_agg(id order by email) from people)[1 + i % 60] end,
        case when luck < 0.03 then 1 + i % 4 else 0 end
      from crowd`,
    [b, c],
  );
  await client.query(
    `insert into labels (business_id, name, created_at) select $1, unnest(array['vip', 'refund', 'wholesale']), now()`,
    [b],
  );
  await client.query(
    `insert into conversation_labels (business_id, conversation_id, label, at)
      select $1, conversation, case when i % 1000 = 0 then 'vip' when i % 100 = 1 then 'refund' else 'wholesale' end, active
      from crowd where i % 1000 = 0 or i % 100 = 1 or i % 20 = 2`,
    [b],
  );
}

async function storeMessages(client: pg.Client, { b, c }: Shop): Promise<void> {
  await client.query(
    `insert into messages (business_id, id, seq, conversation_id, channel_id, direction, author, status, failure, content, provider_message_id, sent_at, created_at)
      select $1, uuidv7(at - now()), nextval('message_seq'), conversation, $2,
        case when mine then 'inbound' else 'outbound' end, case when mine then 'customer' else 'bot' end,
        case when mine then 'received' when luck > 0.999 then 'failed' else 'read' end,
        case when not mine and luck > 0.999 then '{"code": "131026", "title": "Not on WhatsApp"}'::jsonb end,
        jsonb_build_object('type', 'text', 'body', body), 'wamid.' || conversation || turn, at, at
      from (
        select conversation, luck, turn, turn % 2 = 1 mine, active - interval '3 hours' * (said - turn) as at,
          common[1 + floor(random() * 20)::int] || ' ' || common[1 + floor(random() * 20)::int] || ' '
            || syllable[1 + floor(20 * power(random(), 2))::int] || syllable[1 + floor(random() * 20)::int] || syllable[1 + floor(random() * 20)::int] || ' '
            || common[1 + floor(random() * 20)::int] || ' '
            || syllable[1 + floor(20 * power(random(), 2))::int] || syllable[1 + floor(random() * 20)::int] || syllable[1 + floor(random() * 20)::int] || syllable[1 + floor(random() * 20)::int] body
        from (select * from crowd, (select string_to_array($3, ',') common, string_to_array($4, ',') syllable) words) p
        cross join lateral generate_series(1, least(said, 60)) turn
        order by at limit $5) all_said`,
    [b, c, COMMON, SYLLABLES, SIZE.messages],
  );
  const { rows } = await client.query<{ missing: number }>(
    'select $2::int - count(*)::int missing from messages where business_id = $1',
    [b, SIZE.messages],
  );
  // The draw decides how long conversations are; the rest is one more message for as many as it takes.
  await client.query(
    `insert into messages (business_id, id, seq, conversation_id, channel_id, direction, author, status, content, provider_message_id, sent_at, created_at)
      select $1, uuidv7(active - now()), nextval('message_seq'), conversation, $2, 'inbound', 'customer', 'received',
        jsonb_build_object('type', 'text', 'body', 'thanks again, number ' || i), 'wamid.more' || conversation, active, active
      from crowd order by active limit $3`,
    [b, c, Math.max(0, rows[0]!.missing)],
  );
  await client.query(
    `update conversations set handled_seq = (select last_value from message_seq) where business_id = $1`,
    [b],
  );
}

async function storeOrders(client: pg.Client, { b }: Shop): Promise<void> {
  await client.query(
    `insert into orders (business_id, id, number, contact_id, conversation_id, state, amount, currency, created_at, updated_at)
      select $1, uuidv7(active - now()), 100000 + i, contact, conversation,
        (array['confirmed','confirmed','shipped','delivered','delivered','cancelled'])[1 + i % 6], 1000 + i % 9000, 'USD', active, active
      from crowd where i <= $2`,
    [b, SIZE.orders],
  );
  await client.query(
    `insert into order_lines (business_id, order_id, position, variant_id, name, quantity, amount)
      select o.business_id, o.id, 1, v.id, 'Hoodie, black, L', 1, o.amount from orders o
      cross join lateral (select id from variants where business_id = o.business_id limit 1) v where o.business_id = $1 and o.number > 100000`,
    [b],
  );
}
