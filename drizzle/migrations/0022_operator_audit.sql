ALTER TABLE "audit_events" ADD COLUMN "on_behalf_of" text;
