ALTER TABLE "applications" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "metadata" jsonb;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "operator_metadata" jsonb;--> statement-breakpoint
CREATE OR REPLACE TRIGGER "applications_announce" AFTER UPDATE OF
  "deleted_at", "environment", "merchant_id", "external_id", "metadata", "operator_metadata"
  OR DELETE ON "applications" FOR EACH ROW EXECUTE FUNCTION "announce_change"('application', 'id');
