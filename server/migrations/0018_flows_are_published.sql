CREATE TABLE "flow_drafts" (
	"business_id" uuid NOT NULL,
	"flow" text NOT NULL,
	"source" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	CONSTRAINT "flow_drafts_business_id_flow_pk" PRIMARY KEY("business_id","flow")
);
--> statement-breakpoint
CREATE TABLE "flow_releases" (
	"business_id" uuid NOT NULL,
	"flow" text NOT NULL,
	"number" integer NOT NULL,
	"version" text,
	"source" text,
	"restores" integer,
	"note" text DEFAULT '' NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" text NOT NULL,
	CONSTRAINT "flow_releases_business_id_flow_number_pk" PRIMARY KEY("business_id","flow","number")
);
--> statement-breakpoint
CREATE TABLE "contact_merges" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kept_id" uuid NOT NULL,
	"merged_id" uuid NOT NULL,
	"moved" jsonb NOT NULL,
	"merged_by" text NOT NULL,
	"merged_at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "contact_merges_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "named_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "marketing" boolean;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "search" text GENERATED ALWAYS AS (searchable(name || ' ' || coalesce(facts ->> 'email', ''))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ticket_events" ADD COLUMN "actor_name" text;--> statement-breakpoint
ALTER TABLE "ticket_events" ADD COLUMN "notice_id" uuid;--> statement-breakpoint
ALTER TABLE "ticket_events" ADD COLUMN "notice_problem" text;--> statement-breakpoint
ALTER TABLE "flow_drafts" ADD CONSTRAINT "flow_drafts_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_releases" ADD CONSTRAINT "flow_releases_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_merges" ADD CONSTRAINT "contact_merges_business_id_kept_id_contacts_business_id_id_fk" FOREIGN KEY ("business_id","kept_id") REFERENCES "public"."contacts"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_merges" ADD CONSTRAINT "contact_merges_business_id_merged_id_contacts_business_id_id_fk" FOREIGN KEY ("business_id","merged_id") REFERENCES "public"."contacts"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "merges_of_contact" ON "contact_merges" USING btree ("business_id","kept_id");--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_business_id_merged_into_contacts_business_id_id_fk" FOREIGN KEY ("business_id","merged_into") REFERENCES "public"."contacts"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identities_by_part" ON "contact_identities" USING gin (value gin_trgm_ops) WHERE kind in ('phone', 'username');--> statement-breakpoint
CREATE INDEX "contacts_by_words" ON "contacts" USING gin (search gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "conversations_of_contact" ON "conversations" USING btree ("business_id","contact_id");