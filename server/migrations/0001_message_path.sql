-- The way of a message in set-based statements. Every function takes what has gathered for all conversations at once.
-- Queries look up by scalars, laterals with limit 1, or in a loop: a join of what gathered with a table is planned once,
-- on the young table, from the wrong side, and is then quadratic in the batch for as long as the connection lives.
-- See docs/decisions/0003-the-hot-path.md.

-- A work row is written three times a message; with room on its page no index is touched.
alter table work set (fillfactor = 25, autovacuum_vacuum_scale_factor = 0.01);
alter table conversations set (fillfactor = 70);
alter table messages set (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.01);
--> statement-breakpoint

-- How far a message has come. A status only moves to a higher rank; a failure never undoes a delivery.
create function status_rank(status text) returns int language sql immutable parallel safe as $$
  select array_position('{received,queued,sending,in_doubt,sent,delivered,read,played,parked,failed,expired}'::text[], status)
$$;
--> statement-breakpoint

-- One inbound message as the channel read it. `phone` is canonical (variants of one number are one value).
create type inbound_item as (
  business_id uuid, channel_id uuid, phone text, wa_id text, bsuid text, username text, name text,
  provider_message_id text, quotes text, sent_at timestamptz, content jsonb, context jsonb
);
--> statement-breakpoint
create type status_item as (
  business_id uuid, channel_id uuid, message_id uuid, provider_message_id text, status text, failure jsonb, at timestamptz
);
--> statement-breakpoint
create type webhook_item as (business_id uuid, id uuid, source text, payload text);
--> statement-breakpoint

-- What a node needs to go on with conversations it holds: one row per thing to do, at least one per conversation.
create function load_work(me uuid, businesses uuid[], convs uuid[])
returns table (
  business_id uuid, conversation_id uuid, arrivals int, takeovers smallint, channel_id uuid, contact_id uuid,
  contact_name text, contact_language text, contact_phone text, wa_id text, bsuid text, state jsonb, handled_seq bigint,
  handled_ahead bigint[], waiting_since timestamptz, last_inbound_at timestamptz,
  pair_busy_until timestamptz, turns_busy_until timestamptz, catching_up_since timestamptz,
  id uuid, seq bigint, direction text, status text, author text, content jsonb, provider_message_id text, quotes text,
  context jsonb, sent_at timestamptz, due_at timestamptz, attempts smallint
) language sql stable as $$
  select c.b, c.id, w.arrivals, w.takeovers, v.channel_id, v.contact_id, k.name, k.language,
    (select i.value from contact_identities i where i.business_id = c.b and i.contact_id = v.contact_id and i.kind = 'phone' order by i.created_at desc limit 1),
    v.wa_id, v.bsuid, v.state, v.handled_seq, v.handled_ahead, v.waiting_since, v.last_inbound_at, v.pair_busy_until, v.turns_busy_until, v.catching_up_since,
    m.id, m.seq, m.direction, m.status, m.author, m.content, m.provider_message_id, m.quotes, m.context, m.sent_at, m.due_at, m.attempts
  from unnest(businesses, convs) c(b, id)
  cross join lateral (select * from work w where w.business_id = c.b and w.conversation_id = c.id limit 1) w
  cross join lateral (select * from conversations v where v.business_id = c.b and v.id = c.id limit 1) v
  cross join lateral (select * from contacts k where k.business_id = c.b and k.id = v.contact_id limit 1) k
  left join lateral (
    (select * from messages m where m.business_id = c.b and m.conversation_id = c.id and m.seq > v.handled_seq
       and m.direction = 'inbound' and (v.handled_ahead is null or m.seq <> all (v.handled_ahead)) order by m.seq limit 100)
    union all
    (select * from messages m where m.business_id = c.b and m.conversation_id = c.id and m.due_at is not null
       and m.status in ('queued', 'in_doubt') order by m.seq limit 100)
  ) m on true
  where w.node = me
$$;
--> statement-breakpoint

