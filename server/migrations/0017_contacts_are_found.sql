-- Parts of words are found by their trigrams. The extension comes with Postgres and needs no superuser.
create extension if not exists pg_trgm;
--> statement-breakpoint
-- A text as people look for it: without capitals and accents.
create or replace function searchable(value text) returns text language sql immutable parallel safe strict as $$
  select regexp_replace(lower(normalize(value, NFKD)), '[\u0300-\u036f]', '', 'g')
$$;
