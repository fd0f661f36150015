CREATE EXTENSION IF NOT EXISTS "pg_trgm";--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS "btree_gin";--> statement-breakpoint
CREATE TABLE "api_key_reminders" (
	"api_key_id" text COLLATE "C" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"days_ahead" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_key_reminders_api_key_id_expires_at_days_ahead_pk" PRIMARY KEY("api_key_id","expires_at","days_ahead")
);
--> statement-breakpoint
CREATE TABLE "api_key_usage_days" (
	"api_key_id" text COLLATE "C" NOT NULL,
	"day" date NOT NULL,
	"outcome" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "api_key_usage_days_api_key_id_day_outcome_pk" PRIMARY KEY("api_key_id","day","outcome")
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "rate_limits" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"points" bigint NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
) WITH (fillfactor=50);
--> statement-breakpoint
CREATE TABLE "service_tokens" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"token_prefix" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "service_tokens_name_length" CHECK (char_length("service_tokens"."name") between 1 and 80),
	CONSTRAINT "service_tokens_hash_length" CHECK (octet_length("service_tokens"."token_hash") = 32)
);
--> statement-breakpoint
DROP INDEX "api_key_secrets_key";--> statement-breakpoint
ALTER TABLE "api_key_secrets" ADD COLUMN "generation" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "api_key_secrets" ADD COLUMN "key_prefix" text;--> statement-breakpoint
ALTER TABLE "api_key_secrets" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_user_agent" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "leaked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "rotation_generation" integer;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "rotation_started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "rotation_overlap_seconds" integer;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "rotation_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "rotation_ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "active_key_bound" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_key_reminders" ADD CONSTRAINT "api_key_reminders_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key_usage_days" ADD CONSTRAINT "api_key_usage_days_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "service_tokens_hash" ON "service_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "service_tokens_name" ON "service_tokens" USING btree ("name") WHERE "service_tokens"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "api_keys_application_description" ON "api_keys" USING btree ("application_id",lower("description"),"id");--> statement-breakpoint
CREATE INDEX "api_keys_application_expiry" ON "api_keys" USING btree ("application_id",coalesce("expires_at", 'infinity'),"id");--> statement-breakpoint
CREATE INDEX "api_keys_search" ON "api_keys" USING gin ("application_id",("description" || ' ' || substr("key_prefix", 9)) gin_trgm_ops) WITH (gin_pending_list_limit=1024);--> statement-breakpoint
DROP INDEX "api_keys_application_unrevoked";--> statement-breakpoint
CREATE INDEX "api_keys_application_unrevoked" ON "api_keys" USING btree ("application_id","id") WHERE "api_keys"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "api_keys_merchant_unrevoked" ON "api_keys" USING btree ("merchant_id","id") WHERE "api_keys"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "api_keys_expiring" ON "api_keys" USING btree ("expires_at") WHERE "api_keys"."revoked_at" is null and "api_keys"."expires_at" is not null;--> statement-breakpoint
CREATE INDEX "api_keys_rotating" ON "api_keys" USING btree ("rotation_ends_at") WHERE "api_keys"."rotation_ends_at" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("merchant_id","actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_action" ON "audit_events" USING btree ("merchant_id","action","id");--> statement-breakpoint
ALTER TABLE "api_key_secrets" ADD CONSTRAINT "api_key_secrets_generation" UNIQUE("api_key_id","generation");--> statement-breakpoint
UPDATE "api_key_secrets" s SET "key_prefix" = k."key_prefix" FROM "api_keys" k WHERE k."id" = s."api_key_id";--> statement-breakpoint
UPDATE "applications" a SET "active_key_bound" = (
	SELECT count(*) FROM "api_keys" k WHERE k."application_id" = a."id" AND k."revoked_at" IS NULL
);
