-- As before (a_person_comes_first), and a customer who writes opens their conversation again, whatever was decided about
-- it: it costs nothing here, where its row is written anyway. What was resolved begins anew, with the bot. A hand-off is
-- kept for those who are to be told of it.
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
      status = case when t.arrived > 0 or t.hand_off is not null then 'open' else v.status end,
      snoozed_until = case when t.arrived > 0 or t.hand_off is not null then null else v.snoozed_until end,
      assignee_id = case when t.give_back or (v.status = 'resolved' and t.arrived > 0) then null else v.assignee_id end,
      -- what the bot has answered nobody needs to read; what waits for a person counts, shown as "99+" beyond
      unread = case when t.hand_off is not null or (v.waiting_since is not null and not coalesce(t.give_back, false)) then least(v.unread + t.arrived, 100) else 0 end,
      pair_busy_until = t.pair_busy_until, turns_busy_until = t.turns_busy_until, catching_up_since = t.catching_up_since
      where v.business_id = t.business_id and v.id = t.conversation_id and v.turns = t.turns and (v.waiting_since is not null) = t.waiting;
    if not found then raise exception 'conversation % went on without this node', t.conversation_id using errcode = 'PL002'; end if;
    if t.hand_off is not null and not t.waiting then
      insert into hand_offs (business_id, conversation_id, reason, at) values (t.business_id, t.conversation_id, t.hand_off, at);
    end if;
    if t.language is not null then
      update contacts k set language = t.language where k.business_id = t.business_id and k.id = t.contact_id;
    end if;
  end loop;
  insert into messages (business_id, id, conversation_id, channel_id, direction, author, status, content, answers, trace, claim_token, due_at, attempts, failure, sent_at, created_at)
    select r.business_id, r.id, r.conversation_id, r.channel_id, 'outbound', r.author, r.status, r.content, r.answers, r.trace,
      case when r.status = 'sending' then me end, r.due_at, r.attempts, r.failure, at, at
    from json_populate_recordset(null::reply_item, replies) r;
end $$;