-- Raises when this node was declared dead. The share lock makes whoever takes over wait until we are through.
create function still_alive(me uuid) returns void language plpgsql as $$
begin
  perform from nodes n where n.token = me for key share;
  if not found then raise exception 'this node was declared dead' using errcode = 'PL001'; end if;
end $$;
--> statement-breakpoint

-- News of sent messages: status only moves up. What we do not know yet is parked and tried again.
create function apply_statuses(payload json, received_at timestamptz) returns int language plpgsql as $$
declare items status_item[]; ids uuid[];
begin
  select array_agg(s) into items from json_populate_recordset(null::status_item, payload) s;
  if items is null then return 0; end if;
  select array_agg(coalesce(
      (select m.id from messages m where m.business_id = s.business_id and m.id = s.message_id and m.channel_id = s.channel_id),
      (select m.id from messages m where m.business_id = s.business_id and m.channel_id = s.channel_id and m.provider_message_id = s.provider_message_id)
    ) order by s.n) into ids
    from unnest(items) with ordinality s(business_id, channel_id, message_id, provider_message_id, status, failure, at, n);

  -- Several statuses of one message in one group: the highest counts, each sets its own time.
  with news as (
    select s.business_id, s.id,
      (array_agg(s.status order by status_rank(s.status) desc))[1] status,
      (array_agg(s.failure order by status_rank(s.status) desc))[1] failure,
      (array_agg(s.provider_message_id))[1] provider_message_id,
      min(s.at) filter (where s.status = 'delivered') delivered_at,
      min(s.at) filter (where s.status in ('read', 'played')) read_at
    from rows from (unnest(items), unnest(ids)) s(business_id, channel_id, message_id, provider_message_id, status, failure, at, id)
    where s.id is not null
    group by 1, 2
  ), locked as materialized (
    select news.*, m.status old from news
    cross join lateral (select * from messages m where m.business_id = news.business_id and m.id = news.id limit 1 for update) m
    order by news.business_id, news.id
  )
  update messages m set
    status = l.status,
    failure = case when l.status = 'failed' then l.failure when l.status in ('delivered', 'read', 'played') then null else m.failure end,
    provider_message_id = coalesce(m.provider_message_id, l.provider_message_id),
    due_at = null,
    delivered_at = coalesce(m.delivered_at, l.delivered_at, l.read_at),
    read_at = coalesce(m.read_at, l.read_at)
  from locked l
  where m.business_id = l.business_id and m.id = l.id
    and status_rank(l.status) > status_rank(m.status)
    and not (l.status = 'failed' and m.status in ('delivered', 'read', 'played'));

  insert into parked_statuses (business_id, channel_id, provider_message_id, status, failure, at, received_at)
    select s.business_id, s.channel_id, s.provider_message_id, s.status, s.failure, s.at, apply_statuses.received_at
    from rows from (unnest(items), unnest(ids)) s(business_id, channel_id, message_id, provider_message_id, status, failure, at, id)
    where s.id is null
    on conflict do nothing;
  return (select count(*) from unnest(ids) i where i is not null);
end $$;
--> statement-breakpoint

