ALTER TABLE "mail" ADD COLUMN "edition_id" uuid;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "letters_from" text;--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_edition" ON "mail" USING btree ("edition_id","created_at");