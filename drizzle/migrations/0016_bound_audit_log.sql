-- Smallest id of an event at this time or later, like smallestIdAt in lib/ids.ts.
CREATE FUNCTION "audit_id_at"("moment" timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT 'aud_' || string_agg(
    substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> (45 - 5 * i)) & 31)::int + 1, 1), '' ORDER BY i
  ) || repeat('0', 16)
  FROM generate_series(0, 9) i, (SELECT floor(extract(epoch FROM moment) * 1000)::bigint AS ms) t
$$;
--> statement-breakpoint
-- Upper bound of the first partition, which the table becomes two migrations later. Once the constraint
-- is valid, attaching it needs no scan.
-- checked by hand: NOT VALID scans nothing.
DO $$
BEGIN
  EXECUTE format(
    'ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_first_months" CHECK ("id" < %L) NOT VALID',
    "audit_id_at"((date_trunc('month', now() AT TIME ZONE 'UTC') + interval '2 months') AT TIME ZONE 'UTC')
  );
END
$$;
