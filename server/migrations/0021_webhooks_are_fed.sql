-- What happens on the way of a message is told to webhooks by triggers that are switched off until an endpoint wants
-- them: nobody who does not listen pays. They write into webhook_feed in the transaction of what they tell, so that
-- nothing is told that did not happen and nothing that happened is missed. They never notify. See docs/webhooks.md.

create function wanted_by_webhooks(business uuid, what text) returns boolean language sql stable as $$
  select exists (select from webhook_endpoints e where e.business_id = business and e.disabled_at is null and what = any (e.events))
$$;
--> statement-breakpoint

create function feed_message() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if wanted_by_webhooks(new.business_id, tg_argv[0]) then
    insert into webhook_feed (business_id, event, subject, at, detail)
      values (new.business_id, tg_argv[0], new.id,
        case when new.direction = 'inbound' then new.created_at when new.status in ('read', 'played') then coalesce(new.read_at, now())
          when new.status = 'delivered' then coalesce(new.delivered_at, now()) else now() end,
        case when new.direction = 'inbound' then '{}' else jsonb_build_object('status', new.status, 'failure', new.failure) end);
  end if;
  return null;
end $$;
--> statement-breakpoint

create function feed_conversation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if wanted_by_webhooks(new.business_id, tg_argv[0]) then
    insert into webhook_feed (business_id, event, subject, at, detail)
      values (new.business_id, tg_argv[0], new.id, coalesce(new.waiting_since, now()), jsonb_build_object('reason', new.waiting_reason));
  end if;
  return null;
end $$;
--> statement-breakpoint

create function feed_contact() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if wanted_by_webhooks(new.business_id, tg_argv[0]) then
    insert into webhook_feed (business_id, event, subject, at) values (new.business_id, tg_argv[0], new.id, now());
  end if;
  return null;
end $$;
--> statement-breakpoint

create trigger webhooks_message_received after insert on messages for each row
  when (new.direction = 'inbound') execute function feed_message('message.received');
--> statement-breakpoint
create trigger webhooks_message_status after update on messages for each row
  when (new.direction = 'outbound' and new.status is distinct from old.status
    and new.status in ('sent', 'delivered', 'read', 'played', 'failed', 'expired', 'in_doubt'))
  execute function feed_message('message.status');
--> statement-breakpoint
create trigger webhooks_message_given_up after insert on messages for each row
  when (new.direction = 'outbound' and new.status in ('failed', 'expired')) execute function feed_message('message.status');
--> statement-breakpoint
create trigger webhooks_handed_off after update on conversations for each row
  when (old.waiting_since is null and new.waiting_since is not null) execute function feed_conversation('conversation.handed_off');
--> statement-breakpoint
create trigger webhooks_given_back after update on conversations for each row
  when (old.waiting_since is not null and new.waiting_since is null) execute function feed_conversation('conversation.given_back');
--> statement-breakpoint
create trigger webhooks_contact_created after insert on contacts for each row execute function feed_contact('contact.created');
--> statement-breakpoint

-- Switches each trigger on or off by what endpoints want; answers whether any is on. A switch waits for the writers of
-- its table and is therefore made only when something changed, outside other transactions, and may be tried again.
create function follow_webhooks() returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare one record; listening boolean := false;
begin
  for one in
    select t.tgname, t.tgrelid::regclass relation, t.tgenabled <> 'D' is_on,
      exists (select from webhook_endpoints e where e.disabled_at is null and x.event = any (e.events)) wanted
    from (values
      ('webhooks_message_received', 'message.received'), ('webhooks_message_status', 'message.status'),
      ('webhooks_message_given_up', 'message.status'), ('webhooks_handed_off', 'conversation.handed_off'),
      ('webhooks_given_back', 'conversation.given_back'), ('webhooks_contact_created', 'contact.created')) x(name, event)
    join pg_trigger t on t.tgname = x.name and t.tgrelid in ('messages'::regclass, 'conversations'::regclass, 'contacts'::regclass)
  loop
    if one.is_on <> one.wanted then
      execute format('alter table %s %s trigger %I', one.relation, case when one.wanted then 'enable' else 'disable' end, one.tgname);
    end if;
    listening := listening or one.wanted;
  end loop;
  return listening or exists (select from webhook_feed);
end $$;
--> statement-breakpoint
select follow_webhooks();
