ALTER TABLE "calendar_feeds" ALTER COLUMN "edition_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "programme_sessions" ADD COLUMN "day" integer;--> statement-breakpoint
ALTER TABLE "programme_sessions" ADD COLUMN "start_minute" integer;--> statement-breakpoint
ALTER TABLE "programme_sessions" ADD COLUMN "end_minute" integer;--> statement-breakpoint
-- Where clocks in the edition's zone show each session, counted from the Monday of its week 1.
UPDATE "programme_sessions" AS "session" SET
	"day" = "shown"."starts"::date - ("shown"."starts_on" + CASE WHEN extract(isodow FROM "shown"."starts_on") >= 6 THEN 8 ELSE 1 END - extract(isodow FROM "shown"."starts_on")::int),
	"start_minute" = (extract(hour FROM "shown"."starts") * 60 + extract(minute FROM "shown"."starts"))::int,
	"end_minute" = (extract(epoch FROM "shown"."ends" - date_trunc('day', "shown"."starts")) / 60)::int
FROM (
	SELECT "own"."id", "editions"."starts_on",
		"own"."starts_at" AT TIME ZONE "editions"."zone" AS "starts",
		"own"."ends_at" AT TIME ZONE "editions"."zone" AS "ends"
	FROM "programme_sessions" AS "own" JOIN "editions" ON "editions"."id" = "own"."edition_id"
) AS "shown"
WHERE "shown"."id" = "session"."id";--> statement-breakpoint
ALTER TABLE "programme_sessions" ALTER COLUMN "day" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "programme_sessions" ALTER COLUMN "start_minute" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "programme_sessions" ALTER COLUMN "end_minute" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "zone" text;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "starts_on" date;--> statement-breakpoint
UPDATE "releases" SET "zone" = "editions"."zone", "starts_on" = "editions"."starts_on"
FROM "editions" WHERE "editions"."id" = "releases"."edition_id";--> statement-breakpoint
ALTER TABLE "releases" ALTER COLUMN "zone" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "releases" ALTER COLUMN "starts_on" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "programme_sessions_place" ON "programme_sessions" USING btree ("edition_id","day","start_minute");
