ALTER TABLE "mail" ADD COLUMN "unsubscribe" "bytea";--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "first_in" integer;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "last_in" integer;--> statement-breakpoint
CREATE INDEX "applications_drafts" ON "applications" USING btree ("edition_id") WHERE "applications"."status" = 'draft';