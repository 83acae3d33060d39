-- A conversation stays with the node that answered it for a while: the customer's next message then needs neither
-- a load nor a release. What others do to it meanwhile they tell that node. See docs/decisions/0007-conversations-kept.md.

drop function receive(uuid, json, json, json, timestamptz);
drop function load_work(uuid, uuid[], uuid[]);
--> statement-breakpoint

-- What a node needs to go on with conversations it holds: an array with one element per thing to do, at least one per
-- conversation; null when it holds none of them.
create function load_work(me uuid, businesses uuid[], convs uuid[]) returns json language sql stable as $$
  select json_agg(found) from (
    select c.b business_id, c.id conversation_id, w.arrivals, w.takeovers, v.channel_id, v.contact_id, k.name contact_name, k.language contact_language,
      (select i.value from contact_identities i where i.business_id = c.b and i.contact_id = v.contact_id and i.kind = 'phone' order by i.created_at desc limit 1) contact_phone,
      v.wa_id, v.bsuid, v.state, v.turns, v.handled_seq, v.handled_ahead, v.waiting_since, v.last_inbound_at, v.pair_busy_until, v.turns_busy_until, v.catching_up_since,
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
  ) found
$$;
--> statement-breakpoint

-- Something happened in conversations that other nodes hold: they look again (platform/node.ts listens). A holder whose
-- process is gone hears nothing, so whoever noticed is told to take over.
create function tell_holders(me uuid, refs json) returns void language plpgsql as $$
begin
  perform pg_notify('node ' || (r ->> 'node'), r ->> 'ref') from json_array_elements(refs) r;
  if me is not null and exists (
    select from (select distinct r ->> 'node' node from json_array_elements(refs) r) holders
    where pg_try_advisory_xact_lock(hashtextextended(holders.node, 0)))
  then perform pg_notify('node ' || me, 'orphans'); end if;
end $$;
--> statement-breakpoint

-- Says that there is something to do in a conversation, at `at` or, when a node holds it, at once.
create function wake_conversation(business uuid, conversation uuid, at timestamptz) returns void language plpgsql as $$
declare holder uuid;
begin
  insert into work as w (business_id, conversation_id, wake_at) values (business, conversation, at)
    on conflict (business_id, conversation_id) do update set arrivals = w.arrivals + 1,
      wake_at = case when w.node is null then least(w.wake_at, excluded.wake_at) end
    returning w.node into holder;
  if holder is not null then perform pg_notify('node ' || holder, business || ' ' || conversation); end if;
end $$;
--> statement-breakpoint

-- Stores what a group of webhooks brought, in one commit, and takes the conversations nobody else has. `ids` are those
-- the messages get, in their order. `me` is null on a node that only receives. Returns null or
--   taken: the work of conversations that are ours from now on, as load_work gives it
--   held: those that were ours already, with their new count of arrivals
--   stored: the messages that were new, for those that hold their conversations in memory
create function receive(me uuid, messages_in json, ids uuid[], statuses_in json, webhooks_in json, at timestamptz) returns json language plpgsql as $$
#variable_conflict use_column
declare
  items inbound_item[]; convs uuid[]; moved boolean[]; relocated uuid[] := '{}'; files json; stored json;
  taken_bizs uuid[]; taken uuid[]; held json; foreign_refs json;
