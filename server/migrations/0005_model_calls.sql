CREATE TABLE "model_calls" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid,
	"contact_id" uuid,
	"purpose" text NOT NULL,
	"status" text NOT NULL,
	"model" text,
	"answered_by" text,
	"input_tokens" integer DEFAULT 0 NOT NULL,
	"cached_tokens" integer DEFAULT 0 NOT NULL,
	"output_tokens" integer DEFAULT 0 NOT NULL,
	"nano_usd" bigint NOT NULL,
	"priced" text NOT NULL,
	"tried" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"ms" integer,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "model_calls_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_calls_by_time" ON "model_calls" USING btree ("business_id","at");--> statement-breakpoint
CREATE INDEX "model_calls_of_conversation" ON "model_calls" USING btree ("business_id","conversation_id","at");