DROP INDEX "programme_sessions_time";--> statement-breakpoint
ALTER TABLE "programme_sessions" DROP COLUMN "week";--> statement-breakpoint
ALTER TABLE "programme_sessions" DROP COLUMN "starts_at";--> statement-breakpoint
ALTER TABLE "programme_sessions" DROP COLUMN "ends_at";--> statement-breakpoint
ALTER TABLE "weeks" DROP COLUMN "starts_on";