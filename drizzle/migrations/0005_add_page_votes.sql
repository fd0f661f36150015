CREATE TABLE "page_votes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"page" text NOT NULL,
	"voter" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C",
	"merchant_id" text COLLATE "C",
	"is_helpful" boolean NOT NULL,
	"comment" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "page_votes_voter" UNIQUE("page","voter"),
	CONSTRAINT "page_votes_page_length" CHECK (char_length("page_votes"."page") between 1 and 200),
	CONSTRAINT "page_votes_comment_length" CHECK (char_length("page_votes"."comment") between 1 and 1000)
);
--> statement-breakpoint
ALTER TABLE "page_votes" ADD CONSTRAINT "page_votes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_votes" ADD CONSTRAINT "page_votes_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE set null ON UPDATE no action;