ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_prefix_length";--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_prefix_length" CHECK (char_length("api_keys"."key_prefix") between 12 and 26) NOT VALID;