-- Stores what a group of webhooks brought, in one commit, and takes the conversations nobody else has.
-- Returns the work of those we now hold. `me` is null on a node that only receives.
create function receive(me uuid, messages_in json, statuses_in json, webhooks_in json, at timestamptz)
returns table (
  business_id uuid, conversation_id uuid, arrivals int, takeovers smallint, channel_id uuid, contact_id uuid,
  contact_name text, contact_language text, contact_phone text, wa_id text, bsuid text, state jsonb, handled_seq bigint,
  handled_ahead bigint[], waiting_since timestamptz, last_inbound_at timestamptz,
  pair_busy_until timestamptz, turns_busy_until timestamptz, catching_up_since timestamptz,
  id uuid, seq bigint, direction text, status text, author text, content jsonb, provider_message_id text, quotes text,
  context jsonb, sent_at timestamptz, due_at timestamptz, attempts smallint
) language plpgsql as $$
#variable_conflict use_column
declare items inbound_item[]; convs uuid[]; moved boolean[]; bizs uuid[]; mine uuid[]; files json;
begin
  if me is not null then perform still_alive(me); end if;

  insert into webhook_events (business_id, id, source, payload, received_at)
    select w.business_id, w.id, w.source, w.payload, at from json_populate_recordset(null::webhook_item, webhooks_in) w;
  if statuses_in is not null then perform apply_statuses(statuses_in, at); end if;

  select array_agg(i) into items from json_populate_recordset(null::inbound_item, messages_in) i;
  if items is null then return; end if;

  for attempt in 1..2 loop
    -- Who wrote, and in which conversation? `moved`: known, but under another number, id or name than last time.
    select array_agg(v.id order by i.n),
      array_agg(v.id is not null and ((i.wa_id is not null and v.wa_id is distinct from i.wa_id) or (i.bsuid is not null and v.bsuid is distinct from i.bsuid)
        or (i.name <> '' and i.name <> (select k.name from contacts k where k.business_id = i.business_id and k.id = v.contact_id))) order by i.n)
      into convs, moved
      from unnest(items) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, n)
      left join lateral (
        select v.id, v.contact_id, v.wa_id, v.bsuid from conversations v
        where v.business_id = i.business_id and v.channel_id = i.channel_id and v.closed_at is null and v.contact_id = coalesce(
          (select k.contact_id from contact_identities k where k.business_id = i.business_id and k.kind = 'bsuid' and k.value = i.bsuid),
          (select k.contact_id from contact_identities k where k.business_id = i.business_id and k.kind = 'phone' and k.value = i.phone))
        limit 1) v on true;
    exit when attempt = 2 or array_position(convs, null) is null;
    perform welcome_strangers(items, convs);
  end loop;

  if true = any (moved) then perform remember_identities(items, convs, moved); end if;

  -- Lock in id order, and take what is free. The sequence is drawn below, under these locks.
  with locked as (
    insert into work as w (business_id, conversation_id, node, wake_at)
      select distinct i.business_id, i.conv, me, case when me is null then at end
      from rows from (unnest(items), unnest(convs)) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, conv, n)
      where i.conv is not null
      order by 1, 2
    on conflict (business_id, conversation_id) do update set
      arrivals = w.arrivals + 1, node = coalesce(w.node, excluded.node),
      wake_at = case when w.node is null and excluded.node is null then least(w.wake_at, excluded.wake_at) end
    returning w.business_id, w.conversation_id, w.node)
  select array_agg(l.business_id), array_agg(l.conversation_id) into bizs, mine from locked l where l.node = me;

  with stored as (insert into messages (business_id, id, conversation_id, channel_id, direction, author, status, provider_message_id, quotes, content, context, sent_at, created_at)
    select i.business_id, uuidv7(), i.conv, i.channel_id, 'inbound', 'customer', 'received', i.provider_message_id, i.quotes, i.content, i.context, i.sent_at, at
    from rows from (unnest(items), unnest(convs)) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, conv, n)
    where i.conv is not null
    order by i.n
  on conflict (business_id, channel_id, provider_message_id) where provider_message_id is not null do nothing
  returning business_id, channel_id, content)
  select json_agg(json_build_object('businessId', s.business_id, 'channelId', s.channel_id, 'file', s.content -> 'file'))
    into files from stored s where s.content -> 'file' ->> 'mediaId' is not null;
  if files is not null then perform expect_files(files, at); end if;

  return query select * from load_work(me, bizs, mine); -- its own statement: a new snapshot
end $$;
--> statement-breakpoint

