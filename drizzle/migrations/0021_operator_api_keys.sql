ALTER TABLE "api_keys" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "metadata" jsonb;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "operator_metadata" jsonb;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "tags" text[];--> statement-breakpoint
CREATE OR REPLACE TRIGGER "api_keys_announce" AFTER UPDATE OF
  "revoked_at", "expires_at", "scopes", "ip_allowlist", "rate_limit", "rate_limit_window_seconds",
  "rotation_generation", "rotation_used_at", "application_id", "merchant_id",
  "external_id", "metadata", "operator_metadata"
  OR DELETE ON "api_keys" FOR EACH ROW EXECUTE FUNCTION "announce_change"('key', 'id');
--> statement-breakpoint
CREATE TABLE "api_key_labels" (
	"application_id" text COLLATE "C" NOT NULL,
	"label" text COLLATE "C" NOT NULL,
	"api_key_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "api_key_labels_application_id_label_api_key_id_pk" PRIMARY KEY("application_id","label","api_key_id")
);
--> statement-breakpoint
ALTER TABLE "api_key_labels" ADD CONSTRAINT "api_key_labels_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_labels_api_key" ON "api_key_labels" USING btree ("api_key_id");
