-- Each promotion of a standby begins a new timeline. Where a service hides it, its standbys share the
-- primary's storage and lack nothing.
CREATE FUNCTION "verifier_timeline"() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8);
EXCEPTION WHEN feature_not_supported OR undefined_function OR insufficient_privilege THEN
  RETURN 'unknown';
END
$$;
--> statement-breakpoint
INSERT INTO "verifier_leases" ("id", "expires_at", "confirmed_mark")
SELECT 'timeline ' || verifier_timeline(), '-infinity', 0
ON CONFLICT DO NOTHING;
--> statement-breakpoint
-- Each heartbeat updates a row, on the page where it is.
ALTER TABLE "verifier_leases" SET (fillfactor = 50);
