CREATE TABLE "assignment_plans" (
	"edition_id" uuid NOT NULL,
	"seed" text NOT NULL,
	"state" text NOT NULL,
	"progress" jsonb NOT NULL,
	"fingerprint" text,
	"plan" jsonb,
	"started_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "assignment_plans_edition_id_seed_pk" PRIMARY KEY("edition_id","seed")
);
--> statement-breakpoint
ALTER TABLE "assignment_plans" ADD CONSTRAINT "assignment_plans_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE no action ON UPDATE no action;