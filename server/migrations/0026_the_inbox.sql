-- Words are found together with the business they belong to. The extension comes with Postgres and needs no superuser.
create extension if not exists btree_gin;
--> statement-breakpoint
CREATE TABLE "hand_offs" (
	"business_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"conversation_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "hand_offs_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "message_words" (
	"business_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"words" "tsvector" NOT NULL,
	CONSTRAINT "message_words_business_id_conversation_id_seq_pk" PRIMARY KEY("business_id","conversation_id","seq")
);
--> statement-breakpoint
CREATE TABLE "words_progress" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"up_to" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "canned_replies" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shortcut" text NOT NULL,
	"language" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "canned_replies_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversation_entries" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"body" text,
	"mentions" uuid[] DEFAULT '{}' NOT NULL,
	"details" jsonb,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone,
	CONSTRAINT "conversation_entries_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversation_labels" (
	"business_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"label" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "conversation_labels_business_id_conversation_id_label_pk" PRIMARY KEY("business_id","conversation_id","label")
);
--> statement-breakpoint
CREATE TABLE "inbox_settings" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"hand_offs" text DEFAULT 'unassigned' NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "labels" (
	"business_id" uuid NOT NULL,
	"name" text NOT NULL,
	"colour" text DEFAULT 'grey' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "labels_business_id_name_pk" PRIMARY KEY("business_id","name")
);
--> statement-breakpoint
CREATE TABLE "notice_wishes" (
	"business_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"by_mail" text[] NOT NULL,
	CONSTRAINT "notice_wishes_business_id_person_id_pk" PRIMARY KEY("business_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "presence" (
	"business_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"away" boolean DEFAULT false NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"assigned_at" timestamp with time zone,
	CONSTRAINT "presence_business_id_person_id_pk" PRIMARY KEY("business_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "push_keys" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"keys" text NOT NULL,
	"wants" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "push_subscriptions_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid,
	"area" text NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_views_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "status" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "snoozed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "assignee_id" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "active_slot" timestamp with time zone GENERATED ALWAYS AS (date_bin('5 minutes', coalesce(last_message_at, created_at), 'epoch'::timestamptz)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "author_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "retry_of" uuid;--> statement-breakpoint
ALTER TABLE "hand_offs" ADD CONSTRAINT "hand_offs_business_id_conversation_id_conversations_business_id_id_fk" FOREIGN KEY ("business_id","conversation_id") REFERENCES "public"."conversations"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "words_progress" ADD CONSTRAINT "words_progress_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canned_replies" ADD CONSTRAINT "canned_replies_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_entries" ADD CONSTRAINT "conversation_entries_business_id_conversation_id_conversations_business_id_id_fk" FOREIGN KEY ("business_id","conversation_id") REFERENCES "public"."conversations"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_labels" ADD CONSTRAINT "conversation_labels_business_id_label_labels_business_id_name_fk" FOREIGN KEY ("business_id","label") REFERENCES "public"."labels"("business_id","name") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "conversation_labels" ADD CONSTRAINT "conversation_labels_business_id_conversation_id_conversations_business_id_id_fk" FOREIGN KEY ("business_id","conversation_id") REFERENCES "public"."conversations"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_settings" ADD CONSTRAINT "inbox_settings_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "labels" ADD CONSTRAINT "labels_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_wishes" ADD CONSTRAINT "notice_wishes_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_wishes" ADD CONSTRAINT "notice_wishes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hand_offs_to_tell" ON "hand_offs" USING btree ("business_id","id") WHERE told_at is null;--> statement-breakpoint
CREATE INDEX "messages_by_words" ON "message_words" USING gin ("business_id","words");--> statement-breakpoint
CREATE INDEX "message_words_by_age" ON "message_words" USING btree ("business_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "one_canned_reply_per_language" ON "canned_replies" USING btree ("business_id","shortcut","language");--> statement-breakpoint
CREATE INDEX "entries_of_conversation" ON "conversation_entries" USING btree ("business_id","conversation_id","id");--> statement-breakpoint
CREATE INDEX "conversations_with_label" ON "conversation_labels" USING btree ("business_id","label","conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_subscription_per_browser" ON "push_subscriptions" USING btree ("business_id","person_id","endpoint");--> statement-breakpoint
CREATE INDEX "views_of_person" ON "saved_views" USING btree ("business_id","person_id","area");--> statement-breakpoint
CREATE INDEX "conversations_by_activity" ON "conversations" USING btree ("business_id","active_slot");--> statement-breakpoint
CREATE INDEX "conversations_by_status" ON "conversations" USING btree ("business_id","status","active_slot");--> statement-breakpoint
CREATE INDEX "conversations_of_people" ON "conversations" USING btree ("business_id","status","active_slot") WHERE waiting_since is not null;--> statement-breakpoint
CREATE INDEX "conversations_of_person" ON "conversations" USING btree ("business_id","assignee_id","active_slot") WHERE assignee_id is not null;