begin
  if me is not null then perform still_alive(me); end if;

  insert into webhook_events (business_id, id, source, payload, received_at)
    select w.business_id, w.id, w.source, w.payload, at from json_populate_recordset(null::webhook_item, webhooks_in) w;
  if statuses_in is not null then perform apply_statuses(statuses_in, at); end if;

  select array_agg(i) into items from json_populate_recordset(null::inbound_item, messages_in) i;
  if items is null then return null; end if;

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

  if true = any (moved) then
    perform remember_identities(items, convs, moved);
    select array_agg(i.conv) into relocated from unnest(convs, moved) i(conv, moved) where i.moved;
  end if;

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
    returning w.business_id, w.conversation_id, w.arrivals, w.node,
      old.node is not null and w.node = me and w.conversation_id <> all (relocated) known)
  select array_agg(l.business_id) filter (where l.node = me and not l.known), array_agg(l.conversation_id) filter (where l.node = me and not l.known),
      case when bool_or(l.known) then json_build_object('businesses', json_agg(l.business_id) filter (where l.known),
        'conversations', json_agg(l.conversation_id) filter (where l.known), 'arrivals', json_agg(l.arrivals) filter (where l.known)) end,
      json_agg(json_build_object('node', l.node, 'ref', l.business_id || ' ' || l.conversation_id)) filter (where l.node is not null and l.node is distinct from me)
    into taken_bizs, taken, held, foreign_refs from locked l;

  with kept as (insert into messages (business_id, id, conversation_id, channel_id, direction, author, status, provider_message_id, quotes, content, context, sent_at, created_at)
    select i.business_id, i.id, i.conv, i.channel_id, 'inbound', 'customer', 'received', i.provider_message_id, i.quotes, i.content, i.context, i.sent_at, at
    from rows from (unnest(items), unnest(convs), unnest(ids)) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, conv, id, n)
    where i.conv is not null
    order by i.n
  on conflict (business_id, channel_id, provider_message_id) where provider_message_id is not null do nothing
  returning business_id, channel_id, id, seq, conversation_id, content -> 'file' file)
  select json_agg(json_build_object('businessId', k.business_id, 'channelId', k.channel_id, 'file', k.file)) filter (where k.file ->> 'mediaId' is not null),
      json_build_object('ids', json_agg(k.id), 'seqs', json_agg(k.seq), 'conversations', json_agg(k.conversation_id))
    into files, stored from kept k;
  if files is not null then perform expect_files(files, at); end if;
  if foreign_refs is not null then perform tell_holders(me, foreign_refs); end if;

  -- load_work is a statement of its own: a new snapshot
  return json_build_object('held', held, 'stored', case when held is not null then stored end,
    'taken', case when taken is not null then load_work(me, taken_bizs, taken) end);
end $$;
--> statement-breakpoint

-- The outcome of turns: where the conversations stand, and what is to be said. Replies that may leave at once are born
-- `sending` and claimed by us, others `queued`. What is being sent is in no index of its own: its conversation is held.
-- A turn that began from an older state than the one stored is refused: PL002.
alter type turn_item add attribute turns int;
--> statement-breakpoint
create or replace function commit_turns(me uuid, turns json, replies json, at timestamptz) returns void language plpgsql as $$
declare t turn_item;
begin
  perform still_alive(me);
  for t in select * from json_populate_recordset(null::turn_item, turns) loop
    update conversations v set
      turns = v.turns + 1, state = t.state, handled_seq = t.handled_seq, handled_ahead = t.handled_ahead,
      last_inbound_at = greatest(v.last_inbound_at, t.last_inbound_at), last_message_at = at,
      waiting_since = case when t.hand_off is not null then coalesce(v.waiting_since, at) when t.give_back then null else v.waiting_since end,
      waiting_reason = case when t.hand_off is not null then t.hand_off when t.give_back then null else v.waiting_reason end,
      -- what the bot has answered nobody needs to read; what waits for a person counts, shown as "99+" beyond
      unread = case when t.hand_off is not null or (v.waiting_since is not null and not coalesce(t.give_back, false)) then least(v.unread + t.arrived, 100) else 0 end,
      pair_busy_until = t.pair_busy_until, turns_busy_until = t.turns_busy_until, catching_up_since = t.catching_up_since
      where v.business_id = t.business_id and v.id = t.conversation_id and v.turns = t.turns;
    if not found then raise exception 'conversation % went on without this node', t.conversation_id using errcode = 'PL002'; end if;
    if t.language is not null then
      update contacts k set language = t.language where k.business_id = t.business_id and k.id = t.contact_id;
    end if;
  end loop;
  insert into messages (business_id, id, conversation_id, channel_id, direction, author, status, content, answers, trace, claim_token, due_at, attempts, failure, sent_at, created_at)
    select r.business_id, r.id, r.conversation_id, r.channel_id, 'outbound', r.author, r.status, r.content, r.answers, r.trace,
      case when r.status = 'sending' then me end, r.due_at, r.attempts, r.failure, at, at
    from json_populate_recordset(null::reply_item, replies) r;
end $$;
