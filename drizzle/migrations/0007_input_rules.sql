ALTER TABLE "service_tokens" ADD COLUMN "scopes" text[] DEFAULT '{"verify","metrics"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "service_tokens" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "service_tokens" ADD CONSTRAINT "service_tokens_scopes_present" CHECK (cardinality("service_tokens"."scopes") > 0);