CREATE TABLE "calibration_files" (
	"edition_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"chosen_by" uuid,
	"chosen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calibration_files_edition_id_application_id_pk" PRIMARY KEY("edition_id","application_id")
);
--> statement-breakpoint
CREATE TABLE "discussion_posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"text" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "panelists" (
	"edition_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"cap" integer,
	"languages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"experienced" boolean DEFAULT false NOT NULL,
	"profile" "bytea",
	"agreement" integer,
	"agreed_at" timestamp with time zone,
	"letters_off" boolean DEFAULT false NOT NULL,
	"digest_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	CONSTRAINT "panelists_edition_id_person_id_pk" PRIMARY KEY("edition_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "redactions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"question" text NOT NULL,
	"from_at" integer NOT NULL,
	"to_at" integer NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lifted_by" uuid,
	"lifted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "score_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"review_id" uuid NOT NULL,
	"criterion_id" uuid NOT NULL,
	"before" smallint,
	"after" smallint,
	"reason" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unwanted_readers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"details" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wishes" (
	"application_id" uuid NOT NULL,
	"panelist_id" uuid NOT NULL,
	"wish" text NOT NULL,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wishes_panelist_id_application_id_pk" PRIMARY KEY("panelist_id","application_id")
);
--> statement-breakpoint
ALTER TABLE "conflicts" ALTER COLUMN "declared_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "reading_until" date;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "conflict_rules" jsonb DEFAULT '["organisation","domain","referee"]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "kind" text DEFAULT 'reading' NOT NULL;--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "source" text DEFAULT 'panelist' NOT NULL;--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "rule" text;--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "confirmed_by" uuid;--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "dismissed_by" uuid;--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "dismissed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "active_seconds" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "set_aside_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calibration_files" ADD CONSTRAINT "calibration_files_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_files" ADD CONSTRAINT "calibration_files_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_files" ADD CONSTRAINT "calibration_files_chosen_by_people_id_fk" FOREIGN KEY ("chosen_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_posts" ADD CONSTRAINT "discussion_posts_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_posts" ADD CONSTRAINT "discussion_posts_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "panelists" ADD CONSTRAINT "panelists_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "panelists" ADD CONSTRAINT "panelists_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redactions" ADD CONSTRAINT "redactions_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redactions" ADD CONSTRAINT "redactions_made_by_people_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redactions" ADD CONSTRAINT "redactions_lifted_by_people_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_changes" ADD CONSTRAINT "score_changes_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_changes" ADD CONSTRAINT "score_changes_criterion_id_criteria_id_fk" FOREIGN KEY ("criterion_id") REFERENCES "public"."criteria"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unwanted_readers" ADD CONSTRAINT "unwanted_readers_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wishes" ADD CONSTRAINT "wishes_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wishes" ADD CONSTRAINT "wishes_panelist_id_people_id_fk" FOREIGN KEY ("panelist_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "discussion_posts_at" ON "discussion_posts" USING btree ("application_id","at");--> statement-breakpoint
CREATE INDEX "panelists_person" ON "panelists" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "redactions_application" ON "redactions" USING btree ("application_id","question");--> statement-breakpoint
CREATE INDEX "score_changes_review" ON "score_changes" USING btree ("review_id","at");--> statement-breakpoint
CREATE INDEX "unwanted_readers_application" ON "unwanted_readers" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "wishes_application" ON "wishes" USING btree ("application_id");--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_confirmed_by_people_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_dismissed_by_people_id_fk" FOREIGN KEY ("dismissed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;