-- Files that customers sent are fetched by jobs, which commit together with the message that names them.
create function expect_files(files json, at timestamptz) returns void language plpgsql as $$
begin
  insert into media (business_id, id, channel_id, provider_media_id, mime_type, file_name, status, created_at)
    select (f ->> 'businessId')::uuid, (f -> 'file' ->> 'mediaId')::uuid, (f ->> 'channelId')::uuid, f -> 'file' ->> 'providerMediaId',
      coalesce(f -> 'file' ->> 'mimeType', 'application/octet-stream'), f -> 'file' ->> 'fileName', 'pending', at
    from json_array_elements(files) f
  on conflict do nothing;
  perform graphile_worker.add_job('media.fetch', json_build_object('businessId', f ->> 'businessId', 'mediaId', f -> 'file' ->> 'mediaId'), max_attempts => 8)
    from json_array_elements(files) f;
end $$;
--> statement-breakpoint

-- New people and new conversations. Two nodes may meet the same stranger at once: the identity decides who was first,
-- and a contact that lost is removed again.
create function welcome_strangers(items inbound_item[], convs uuid[]) returns void language plpgsql as $$
declare created uuid[];
begin
  with strangers as (
    select distinct on (i.business_id, coalesce(i.phone, i.bsuid)) i.business_id, i.phone, i.wa_id, i.bsuid, i.username, i.name, uuidv7() new_id
    from rows from (unnest(items), unnest(convs)) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, conv, n)
    where i.conv is null
      and not exists (select from contact_identities k where k.business_id = i.business_id and k.kind = 'bsuid' and k.value = i.bsuid)
      and not exists (select from contact_identities k where k.business_id = i.business_id and k.kind = 'phone' and k.value = i.phone)
    order by i.business_id, coalesce(i.phone, i.bsuid), i.n
  ), people as (
    insert into contacts (business_id, id, name) select s.business_id, s.new_id, s.name from strangers s returning business_id, id
  ), known as (
    insert into contact_identities (business_id, kind, value, contact_id)
    select s.business_id, x.kind, x.value, s.new_id
    from strangers s
    cross join lateral (values ('phone', s.phone), ('wa_id', s.wa_id), ('bsuid', s.bsuid), ('username', s.username)) x(kind, value)
    where x.value is not null
    order by s.phone is null, s.business_id, x.kind, x.value -- a number is more certain than a name
    on conflict do nothing
  )
  select array_agg(id) into created from people;

  delete from contacts k where k.id = any (created)
    and not exists (select from contact_identities i where i.business_id = k.business_id and i.contact_id = k.id and i.kind in ('phone', 'bsuid'));

  insert into conversations (business_id, id, channel_id, contact_id, wa_id, bsuid)
    select distinct on (s.business_id, s.channel_id, s.contact_id) s.business_id, uuidv7(), s.channel_id, s.contact_id, s.wa_id, s.bsuid
    from (
      select i.*, coalesce(
        (select k.contact_id from contact_identities k where k.business_id = i.business_id and k.kind = 'bsuid' and k.value = i.bsuid),
        (select k.contact_id from contact_identities k where k.business_id = i.business_id and k.kind = 'phone' and k.value = i.phone)) contact_id
      from rows from (unnest(items), unnest(convs)) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, conv, n)
      where i.conv is null
    ) s
    where s.contact_id is not null
    order by s.business_id, s.channel_id, s.contact_id, s.n
  on conflict do nothing;
end $$;
--> statement-breakpoint

