-- What became of sends, as before (message_path), but nothing undoes what a status has told.
create or replace function settle(me uuid, sends json, releases json, at timestamptz)
returns table (conversation_id uuid) language plpgsql as $$
#variable_conflict use_column
declare s settled_item; r release_item;
begin
  for s in select * from json_populate_recordset(null::settled_item, sends) loop
    update messages m set
      -- a status callback may have been quicker than the answer to our own call, also than none or half of one
      status = case when status_rank(m.status) > status_rank(case when s.outcome = 'accepted' then 'sent' else 'in_doubt' end) then m.status else s.status end,
      provider_message_id = coalesce(s.provider_message_id, m.provider_message_id),
      failure = case when status_rank(m.status) > status_rank('in_doubt') then m.failure else s.failure end,
      claim_token = null, attempts = s.attempts,
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
