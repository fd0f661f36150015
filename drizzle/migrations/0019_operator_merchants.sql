CREATE TABLE "operator_requests" (
	"service_token_id" text COLLATE "C" NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"response" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "operator_requests_service_token_id_key_hash_pk" PRIMARY KEY("service_token_id","key_hash"),
	CONSTRAINT "operator_requests_key_hash_length" CHECK (octet_length("operator_requests"."key_hash") = 32)
);
--> statement-breakpoint
ALTER TABLE "operator_requests" ADD CONSTRAINT "operator_requests_service_token_id_service_tokens_id_fk" FOREIGN KEY ("service_token_id") REFERENCES "public"."service_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "operator_requests_created" ON "operator_requests" USING btree ("created_at");--> statement-breakpoint
INSERT INTO "users" ("id", "name") VALUES ('operator', 'Operator') ON CONFLICT DO NOTHING;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "suspended_reason" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "closed_reason" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "overrides" jsonb;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "metadata" jsonb;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "operator_metadata" jsonb;--> statement-breakpoint
CREATE OR REPLACE TRIGGER "merchants_announce" AFTER UPDATE OF
  "suspended_at", "closed_at", "external_id", "metadata", "operator_metadata", "overrides"
  OR DELETE ON "merchants" FOR EACH ROW EXECUTE FUNCTION "announce_change"('merchant', 'id');
