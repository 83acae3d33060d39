-- People by parts of what they are called or known by. Behind row security an index of parts of words cannot be used
-- (LIKE may not look at rows before the wall has), so this runs as the owner of the tables and keeps the wall itself.
-- Planned with its values, as a rare word and a word of everybody want different plans. The newest `most` ids.
create or replace function find_contacts(
  business uuid, words text[], phone_part text, username_part text,
  in_language text, with_tag text, said text, before_id uuid, most int
) returns table (contact_id uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  wall text := nullif(current_setting('parlour.business', true), '');
  fitting text;
  named text;
  known text;
begin
  if wall is not null and wall::uuid <> business then return; end if;
  fitting := format('k.business_id = %L and k.merged_into is null and k.erased_at is null', business)
    || case when in_language is null then '' else format(' and k.language = %L', in_language) end
    || case when with_tag is null then '' else format(' and %L = any (k.tags)', with_tag) end
    || case said when 'granted' then ' and k.marketing' when 'refused' then ' and not k.marketing'
       when 'unknown' then ' and k.marketing is null' else '' end
    || case when before_id is null then '' else format(' and k.id < %L', before_id) end;
  select string_agg(format('k.search like %L', '%' || searchable(word) || '%'), ' and ') into named from unnest(words) word;
  known := case when phone_part is not null then format('i.kind = ''phone'' and i.value like %L', '%' || phone_part || '%')
    else format('i.kind = ''username'' and i.value ilike %L', '%' || username_part || '%') end;
  return query execute format(
    '(select k.id from contacts k where %1$s and %2$s order by k.id desc limit %4$s)
     union
     (select k.id from contact_identities i join contacts k on k.business_id = i.business_id and k.id = i.contact_id
       where i.business_id = %5$L and i.kind in (''phone'', ''username'') and %3$s and %1$s order by k.id desc limit %4$s)
     order by 1 desc limit %4$s', fitting, named, known, most, business);
end $$;
