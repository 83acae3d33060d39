-- Takes over what dead nodes held, as before (message_path); but what a dead node was sending goes out once more only as
-- it would have on a living one (conversations/sending.ts): a template never, a reply once.
create or replace function take_over(me uuid, doubt_until timestamptz, whole boolean)
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

  update messages m set status = 'in_doubt', claim_token = null,
      due_at = case when m.content ->> 'type' <> 'template' and m.attempts < 2 then doubt_until end,
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
