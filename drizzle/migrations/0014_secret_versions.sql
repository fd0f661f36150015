ALTER TABLE "api_key_secrets" ADD COLUMN "secret_version" integer;--> statement-breakpoint
ALTER TABLE "secret_checks" ADD COLUMN "made_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "secret_checks" ADD COLUMN "retired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "service_tokens" ADD COLUMN "secret_version" integer;