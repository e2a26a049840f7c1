ALTER TABLE "editions" ADD COLUMN "controller" text;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "contact" text;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "contact_note" text;