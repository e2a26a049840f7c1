ALTER TABLE "tokens" ADD COLUMN "replaced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "onward" text;--> statement-breakpoint
ALTER TABLE "referees" ADD COLUMN "draft" "bytea";--> statement-breakpoint
ALTER TABLE "referees" ADD COLUMN "draft_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "referees_told" text DEFAULT '' NOT NULL;