CREATE TABLE "order_notes" (
	"business_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"text" text NOT NULL,
	"author_name" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "order_notes_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
ALTER TABLE "order_events" ADD COLUMN "actor_name" text;--> statement-breakpoint
ALTER TABLE "order_events" ADD COLUMN "notice_id" uuid;--> statement-breakpoint
ALTER TABLE "order_events" ADD COLUMN "notice_problem" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "carrier" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "tracking_number" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "image_media_id" uuid;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "low_stock_at" integer DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "stock_moves" ADD COLUMN "actor_name" text;--> statement-breakpoint
ALTER TABLE "order_notes" ADD CONSTRAINT "order_notes_business_id_order_id_orders_business_id_id_fk" FOREIGN KEY ("business_id","order_id") REFERENCES "public"."orders"("business_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notes_of_order" ON "order_notes" USING btree ("business_id","order_id","at");--> statement-breakpoint
CREATE INDEX "orders_by_state" ON "orders" USING btree ("business_id","state","number");--> statement-breakpoint
CREATE INDEX "orders_by_change" ON "orders" USING btree ("business_id","updated_at");