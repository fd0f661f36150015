-- Only a timeline that begins after this one is that of a promoted standby.
INSERT INTO "verifier_leases" ("id", "expires_at", "confirmed_mark")
SELECT 'timeline ' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8), '-infinity', 0
ON CONFLICT DO NOTHING;
--> statement-breakpoint
-- Each heartbeat updates a row, on the page where it is.
ALTER TABLE "verifier_leases" SET (fillfactor = 50);
