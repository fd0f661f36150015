CREATE SEQUENCE "public"."verifier_marks" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "verifier_leases" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"confirmed_mark" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "rate_limit" integer;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "rate_limit_window_seconds" integer;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_rate_limit" CHECK (("api_keys"."rate_limit" is null) = ("api_keys"."rate_limit_window_seconds" is null)
        and "api_keys"."rate_limit" >= 1 and "api_keys"."rate_limit_window_seconds" in (1, 60, 3600, 86400));--> statement-breakpoint
CREATE FUNCTION "announce_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb := to_jsonb(coalesce(NEW, OLD));
BEGIN
  PERFORM pg_notify('keysmith_verifiers', TG_ARGV[0] || ' ' || (changed ->> TG_ARGV[1]));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "api_keys_announce" AFTER UPDATE OF
  "revoked_at", "expires_at", "scopes", "ip_allowlist", "rate_limit", "rate_limit_window_seconds",
  "rotation_generation", "rotation_used_at", "application_id", "merchant_id"
  OR DELETE ON "api_keys" FOR EACH ROW EXECUTE FUNCTION "announce_change"('key', 'id');
--> statement-breakpoint
CREATE TRIGGER "api_key_secrets_announce" AFTER UPDATE OF "key_hash", "api_key_id", "expires_at"
  OR DELETE ON "api_key_secrets" FOR EACH ROW
  EXECUTE FUNCTION "announce_change"('key', 'api_key_id');
--> statement-breakpoint
CREATE TRIGGER "applications_announce" AFTER UPDATE OF "deleted_at", "environment", "merchant_id"
  OR DELETE ON "applications" FOR EACH ROW EXECUTE FUNCTION "announce_change"('application', 'id');
--> statement-breakpoint
CREATE TRIGGER "merchants_announce" AFTER UPDATE OF "suspended_at", "closed_at"
  OR DELETE ON "merchants" FOR EACH ROW EXECUTE FUNCTION "announce_change"('merchant', 'id');
--> statement-breakpoint
ALTER TABLE "api_keys" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "api_key_secrets" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "api_key_usage_days" SET (fillfactor = 80);
