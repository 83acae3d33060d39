-- Numbers of orders are drawn from a sequence of each business. As a row in `counters` the number was held until the order
-- committed, so that all orders of a business waited for each other; now only those for the same goods do. An order that
-- fails at the last moment leaves a gap.
create schema order_numbers;
--> statement-breakpoint

create function order_numbers_of(business uuid) returns text language sql immutable as $$
  select format('order_numbers.%I', business)
$$;
--> statement-breakpoint

create function begin_order_numbers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  execute format('create sequence %s start 1001', order_numbers_of(new.id));
  return null;
end $$;
--> statement-breakpoint

create function end_order_numbers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  execute format('drop sequence if exists %s', order_numbers_of(old.id));
  return null;
end $$;
--> statement-breakpoint

create trigger order_numbers_begin after insert on businesses for each row execute function begin_order_numbers();
--> statement-breakpoint
create trigger order_numbers_end after delete on businesses for each row execute function end_order_numbers();
--> statement-breakpoint

create function next_order_number(business uuid) returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  select nextval(order_numbers_of(business)::regclass)
$$;
--> statement-breakpoint

do $$
declare business record;
begin
  for business in select b.id, coalesce((select c.value from counters c where c.business_id = b.id and c.name = 'order'), 1000) + 1 as first from businesses b loop
    execute format('create sequence %s start %s', order_numbers_of(business.id), business.first);
  end loop;
end $$;
--> statement-breakpoint

delete from counters where name = 'order';
