CREATE TABLE "idempotency_records" (
	"merchant_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"api_key_id" text COLLATE "C" NOT NULL,
	"sealed_answer" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_records_merchant_id_user_id_key_hash_pk" PRIMARY KEY("merchant_id","user_id","key_hash"),
	CONSTRAINT "idempotency_records_key_hash_length" CHECK (octet_length("idempotency_records"."key_hash") = 32)
);
--> statement-breakpoint
ALTER TABLE "idempotency_records" ADD CONSTRAINT "idempotency_records_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_records_sealed" ON "idempotency_records" USING btree ("created_at") WHERE "idempotency_records"."sealed_answer" is not null;--> statement-breakpoint
CREATE INDEX "idempotency_records_api_key" ON "idempotency_records" USING btree ("api_key_id");