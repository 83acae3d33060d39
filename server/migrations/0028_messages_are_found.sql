-- Words of messages, for searching: message-search.ts fills message_words and asks find_conversations.

-- Without capitals, accents and punctuation; in no language's grammar, because customers write in many.
create function words_of(value text) returns tsvector language sql immutable parallel safe strict as $$
  select to_tsvector('simple', regexp_replace(searchable(value), '[^[:alnum:]]+', ' ', 'g'))
$$;
--> statement-breakpoint

-- All words, the last one as far as it is written. Null when there is no word.
create function words_sought(value text) returns tsquery language sql immutable parallel safe strict as $$
  select to_tsquery('simple', nullif(replace(trim(regexp_replace(searchable(value), '[^[:alnum:]]+', ' ', 'g')), ' ', ' & '), '') || ':*')
$$;
--> statement-breakpoint

-- What a message says, whatever its type.
create function text_of(content jsonb) returns text language sql immutable parallel safe strict as $$
  select left(concat_ws(' ', content ->> 'body', content ->> 'caption', content ->> 'title', content ->> 'description', content ->> 'text',
    content ->> 'name', content ->> 'address', content -> 'file' ->> 'fileName'), 8000)
$$;
--> statement-breakpoint

-- Takes in what up to `most` conversations said since it was last taken in: those active since `since`, in the order of
-- (active_slot, id), beginning after the one given. Returns where it came to.
create function fill_message_words(business uuid, since timestamptz, from_slot timestamptz, from_id uuid, most int)
  returns table (taken int, seen int, slot timestamptz, id uuid) language plpgsql as $$
declare convs uuid[]; seqs bigint[];
begin
  select array_agg(a.id order by a.active_slot, a.id), count(*), (array_agg(a.active_slot order by a.active_slot desc, a.id desc))[1],
      (array_agg(a.id order by a.active_slot desc, a.id desc))[1]
    into convs, seen, slot, id
    from (select v.id, v.active_slot from conversations v
      where v.business_id = business and v.active_slot >= date_bin('5 minutes', since, timestamptz 'epoch')
        and (v.active_slot, v.id) > (from_slot, from_id) and coalesce(v.last_message_at, v.created_at) >= since
      order by v.active_slot, v.id limit most) a;
  if seen = 0 then return; end if;
  insert into message_words (business_id, conversation_id, seq, words)
    select business, c.id, m.seq, words_of(text_of(m.content))
    from unnest(convs) c(id)
    cross join lateral (select coalesce(max(w.seq), 0) seq from message_words w where w.business_id = business and w.conversation_id = c.id) known
    cross join lateral (select m.seq, m.content from messages m
      where m.business_id = business and m.conversation_id = c.id and m.seq > known.seq) m
    where text_of(m.content) <> ''
    on conflict do nothing;
  get diagnostics taken = row_count;
  return next;
end $$;
--> statement-breakpoint

-- Conversations that a search leads to: by the name, number, username or e-mail of the contact, or by the words of a
-- message, the newest `most` of each. Runs as its owner, because under row-level security no index over words may be
-- used; so it looks at the wall itself. The statement is planned for what is sought: a rare word by its index, a common
-- one by going back in time.
create function find_conversations(business uuid, sought text, most int) returns table (conversation_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  wall text := nullif(current_setting('parlour.business', true), '');
  part text := '%' || regexp_replace(searchable(trim(sought)), '([\\%_])', '\\\1', 'g') || '%';
  digits text := regexp_replace(sought, '[^0-9]', '', 'g');
  words tsquery := words_sought(sought);
begin
  if wall is not null and wall::uuid <> business then return; end if;
  return query execute
    'select v.id from contacts k join conversations v on v.business_id = k.business_id and v.contact_id = k.id
       where k.business_id = $1 and k.search like $2 order by v.active_slot desc limit $3'
    using business, part, most;
  return query execute
    'select v.id from contact_identities i join conversations v on v.business_id = i.business_id and v.contact_id = i.contact_id
       where i.business_id = $1 and i.kind = ''username'' and i.value like $2 order by v.active_slot desc limit $3'
    using business, part, most;
  if length(digits) >= 3 and sought ~ '^[-+()./0-9 ]+$' then
    return query execute
      'select v.id from contact_identities i join conversations v on v.business_id = i.business_id and v.contact_id = i.contact_id
         where i.business_id = $1 and i.kind = ''phone'' and i.value like $2 order by v.active_slot desc limit $3'
      using business, '%' || digits || '%', most;
  end if;
  if words is not null then
    return query execute
      'select w.conversation_id from message_words w where w.business_id = $1 and w.words @@ $2 order by w.seq desc limit $3'
      using business, words, most;
  end if;
end $$;
