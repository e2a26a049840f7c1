CREATE TABLE "entrance_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"details" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "password_hash" text;--> statement-breakpoint
CREATE INDEX "entrance_requests_created" ON "entrance_requests" USING btree ("created_at");--> statement-breakpoint
UPDATE "tokens" SET "password_hash" = "people"."password_hash" FROM "people" WHERE "people"."id" = "tokens"."person_id" AND "tokens"."purpose" = 'confirmation' AND "tokens"."used_at" IS NULL AND "people"."email_confirmed_at" IS NULL;
