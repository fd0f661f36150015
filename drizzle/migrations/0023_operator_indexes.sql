-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS "api_key_secrets_prefix" ON "api_key_secrets" USING btree ("key_prefix");--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "api_keys_external_id" ON "api_keys" USING btree ("merchant_id","external_id") WHERE "api_keys"."external_id" is not null;--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "api_keys_prefix" ON "api_keys" USING btree ("key_prefix");--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "applications_external_id" ON "applications" USING btree ("merchant_id","external_id") WHERE "applications"."external_id" is not null and "applications"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "merchants_external_id" ON "merchants" USING btree ("external_id") WHERE "merchants"."external_id" is not null;--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "merchants_search" ON "merchants" USING gin ("name" gin_trgm_ops);
