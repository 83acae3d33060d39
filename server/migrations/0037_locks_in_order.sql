-- As before (message_path, consent_at_sending, doubt_ends, turns_and_sends_in_sets), but whoever changes several messages
-- locks them by business and id. Statuses and what became of sends used to go in the order they came in: two groups that
-- met in two messages waited for each other, and one of them was undone. Whoever takes over frees the jobs of every
-- worker that belongs to nobody, and tries a reply once more when two nodes died over it.
create or replace function apply_statuses(payload json, received_at timestamptz) returns int language plpgsql as $$
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
  with news as materialized (
    select s.business_id, s.id,
      (array_agg(s.status order by status_rank(s.status) desc))[1] status,
      (array_agg(s.failure order by status_rank(s.status) desc))[1] failure,
      (array_agg(s.provider_message_id))[1] provider_message_id,
      min(s.at) filter (where s.status = 'delivered') delivered_at,
      min(s.at) filter (where s.status in ('read', 'played')) read_at
    from rows from (unnest(items), unnest(ids)) s(business_id, channel_id, message_id, provider_message_id, status, failure, at, id)
    where s.id is not null
    group by 1, 2 order by 1, 2
  ), locked as materialized (
    select news.*, m.status old from news -- one after the other, in the order of news
    cross join lateral (select * from messages m where m.business_id = news.business_id and m.id = news.id limit 1 for update) m
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

create or replace function claim_sends(me uuid, claims json) returns table (id uuid) language plpgsql as $$
#variable_conflict use_column
begin
  perform still_alive(me);
  perform from messages m, json_populate_recordset(null::claim_item, claims) c
    where m.business_id = c.business_id and m.id = c.id order by m.business_id, m.id for update of m;
  update conversations v set pair_busy_until = c.pair_busy_until
    from json_populate_recordset(null::claim_item, claims) c where v.business_id = c.business_id and v.id = c.conversation_id;
  update messages m set status = 'failed', due_at = null,
      failure = '{"code": "marketing-not-opted-in", "title": "There is no yes to marketing on record for this person any more."}'
    from json_populate_recordset(null::claim_item, claims) c
    where m.business_id = c.business_id and m.id = c.id and m.lane = 'campaign' and m.status in ('queued', 'in_doubt')
      and not coalesce((
        select k.granted from consents k
        where k.business_id = c.business_id and k.scope = 'marketing'
          and k.contact_id = (select v.contact_id from conversations v where v.business_id = c.business_id and v.id = c.conversation_id)
        order by k.at desc, k.id desc limit 1), false);
  return query
    update messages m set status = 'sending', claim_token = me, attempts = m.attempts + 1, due_at = null
    from json_populate_recordset(null::claim_item, claims) c
    where m.business_id = c.business_id and m.id = c.id and m.status in ('queued', 'in_doubt') and m.due_at is not null
    returning m.id;
end $$;
--> statement-breakpoint

create or replace function take_over(me uuid, doubt_until timestamptz, whole boolean)
returns table (business_id uuid, conversation_id uuid) language plpgsql as $$
#variable_conflict use_column
declare workers text[]; anybody boolean;
begin
  perform still_alive(me);
  -- the session lock of a killed process is free at once; a hung host is silent until `alive_until`
  delete from nodes n where n.token <> me and (n.alive_until < now() or pg_try_advisory_xact_lock(hashtextextended(n.token::text, 0)));
  anybody := found;
  if not (anybody or whole) then return; end if; -- the rest reads every job and every work row

  -- Their jobs would stay locked for four hours. Also of workers that nobody noted: a node that lost the database may not
  -- have told of its latest.
  select array_agg(distinct j.locked_by) into workers from graphile_worker._private_jobs j
    where j.locked_by is not null and not exists (select from nodes n where j.locked_by = any (n.worker_ids));
  if workers is not null then perform graphile_worker.force_unlock_workers(workers); end if;

  with under_way as materialized (
    select m.business_id, m.id from messages m
    join work w on w.business_id = m.business_id and w.conversation_id = m.conversation_id
    where w.node is not null and w.node <> me and not exists (select from nodes n where n.token = w.node)
      and m.status = 'sending' and not exists (select from nodes n where n.token = m.claim_token)
    order by 1, 2 for update of m
  )
  update messages m set status = 'in_doubt', claim_token = null,
      -- twice in doubt for the provider's sake is enough (sending.ts); one whose sender died has one more try
      due_at = case when m.content ->> 'type' <> 'template' and m.attempts < 3 then doubt_until end,
      failure = jsonb_build_object('code', 'node-lost', 'title', 'The server stopped while sending; a status will tell whether it arrived.')
    from under_way u where m.business_id = u.business_id and m.id = u.id and m.status = 'sending';

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

create or replace function settle(me uuid, sends json, releases json, at timestamptz)
returns table (conversation_id uuid) language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare r release_item;
begin
  with given as materialized (select * from json_populate_recordset(null::settled_item, sends) order by business_id, id),
  done as (
    update messages m set
      -- a status callback may have been quicker than the answer to our own call, also than none or half of one
      status = case when status_rank(m.status) > status_rank(case when s.outcome = 'accepted' then 'sent' else 'in_doubt' end) then m.status else s.status end,
      provider_message_id = coalesce(s.provider_message_id, m.provider_message_id),
      failure = case when status_rank(m.status) > status_rank('in_doubt') then m.failure else s.failure end,
      claim_token = null, attempts = s.attempts,
      due_at = case when status_rank(m.status) > status_rank('in_doubt') then null else s.due_at end
      from given s where m.business_id = s.business_id and m.id = s.id and m.claim_token = me
      returning s.business_id, s.id, s.attempts, s.outcome, s.failure
  )
  insert into failed_attempts (business_id, message_id, attempt, outcome, failure, at)
    select d.business_id, d.id, d.attempts, d.outcome, d.failure, at from done d
    where d.outcome <> 'accepted' and d.failure is not null on conflict do nothing;

  -- In id order, as everywhere. The row lock re-checks the count: what arrived on another node meanwhile keeps the row.
  for r in select * from json_populate_recordset(null::release_item, releases) order by 1, 2 loop
    update work w set node = null, wake_at = r.wake_at, takeovers = 0
      where w.business_id = r.business_id and w.conversation_id = r.conversation_id and w.node = me and w.arrivals = r.arrivals;
    if found then conversation_id := r.conversation_id; return next; end if;
  end loop;
end $$;
