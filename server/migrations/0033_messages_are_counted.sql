CREATE TABLE "message_counts" (
	"business_id" uuid NOT NULL,
	"slot" timestamp with time zone NOT NULL,
	"inbound" integer NOT NULL,
	CONSTRAINT "message_counts_business_id_slot_pk" PRIMARY KEY("business_id","slot")
);
--> statement-breakpoint
CREATE TABLE "message_counts_progress" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"up_to" timestamp with time zone NOT NULL
);
