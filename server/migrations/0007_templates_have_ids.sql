ALTER TABLE "channels" ADD COLUMN "templates_synced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "next_category" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "parameter_format" text DEFAULT 'POSITIONAL' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "template_by_id" ON "templates" USING btree ("business_id","id");