CREATE TABLE "reached_people" (
	"business_id" uuid NOT NULL,
	"account" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "reached_people_business_id_account_contact_id_pk" PRIMARY KEY("business_id","account","contact_id")
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "lane" text DEFAULT 'reply' NOT NULL;--> statement-breakpoint
ALTER TABLE "reached_people" ADD CONSTRAINT "reached_people_business_id_contact_id_contacts_business_id_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contacts"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reached_lately" ON "reached_people" USING btree ("business_id","account","at");
--> statement-breakpoint
-- As before (conversations_kept), with the lane.
create or replace function load_work(me uuid, businesses uuid[], convs uuid[]) returns json language sql stable as $$
  select json_agg(found) from (
    select c.b business_id, c.id conversation_id, w.arrivals, w.takeovers, v.channel_id, v.contact_id, k.name contact_name, k.language contact_language,
      (select i.value from contact_identities i where i.business_id = c.b and i.contact_id = v.contact_id and i.kind = 'phone' order by i.created_at desc limit 1) contact_phone,
      v.wa_id, v.bsuid, v.state, v.turns, v.handled_seq, v.handled_ahead, v.waiting_since, v.last_inbound_at, v.pair_busy_until, v.turns_busy_until, v.catching_up_since,
      m.id, m.seq, m.direction, m.status, m.author, m.lane, m.content, m.provider_message_id, m.quotes, m.context, m.sent_at, m.due_at, m.attempts
    from unnest(businesses, convs) c(b, id)
    cross join lateral (select * from work w where w.business_id = c.b and w.conversation_id = c.id limit 1) w
    cross join lateral (select * from conversations v where v.business_id = c.b and v.id = c.id limit 1) v
    cross join lateral (select * from contacts k where k.business_id = c.b and k.id = v.contact_id limit 1) k
    left join lateral (
      (select * from messages m where m.business_id = c.b and m.conversation_id = c.id and m.seq > v.handled_seq
         and m.direction = 'inbound' and (v.handled_ahead is null or m.seq <> all (v.handled_ahead)) order by m.seq limit 100)
      union all
      (select * from messages m where m.business_id = c.b and m.conversation_id = c.id and m.due_at is not null
         and m.status in ('queued', 'in_doubt') order by m.seq limit 100)
    ) m on true
    where w.node = me
  ) found
$$;
