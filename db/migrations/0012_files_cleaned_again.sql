ALTER TABLE "files" ADD COLUMN "cleaned_by" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "recorded" "bytea";