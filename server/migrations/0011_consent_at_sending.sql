-- Queued messages whose moment has come: ours to send from here on. Returns those that were still to be sent.
-- Marketing leaves only while the yes on record stands: a STOP that came after it was queued is honoured here, in the
-- statement that claims it.
create or replace function claim_sends(me uuid, claims json) returns table (id uuid) language plpgsql as $$
#variable_conflict use_column
begin
  perform still_alive(me);
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
