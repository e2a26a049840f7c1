CREATE TABLE "calibrations" (
	"edition_id" uuid PRIMARY KEY NOT NULL,
	"changes" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp with time zone,
	"computed_at" timestamp with time zone,
	"top" integer,
	"applications" integer DEFAULT 0 NOT NULL,
	"readings" integer DEFAULT 0 NOT NULL,
	"figures" jsonb
);
--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "tie_margin" double precision DEFAULT 0.25 NOT NULL;--> statement-breakpoint
ALTER TABLE "standings" ADD COLUMN "calibrated" double precision;--> statement-breakpoint
ALTER TABLE "standings" ADD COLUMN "standard_error" double precision;--> statement-breakpoint
ALTER TABLE "standings" ADD COLUMN "top_probability" double precision;--> statement-breakpoint
ALTER TABLE "standings" ADD COLUMN "adjustment" jsonb;--> statement-breakpoint
ALTER TABLE "standings" ADD COLUMN "component" integer;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "standings_score" ON "standings" USING btree ("edition_id",coalesce("calibrated", "mean"),"application_id");