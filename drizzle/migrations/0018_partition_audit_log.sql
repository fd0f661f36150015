-- checked by hand: changes the catalog only, in milliseconds.
DO $$
DECLARE
  item record;
  bound text;
BEGIN
  LOCK TABLE "audit_events" IN ACCESS EXCLUSIVE MODE;
  SELECT substring(pg_get_constraintdef(oid) FROM '''(aud_[0-9a-z]{26})''') INTO STRICT bound
  FROM pg_constraint
  WHERE conrelid = 'audit_events'::regclass AND conname = 'audit_events_first_months';
  ALTER TABLE "audit_events" RENAME TO "audit_events_first";
  CREATE TABLE "audit_events" (LIKE "audit_events_first" INCLUDING DEFAULTS) PARTITION BY RANGE ("id");
  FOR item IN
    SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition
    FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
    WHERE x.indrelid = 'audit_events_first'::regclass AND NOT x.indisprimary
  LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', item.name,
      replace(item.name, 'audit_events', 'audit_events_first'));
    EXECUTE replace(item.definition, 'audit_events_first', 'audit_events');
  END LOOP;
  ALTER INDEX "audit_events_pkey" RENAME TO "audit_events_first_pkey";
  ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id");
  ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_merchant_id_merchants_id_fk"
    FOREIGN KEY ("merchant_id") REFERENCES "merchants"("id");
  CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_events"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
  EXECUTE format(
    'ALTER TABLE "audit_events" ATTACH PARTITION "audit_events_first" FOR VALUES FROM (MINVALUE) TO (%L)',
    bound
  );
  ALTER TABLE "audit_events_first" DROP CONSTRAINT "audit_events_first_months";
  -- The serving role keeps its rights without a pause.
  FOR item IN
    SELECT a.grantee::regrole AS role, a.privilege_type AS privilege
    FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.oid = 'audit_events_first'::regclass AND a.grantee NOT IN (0, c.relowner)
  LOOP
    EXECUTE format('GRANT %s ON "audit_events" TO %s', item.privilege, item.role);
    EXECUTE format('REVOKE %s ON "audit_events_first" FROM %s', item.privilege, item.role);
  END LOOP;
  -- It has the owner's rights, because serving processes call it.
  EXECUTE format($create$
    CREATE FUNCTION "add_audit_partitions"() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = %I, pg_temp SET timezone = 'UTC' SET lock_timeout = '250ms' AS $body$
    DECLARE
      months_ahead CONSTANT interval = '4 months';
      month_start timestamptz = date_trunc('month', now());
      lower_bound text;
      upper_bound text;
      name text;
      added integer = 0;
    BEGIN
      WHILE month_start < now() + months_ahead LOOP
        upper_bound = "audit_id_at"(month_start + interval '1 month');
        SELECT max(substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''(aud_[0-9a-z]{26})''\)')
          COLLATE "C") INTO STRICT lower_bound
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'audit_events'::regclass;
        IF lower_bound < upper_bound COLLATE "C" THEN
          name = 'audit_events_' || to_char(month_start, 'YYYY_MM');
          -- Other processes may be adding it.
          PERFORM pg_advisory_xact_lock(1635083376);
          IF to_regclass(quote_ident(name)) IS NULL THEN
            EXECUTE format('CREATE TABLE %%I (LIKE "audit_events" INCLUDING DEFAULTS)', name);
            EXECUTE format(
              'CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON %%I
                FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"()', name);
            EXECUTE format(
              'ALTER TABLE "audit_events" ATTACH PARTITION %%I FOR VALUES FROM (%%L) TO (%%L)',
              name, lower_bound, upper_bound);
            added = added + 1;
          END IF;
        END IF;
        month_start = month_start + interval '1 month';
      END LOOP;
      RETURN added;
    END
    $body$
  $create$, current_schema());
END
$$;
--> statement-breakpoint
SELECT "add_audit_partitions"();
