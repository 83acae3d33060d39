-- What a contact last said about marketing stands on the contact, for lists that filter by it. The ledger decides.
create or replace function keep_consent() returns trigger language plpgsql as $$
begin
  update contacts k set marketing = (
      select c.granted from consents c
      where c.business_id = k.business_id and c.contact_id = k.id and c.scope = 'marketing'
      order by c.at desc, c.id desc limit 1)
    where (k.business_id, k.id) in (select s.business_id, s.contact_id from said s);
  return null;
end $$;
--> statement-breakpoint
create trigger consents_said after insert on consents referencing new table as said
  for each statement execute function keep_consent();
--> statement-breakpoint
create trigger consents_unsaid after delete on consents referencing old table as said
  for each statement execute function keep_consent();
--> statement-breakpoint
create or replace function move_consent() returns trigger language plpgsql as $$
begin
  update contacts k set marketing = (
      select c.granted from consents c
      where c.business_id = k.business_id and c.contact_id = k.id and c.scope = 'marketing'
      order by c.at desc, c.id desc limit 1)
    where (k.business_id, k.id) in (
      select s.business_id, s.contact_id from said s union select u.business_id, u.contact_id from unsaid u);
  return null;
end $$;
--> statement-breakpoint
create trigger consents_moved after update on consents referencing new table as said old table as unsaid
  for each statement execute function move_consent();
--> statement-breakpoint
update contacts k set marketing = c.granted
  from (select distinct on (business_id, contact_id) business_id, contact_id, granted from consents
        where scope = 'marketing' order by business_id, contact_id, at desc, id desc) c
  where k.business_id = c.business_id and k.id = c.contact_id;
--> statement-breakpoint
-- As before (message_path), but a name that the team gave stays.
create or replace function remember_identities(items inbound_item[], convs uuid[], moved boolean[]) returns void language plpgsql as $$
begin
  insert into contact_identities (business_id, kind, value, contact_id)
    select i.business_id, x.kind, x.value, c.contact_id
    from rows from (unnest(items), unnest(convs), unnest(moved)) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, conv, moved, n)
    cross join lateral (select c.contact_id from conversations c where c.business_id = i.business_id and c.id = i.conv limit 1) c
    cross join lateral (values ('phone', i.phone), ('wa_id', i.wa_id), ('bsuid', i.bsuid), ('username', i.username)) x(kind, value)
    where i.moved and x.value is not null
    order by i.business_id, x.kind, x.value
  on conflict do nothing;

  update conversations c set wa_id = coalesce(i.wa_id, c.wa_id), bsuid = coalesce(i.bsuid, c.bsuid)
    from (
      select distinct on (i.business_id, i.conv) i.business_id, i.conv, i.wa_id, i.bsuid
      from rows from (unnest(items), unnest(convs), unnest(moved)) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, conv, moved, n)
      where i.moved order by i.business_id, i.conv, i.n desc
    ) i
    where c.business_id = i.business_id and c.id = i.conv
      and (c.wa_id is distinct from coalesce(i.wa_id, c.wa_id) or c.bsuid is distinct from coalesce(i.bsuid, c.bsuid));

  update contacts k set name = i.name
    from (
      select distinct on (i.business_id, c.contact_id) i.business_id, c.contact_id, i.name
      from rows from (unnest(items), unnest(convs), unnest(moved)) with ordinality i(business_id, channel_id, phone, wa_id, bsuid, username, name, provider_message_id, quotes, sent_at, content, context, conv, moved, n)
      cross join lateral (select c.contact_id from conversations c where c.business_id = i.business_id and c.id = i.conv limit 1) c
      where i.moved and i.name <> '' order by i.business_id, c.contact_id, i.n desc
    ) i
    where k.business_id = i.business_id and k.id = i.contact_id and k.name <> i.name and k.named_at is null;
end $$;