-- A known person writes under another number, id or profile name than last time: learn it, and answer there.
create function remember_identities(items inbound_item[], convs uuid[], moved boolean[]) returns void language plpgsql as $$
begin
  insert into contact_identities (business_id, kind, value, contact_id)
    select i.business_id, x.kind, x.value, c.contact_id
    from rows from (unnest(items), unnest(convs), unnest(moved)) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, conv, moved, n)
    cross join lateral (select c.contact_id from conversations c where c.business_id = i.business_id and c.id = i.conv limit 1) c
    cross join lateral (values ('phone', i.phone), ('wa_id', i.wa_id), ('bsuid', i.bsuid), ('username', i.username)) x(kind, value)
    where i.moved and x.value is not null
    order by i.business_id, x.kind, x.value
  on conflict do nothing;

  update conversations c set wa_id = coalesce(i.wa_id, c.wa_id), bsuid = coalesce(i.bsuid, c.bsuid)
    from (
      select distinct on (i.business_id, i.conv) i.business_id, i.conv, i.wa_id, i.bsuid
      from rows from (unnest(items), unnest(convs), unnest(moved)) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, conv, moved, n)
      where i.moved order by i.business_id, i.conv, i.n desc
    ) i
    where c.business_id = i.business_id and c.id = i.conv;

  update contacts k set name = i.name
    from (
      select distinct on (i.business_id, c.contact_id) i.business_id, c.contact_id, i.name
      from rows from (unnest(items), unnest(convs), unnest(moved)) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, conv, moved, n)
      cross join lateral (select c.contact_id from conversations c where c.business_id = i.business_id and c.id = i.conv limit 1) c
      where i.moved and i.name <> '' order by i.business_id, c.contact_id, i.n desc
    ) i
    where k.business_id = i.business_id and k.id = i.contact_id and k.name <> i.name;
end $$;
--> statement-breakpoint

-- `hand_off` and `give_back` are events, not copies of a column: a person may have decided meanwhile.
create type turn_item as (
  business_id uuid, conversation_id uuid, state jsonb, handled_seq bigint, handled_ahead bigint[], last_inbound_at timestamptz,
  arrived int, hand_off text, give_back boolean, pair_busy_until timestamptz, turns_busy_until timestamptz, catching_up_since timestamptz,
  contact_id uuid, language text -- of the contact, when this turn learnt it
);
--> statement-breakpoint
create type reply_item as (
  business_id uuid, id uuid, conversation_id uuid, channel_id uuid, author text, status text, content jsonb,
  answers uuid, trace jsonb, due_at timestamptz, attempts smallint, failure jsonb
);
--> statement-breakpoint

-- The outcome of turns: where the conversations stand, and what is to be said. Replies that may leave at once are born
-- `sending` and claimed by us, others `queued`. What is being sent is in no index of its own: its conversation is held.
create function commit_turns(me uuid, turns json, replies json, at timestamptz) returns void language plpgsql as $$
declare t turn_item;
begin
  perform still_alive(me);
  for t in select * from json_populate_recordset(null::turn_item, turns) loop
    update conversations v set
      state = t.state, handled_seq = t.handled_seq, handled_ahead = t.handled_ahead,
      last_inbound_at = greatest(v.last_inbound_at, t.last_inbound_at), last_message_at = at,
      waiting_since = case when t.hand_off is not null then coalesce(v.waiting_since, at) when t.give_back then null else v.waiting_since end,
      waiting_reason = case when t.hand_off is not null then t.hand_off when t.give_back then null else v.waiting_reason end,
      -- what the bot has answered nobody needs to read; what waits for a person counts, shown as "99+" beyond
      unread = case when t.hand_off is not null or (v.waiting_since is not null and not coalesce(t.give_back, false)) then least(v.unread + t.arrived, 100) else 0 end,
      pair_busy_until = t.pair_busy_until, turns_busy_until = t.turns_busy_until, catching_up_since = t.catching_up_since
      where v.business_id = t.business_id and v.id = t.conversation_id;
    if t.language is not null then
      update contacts k set language = t.language where k.business_id = t.business_id and k.id = t.contact_id;
    end if;
  end loop;
  insert into messages (business_id, id, conversation_id, channel_id, direction, author, status, content, answers, trace, claim_token, due_at, attempts, failure, sent_at, created_at)
    select r.business_id, r.id, r.conversation_id, r.channel_id, 'outbound', r.author, r.status, r.content, r.answers, r.trace,
      case when r.status = 'sending' then me end, r.due_at, r.attempts, r.failure, at, at
    from json_populate_recordset(null::reply_item, replies) r;
end $$;
--> statement-breakpoint

create type claim_item as (business_id uuid, id uuid, conversation_id uuid, pair_busy_until timestamptz);
--> statement-breakpoint

