CREATE SEQUENCE "public"."message_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "faqs" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"topic" text NOT NULL,
	"language" text NOT NULL,
	"question" text NOT NULL,
	"variants" text[] DEFAULT '{}' NOT NULL,
	"answer" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	CONSTRAINT "faqs_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "flow_versions" (
	"business_id" uuid NOT NULL,
	"flow" text NOT NULL,
	"version" text NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flow_versions_business_id_flow_version_pk" PRIMARY KEY("business_id","flow","version")
);
--> statement-breakpoint
CREATE TABLE "order_events" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"state" text NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "order_events_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"business_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"variant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"quantity" integer NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "order_lines_business_id_order_id_position_pk" PRIMARY KEY("business_id","order_id","position"),
	CONSTRAINT "quantity_positive" CHECK (quantity > 0),
	CONSTRAINT "line_price_not_negative" CHECK (amount >= 0)
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"contact_id" uuid NOT NULL,
	"conversation_id" uuid,
	"state" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"expected_on" date,
	"note" text,
	"caused_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "orders_business_id_id_pk" PRIMARY KEY("business_id","id"),
	CONSTRAINT "total_not_negative" CHECK (amount >= 0)
);
--> statement-breakpoint
CREATE TABLE "products" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"handle" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	"translations" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"aliases" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"image_url" text,
	"position" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "stock_moves" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"reason" text NOT NULL,
	"order_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "stock_moves_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "variants" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"on_hand" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "variants_business_id_id_pk" PRIMARY KEY("business_id","id"),
	CONSTRAINT "stock_never_below_zero" CHECK (on_hand >= 0),
	CONSTRAINT "price_not_negative" CHECK (amount >= 0)
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"granted" boolean NOT NULL,
	"source" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "consents_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "contact_identities" (
	"business_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_identities_business_id_kind_value_pk" PRIMARY KEY("business_id","kind","value")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"language" text,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "channel_events" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel_id" uuid,
	"field" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_events_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"external_id" text NOT NULL,
	"account_id" text,
	"address" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"secrets" text,
	"status" text DEFAULT 'active' NOT NULL,
	"status_reason" text,
	"status_at" timestamp with time zone DEFAULT now() NOT NULL,
	"quality" text,
	"messaging_limit" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "channels_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"wa_id" text,
	"bsuid" text,
	"state" jsonb,
	"handled_seq" bigint DEFAULT 0 NOT NULL,
	"handled_ahead" bigint[],
	"waiting_since" timestamp with time zone,
	"waiting_reason" text,
	"last_inbound_at" timestamp with time zone,
	"last_message_at" timestamp with time zone,
	"unread" integer DEFAULT 0 NOT NULL,
	"pair_busy_until" timestamp with time zone,
	"turns_busy_until" timestamp with time zone,
	"catching_up_since" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "failed_attempts" (
	"business_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"attempt" smallint NOT NULL,
	"outcome" text NOT NULL,
	"failure" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "failed_attempts_business_id_message_id_attempt_pk" PRIMARY KEY("business_id","message_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "media" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"provider_media_id" text,
	"mime_type" text NOT NULL,
	"file_name" text,
	"size_bytes" integer,
	"sha256" text,
	"status" text NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone NOT NULL,
	"stored_at" timestamp with time zone,
	CONSTRAINT "media_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"seq" bigint DEFAULT nextval('message_seq') NOT NULL,
	"conversation_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"author" text NOT NULL,
	"status" text NOT NULL,
	"content" jsonb NOT NULL,
	"provider_message_id" text,
	"quotes" text,
	"context" jsonb,
	"answers" uuid,
	"trace" jsonb,
	"claim_token" uuid,
	"due_at" timestamp with time zone,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"failure" jsonb,
	"sent_at" timestamp with time zone NOT NULL,
	"delivered_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "parked_statuses" (
	"business_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"provider_message_id" text NOT NULL,
	"status" text NOT NULL,
	"failure" jsonb,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "parked_statuses_business_id_channel_id_provider_message_id_status_pk" PRIMARY KEY("business_id","channel_id","provider_message_id","status")
);
--> statement-breakpoint
CREATE TABLE "send_budgets" (
	"business_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"tokens" double precision NOT NULL,
	"granted" double precision NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "send_budgets_business_id_channel_id_pk" PRIMARY KEY("business_id","channel_id")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"business_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"provider_template_id" text,
	"category" text NOT NULL,
	"status" text NOT NULL,
	"quality" text,
	"reason" text,
	"components" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"synced_at" timestamp with time zone NOT NULL,
	CONSTRAINT "templates_business_id_channel_id_name_language_pk" PRIMARY KEY("business_id","channel_id","name","language")
);
--> statement-breakpoint
CREATE TABLE "work" (
	"business_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"node" uuid,
	"arrivals" integer DEFAULT 1 NOT NULL,
	"takeovers" smallint DEFAULT 0 NOT NULL,
	"wake_at" timestamp with time zone,
	CONSTRAINT "work_business_id_conversation_id_pk" PRIMARY KEY("business_id","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "businesses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"country" text DEFAULT 'US' NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"languages" text[] DEFAULT '{en}' NOT NULL,
	"flow" text DEFAULT 'shop' NOT NULL,
	"contact_card" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "businesses_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"business_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" bigint NOT NULL,
	CONSTRAINT "counters_business_id_name_pk" PRIMARY KEY("business_id","name")
);
--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"task" text NOT NULL,
	"payload" jsonb NOT NULL,
	"cause" text NOT NULL,
	"attempts" smallint NOT NULL,
	"failed_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolution" text,
	CONSTRAINT "dead_letters_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "idempotent_answers" (
	"business_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request" text NOT NULL,
	"status" integer,
	"body" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotent_answers_business_id_key_pk" PRIMARY KEY("business_id","key")
);
--> statement-breakpoint
CREATE TABLE "nodes" (
	"token" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"worker_ids" text[] DEFAULT '{}' NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"alive_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operator_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "operator_keys_prefix_unique" UNIQUE("prefix")
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"payload" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhook_events_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "production_lines" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"quality_percent" numeric(5, 2) NOT NULL,
	"units_per_hour" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "production_lines_business_id_id_pk" PRIMARY KEY("business_id","id"),
	CONSTRAINT "quality_is_a_percentage" CHECK (quality_percent between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "production_runs" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"day" date NOT NULL,
	"shift" text DEFAULT '' NOT NULL,
	"item" text NOT NULL,
	"planned_units" integer NOT NULL,
	"made_units" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "production_runs_business_id_id_pk" PRIMARY KEY("business_id","id"),
	CONSTRAINT "units_not_negative" CHECK (planned_units >= 0 and made_units >= 0)
);
--> statement-breakpoint
CREATE TABLE "ticket_events" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"state" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_events_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"kind" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"conversation_id" uuid,
	"order_number" bigint,
	"description" text NOT NULL,
	"media_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"state" text NOT NULL,
	"progress_percent" smallint DEFAULT 0 NOT NULL,
	"expected_on" date,
	"caused_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tickets_business_id_id_pk" PRIMARY KEY("business_id","id"),
	CONSTRAINT "progress_is_a_percentage" CHECK (progress_percent between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "faqs" ADD CONSTRAINT "faqs_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_versions" ADD CONSTRAINT "flow_versions_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_business_id_order_id_orders_business_id_id_fk" FOREIGN KEY ("business_id","order_id") REFERENCES "public"."orders"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_business_id_order_id_orders_business_id_id_fk" FOREIGN KEY ("business_id","order_id") REFERENCES "public"."orders"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_business_id_variant_id_variants_business_id_id_fk" FOREIGN KEY ("business_id","variant_id") REFERENCES "public"."variants"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_business_id_contact_id_contacts_business_id_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contacts"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_moves" ADD CONSTRAINT "stock_moves_business_id_variant_id_variants_business_id_id_fk" FOREIGN KEY ("business_id","variant_id") REFERENCES "public"."variants"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_business_id_product_id_products_business_id_id_fk" FOREIGN KEY ("business_id","product_id") REFERENCES "public"."products"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_business_id_contact_id_contacts_business_id_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contacts"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_identities" ADD CONSTRAINT "contact_identities_business_id_contact_id_contacts_business_id_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contacts"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_business_id_contact_id_contacts_business_id_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contacts"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_business_id_channel_id_channels_business_id_id_fk" FOREIGN KEY ("business_id","channel_id") REFERENCES "public"."channels"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "failed_attempts" ADD CONSTRAINT "failed_attempts_business_id_message_id_messages_business_id_id_fk" FOREIGN KEY ("business_id","message_id") REFERENCES "public"."messages"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_business_id_conversation_id_conversations_business_id_id_fk" FOREIGN KEY ("business_id","conversation_id") REFERENCES "public"."conversations"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "send_budgets" ADD CONSTRAINT "send_budgets_business_id_channel_id_channels_business_id_id_fk" FOREIGN KEY ("business_id","channel_id") REFERENCES "public"."channels"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_business_id_channel_id_channels_business_id_id_fk" FOREIGN KEY ("business_id","channel_id") REFERENCES "public"."channels"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counters" ADD CONSTRAINT "counters_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "production_lines" ADD CONSTRAINT "production_lines_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "production_runs" ADD CONSTRAINT "production_runs_business_id_line_id_production_lines_business_id_id_fk" FOREIGN KEY ("business_id","line_id") REFERENCES "public"."production_lines"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_events" ADD CONSTRAINT "ticket_events_business_id_ticket_id_tickets_business_id_id_fk" FOREIGN KEY ("business_id","ticket_id") REFERENCES "public"."tickets"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_business_id_contact_id_contacts_business_id_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contacts"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "faqs_by_topic" ON "faqs" USING btree ("business_id","topic","language");--> statement-breakpoint
CREATE INDEX "events_of_order" ON "order_events" USING btree ("business_id","order_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_order_per_number" ON "orders" USING btree ("business_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "one_order_per_cause" ON "orders" USING btree ("business_id","caused_by") WHERE caused_by is not null;--> statement-breakpoint
CREATE INDEX "orders_of_contact" ON "orders" USING btree ("business_id","contact_id","created_at");--> statement-breakpoint
CREATE INDEX "orders_by_age" ON "orders" USING btree ("business_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_product_per_handle" ON "products" USING btree ("business_id","handle");--> statement-breakpoint
CREATE INDEX "moves_of_variant" ON "stock_moves" USING btree ("business_id","variant_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_variant_per_sku" ON "variants" USING btree ("business_id","sku");--> statement-breakpoint
CREATE INDEX "variants_of_product" ON "variants" USING btree ("business_id","product_id");--> statement-breakpoint
CREATE INDEX "consents_of_contact" ON "consents" USING btree ("business_id","contact_id","scope","at");--> statement-breakpoint
CREATE INDEX "identities_of_contact" ON "contact_identities" USING btree ("business_id","contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_once" ON "channel_events" USING btree ("business_id","dedupe_key");--> statement-breakpoint
CREATE UNIQUE INDEX "one_channel_per_number" ON "channels" USING btree ("kind","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_conversation" ON "conversations" USING btree ("business_id","channel_id","contact_id") WHERE closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "media_once" ON "media" USING btree ("business_id","channel_id","provider_media_id") WHERE provider_media_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "stored_once" ON "messages" USING btree ("business_id","channel_id","provider_message_id") WHERE provider_message_id is not null;--> statement-breakpoint
CREATE INDEX "thread" ON "messages" USING btree ("business_id","conversation_id","seq");--> statement-breakpoint
CREATE INDEX "outbox" ON "messages" USING btree ("business_id","conversation_id","seq") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "work_waiting" ON "work" USING btree ("wake_at") WHERE wake_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_events_by_age" ON "webhook_events" USING brin ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_line_per_name" ON "production_lines" USING btree ("business_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "one_run_per_item_and_shift" ON "production_runs" USING btree ("business_id","day","line_id","shift","item");--> statement-breakpoint
CREATE INDEX "events_of_ticket" ON "ticket_events" USING btree ("business_id","ticket_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_ticket_per_number" ON "tickets" USING btree ("business_id","kind","number");--> statement-breakpoint
CREATE UNIQUE INDEX "one_ticket_per_cause" ON "tickets" USING btree ("business_id","caused_by") WHERE caused_by is not null;--> statement-breakpoint
CREATE INDEX "tickets_of_contact" ON "tickets" USING btree ("business_id","contact_id","created_at");--> statement-breakpoint
CREATE INDEX "tickets_by_age" ON "tickets" USING btree ("business_id","created_at","id");