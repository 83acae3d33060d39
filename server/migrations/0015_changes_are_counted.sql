-- Whoever builds something from a catalogue or from common questions asks `counters` whether it changed. One function for
-- all of them; the trigger names the counter.

create function count_change() returns trigger language plpgsql as $$
declare
  changed uuid := case when tg_op = 'DELETE' then old.business_id else new.business_id end;
begin
  insert into counters as c (business_id, name, value) values (changed, tg_argv[0], 1)
  on conflict (business_id, name) do update set value = c.value + 1
    where c.xmin <> pg_current_xact_id()::xid; -- once per transaction is enough: an import of 50,000 variants is one change
  return null;
end
$$;
--> statement-breakpoint

drop trigger product_changed on products;
--> statement-breakpoint
drop trigger variant_changed on variants;
--> statement-breakpoint
drop function count_catalogue_change();
--> statement-breakpoint

-- Deferred: the counter is locked only while the transaction commits, so that two people editing do not wait for each other.
create constraint trigger product_changed after insert or update or delete on products
  deferrable initially deferred for each row execute function count_change('catalogue');
--> statement-breakpoint
create constraint trigger variant_changed
  after insert or delete or update of product_id, sku, options, amount, currency on variants
  deferrable initially deferred for each row execute function count_change('catalogue');
--> statement-breakpoint
create constraint trigger faq_changed after insert or update or delete on faqs
  deferrable initially deferred for each row execute function count_change('faqs');