-- Queued messages whose moment has come: ours to send from here on. Returns those that were still to be sent.
create function claim_sends(me uuid, claims json) returns table (id uuid) language plpgsql as $$
#variable_conflict use_column
begin
  perform still_alive(me);
  update conversations v set pair_busy_until = c.pair_busy_until
    from json_populate_recordset(null::claim_item, claims) c where v.business_id = c.business_id and v.id = c.conversation_id;
  return query
    update messages m set status = 'sending', claim_token = me, attempts = m.attempts + 1, due_at = null
    from json_populate_recordset(null::claim_item, claims) c
    where m.business_id = c.business_id and m.id = c.id and m.status in ('queued', 'in_doubt') and m.due_at is not null
    returning m.id;
end $$;
--> statement-breakpoint

create type settled_item as (
  business_id uuid, id uuid, status text, provider_message_id text, failure jsonb, due_at timestamptz, attempts smallint, outcome text
);
--> statement-breakpoint
create type release_item as (business_id uuid, conversation_id uuid, arrivals int, wake_at timestamptz);
--> statement-breakpoint

-- What became of sends, and conversations with nothing left to do let go. Returns those let go: a conversation that
-- something arrived for meanwhile (on any node) stays ours.
create function settle(me uuid, sends json, releases json, at timestamptz)
returns table (conversation_id uuid) language plpgsql as $$
#variable_conflict use_column
declare s settled_item; r release_item;
begin
  for s in select * from json_populate_recordset(null::settled_item, sends) loop
    update messages m set
      -- a status callback may have been quicker than the answer to our own call
      status = case when s.outcome = 'accepted' and status_rank(m.status) > status_rank('sent') then m.status else s.status end,
      provider_message_id = coalesce(s.provider_message_id, m.provider_message_id),
      failure = s.failure, claim_token = null, attempts = s.attempts,
      due_at = case when status_rank(m.status) > status_rank('in_doubt') then null else s.due_at end
      where m.business_id = s.business_id and m.id = s.id and m.claim_token = me;
    if found and s.outcome <> 'accepted' and s.failure is not null then
      insert into failed_attempts (business_id, message_id, attempt, outcome, failure, at)
        values (s.business_id, s.id, s.attempts, s.outcome, s.failure, at) on conflict do nothing;
    end if;
  end loop;

  -- In id order, as everywhere. The row lock re-checks the count: what arrived on another node meanwhile keeps the row.
  for r in select * from json_populate_recordset(null::release_item, releases) order by 1, 2 loop
    update work w set node = null, wake_at = r.wake_at, takeovers = 0
      where w.business_id = r.business_id and w.conversation_id = r.conversation_id and w.node = me and w.arrivals = r.arrivals;
    if found then conversation_id := r.conversation_id; return next; end if;
  end loop;
end $$;
--> statement-breakpoint

-- Takes over what dead nodes held, and work rows nobody owns. Sends that were under way are in doubt until a status
-- tells, or until `doubt_until`. `whole`: look even if nobody died just now. Returns what is ours now.
create function take_over(me uuid, doubt_until timestamptz, whole boolean)
returns table (business_id uuid, conversation_id uuid) language plpgsql as $$
#variable_conflict use_column
declare workers text[]; anybody boolean;
begin
  perform still_alive(me);
  with gone as (
    -- the session lock of a killed process is free at once; a hung host is silent until `alive_until`
    delete from nodes n where n.token <> me and (n.alive_until < now() or pg_try_advisory_xact_lock(hashtextextended(n.token::text, 0)))
    returning n.token, n.worker_ids)
  select count(g.token) > 0, array_agg(w.id) filter (where w.id is not null) into anybody, workers
    from gone g left join lateral unnest(g.worker_ids) w(id) on true;
  -- their jobs would stay locked for four hours
  if workers is not null then perform graphile_worker.force_unlock_workers(workers); end if;
  if not (anybody or whole) then return; end if; -- the rest reads every work row

  update messages m set status = 'in_doubt', claim_token = null, due_at = doubt_until,
      failure = jsonb_build_object('code', 'node-lost', 'title', 'The server stopped while sending; a status will tell whether it arrived.')
    from (
      select w.business_id, w.conversation_id from work w
      where w.node is not null and w.node <> me and not exists (select from nodes n where n.token = w.node)) lost
    where m.business_id = lost.business_id and m.conversation_id = lost.conversation_id
      and m.status = 'sending' and not exists (select from nodes n where n.token = m.claim_token);

  return query
  with orphans as materialized (
    select w.business_id, w.conversation_id from work w
    where w.node is not null and w.node <> me and not exists (select from nodes n where n.token = w.node)
    order by 1, 2 for update
  )
  update work w set node = me, wake_at = null, arrivals = w.arrivals + 1, takeovers = w.takeovers + 1
  from orphans o where w.business_id = o.business_id and w.conversation_id = o.conversation_id
  returning w.business_id, w.conversation_id;
