import { SHOP } from './crowd/customers.ts';
import type { Cluster } from './database.ts';

/** What is stored before the clock runs. */
export const STORED = { messages: 1_000_000, contacts: 100_000 };

/**
 * Fills Parlour's database with the past of a busy shop: every contact has a conversation and as many messages as the
 * others, mixed over time as they would be. The crowd's customers are among them.
 */
export async function storeMillion(cluster: Cluster, database: string): Promise<void> {
  await cluster.asAdmin(database, async (client) => {
    const { rows } = await client.query<{ b: string; c: string }>(
      'select business_id b, id c from channels where external_id = $1',
      [SHOP.phoneNumberId],
    );
    const { b, c } = rows[0]!;
    await client.query("set session_replication_role = replica; set maintenance_work_mem = '256MB'"); // what is inserted here refers rightly
    await client.query(
      `create temp table people as
        select i, n, coalesce(known.contact_id, uuidv7()) contact, known.contact_id is null is_new
        from generate_series(0, $2 - 1) i cross join lateral (select '1206' || lpad(i::text, 7, '0') n) digits
        left join contact_identities known on known.business_id = $1 and known.kind = 'wa_id' and known.value = n`,
      [b, STORED.contacts],
    );
    await client.query(
      `insert into contacts (business_id, id, name) select $1, contact, 'Customer ' || right(n, 5) from people where is_new`,
      [b],
    );
    await client.query(
      `insert into contact_identities (business_id, kind, value, contact_id)
        select $1, kind, value, contact from people
        cross join lateral (values ('phone', '+' || n), ('wa_id', n), ('bsuid', 'US.1349' || lpad(n, 16, '0'))) as known(kind, value) where is_new`,
      [b],
    );
    await client.query(
      `insert into conversations (business_id, id, channel_id, contact_id, wa_id, bsuid)
        select $1, uuidv7(), $2, contact, n, 'US.1349' || lpad(n, 16, '0') from people where is_new`,
      [b, c],
    );
    await client.query(
      `insert into messages (business_id, id, seq, conversation_id, channel_id, direction, author, status, content, provider_message_id, sent_at, created_at)
        select $1, uuidv7(), nextval('message_seq'), v.id, $2,
          case when turn % 2 = 0 then 'inbound' else 'outbound' end, case when turn % 2 = 0 then 'customer' else 'bot' end,
          case when turn % 2 = 0 then 'received' else 'read' end,
          jsonb_build_object('type', 'text', 'body', 'Message ' || turn || ' of ' || p.n || ': is the blue one in size M still there, and when could it arrive?'),
          'wamid.HBgL' || p.n || 'FQIAEhgUstored' || turn || 'AA==',
          now() - interval '90 days' + turn * interval '6 days', now() - interval '90 days' + turn * interval '6 days'
        from generate_series(1, $3) turn cross join people p
        join conversations v on v.business_id = $1 and v.channel_id = $2 and v.contact_id = p.contact and v.closed_at is null`,
      [b, c, STORED.messages / STORED.contacts],
    );
    await client.query(
      `update conversations set handled_seq = (select last_value from message_seq) where business_id = $1`,
      [b],
    );
    await client.query('vacuum (analyze) contacts, contact_identities, conversations, messages');
    await client.query('checkpoint');
  });
}
