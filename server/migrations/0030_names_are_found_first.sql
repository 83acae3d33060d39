-- As before (messages_are_found), but people are found before their conversations are looked up: in the order of the
-- conversations, the planner would read most of them to find some hundreds.
create or replace function find_conversations(business uuid, sought text, most int) returns table (conversation_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  wall text := nullif(current_setting('parlour.business', true), '');
  part text := '%' || regexp_replace(searchable(trim(sought)), '([\\%_])', '\\\1', 'g') || '%';
  digits text := regexp_replace(sought, '[^0-9]', '', 'g');
  words tsquery := words_sought(sought);
  of_people constant text := ' select v.id from found cross join lateral (select v.id, v.active_slot from conversations v
     where v.business_id = $1 and v.contact_id = found.id offset 0) v order by v.active_slot desc limit $3';
begin
  if wall is not null and wall::uuid <> business then return; end if;
  return query execute
    'with found as materialized (select k.id from contacts k where k.business_id = $1 and k.search like $2 limit 5000)' || of_people
    using business, part, most;
  return query execute
    'with found as materialized (select i.contact_id id from contact_identities i
       where i.business_id = $1 and i.kind = ''username'' and i.value like $2 limit 5000)' || of_people
    using business, part, most;
  if length(digits) >= 3 and sought ~ '^[-+()./0-9 ]+$' then
    return query execute
      'with found as materialized (select i.contact_id id from contact_identities i
         where i.business_id = $1 and i.kind = ''phone'' and i.value like $2 limit 5000)' || of_people
      using business, '%' || digits || '%', most;
  end if;
  if words is not null then
    return query execute
      'select w.conversation_id from message_words w where w.business_id = $1 and w.words @@ $2 order by w.seq desc limit $3'
      using business, words, most;
  end if;
end $$;
