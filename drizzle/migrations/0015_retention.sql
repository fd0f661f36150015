CREATE TABLE "audit_seals" (
	"chain" text COLLATE "C" NOT NULL,
	"through_id" text COLLATE "C" NOT NULL,
	"events" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_seals_chain_through_id_pk" PRIMARY KEY("chain","through_id"),
	CONSTRAINT "audit_seals_hash_length" CHECK (octet_length("audit_seals"."hash") = 32)
);
--> statement-breakpoint
CREATE INDEX "audit_seals_through" ON "audit_seals" USING btree ("through_id");--> statement-breakpoint
CREATE FUNCTION "refuse_seal_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_seals is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "audit_seals_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_seals"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_seal_change"();