end $$;
--> statement-breakpoint

-- Conversations whose time has come (retries, flow timers, messages queued by people), taken by whoever asks first.
create function wake_due(me uuid, at timestamptz, most int)
returns table (business_id uuid, conversation_id uuid) language plpgsql as $$
#variable_conflict use_column
begin
  perform still_alive(me);
  return query
  with due as materialized (
    select w.business_id, w.conversation_id from work w where w.node is null and w.wake_at <= at
    order by w.wake_at limit most for update skip locked
  )
  update work w set node = me, wake_at = null, arrivals = w.arrivals + 1 from due d
  where w.business_id = d.business_id and w.conversation_id = d.conversation_id
  returning w.business_id, w.conversation_id;
end $$;
--> statement-breakpoint

-- Statuses that came before we knew the message's id at the provider.
create function settle_parked_statuses(asked_at timestamptz) returns int language plpgsql as $$
declare known json;
begin
  with young as materialized (
    select p.* from parked_statuses p where p.received_at > asked_at - interval '1 hour'
      and exists (select from messages m where m.business_id = p.business_id and m.channel_id = p.channel_id and m.provider_message_id = p.provider_message_id)
    limit 500 for update skip locked
  ), taken as (
    delete from parked_statuses p using young y where p.business_id = y.business_id and p.channel_id = y.channel_id
      and p.provider_message_id = y.provider_message_id and p.status = y.status
    returning p.*
  )
  select json_agg(json_build_object('business_id', t.business_id, 'channel_id', t.channel_id, 'provider_message_id', t.provider_message_id,
    'status', t.status, 'failure', t.failure, 'at', t.at)) into known from taken t;
  return case when known is null then 0 else apply_statuses(known, asked_at) end;
end $$;
--> statement-breakpoint

-- A young table has no statistics, and as every index begins with business_id the planner may take any of them and
-- filter. Tell it that a business id selects little, and what selects much. (Not how large the tables are: of a table
-- it knows nothing about it assumes ten pages, which is the better lie.)
do $$
declare r record;
begin
  for r in select * from (values
      ('contacts', 'business_id', 1), ('contacts', 'id', -1),
      ('contact_identities', 'business_id', 1), ('contact_identities', 'kind', 4), ('contact_identities', 'value', -1), ('contact_identities', 'contact_id', -0.5),
      ('conversations', 'business_id', 1), ('conversations', 'id', -1), ('conversations', 'contact_id', -1), ('conversations', 'channel_id', 1),
      ('messages', 'business_id', 1), ('messages', 'id', -1), ('messages', 'conversation_id', -0.05), ('messages', 'seq', -1),
      ('messages', 'channel_id', 1), ('messages', 'provider_message_id', -1), ('messages', 'claim_token', 2),
      ('work', 'business_id', 1), ('work', 'conversation_id', -1), ('work', 'node', 2)) facts (relation, attribute, different)
  loop
    perform pg_restore_attribute_stats('schemaname', 'public', 'relname', r.relation, 'attname', r.attribute, 'inherited', false,
      'null_frac', 0::real, 'avg_width', 16, 'n_distinct', r.different::real);
  end loop;
end $$;
