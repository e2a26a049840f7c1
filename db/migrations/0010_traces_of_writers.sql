CREATE TABLE "trace_looks" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"looked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "traces" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"mark" text NOT NULL,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"places" jsonb NOT NULL,
	"ruling" text,
	"ruled_by" uuid,
	"ruled_at" timestamp with time zone,
	CONSTRAINT "traces_mark" UNIQUE("application_id","mark")
);
--> statement-breakpoint
ALTER TABLE "trace_looks" ADD CONSTRAINT "trace_looks_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traces" ADD CONSTRAINT "traces_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traces" ADD CONSTRAINT "traces_ruled_by_people_id_fk" FOREIGN KEY ("ruled_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "traces_waiting" ON "traces" USING btree ("application_id") WHERE ruling is null;