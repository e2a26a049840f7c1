DROP INDEX "applications_country";--> statement-breakpoint
CREATE INDEX "application_sections_state" ON "application_sections" USING btree ("application_id","section","state");--> statement-breakpoint
CREATE INDEX "applications_parts" ON "applications" USING btree ("edition_id","status","eligibility");--> statement-breakpoint
CREATE INDEX "applications_codes" ON "applications" USING btree ("edition_id","code","id");--> statement-breakpoint
CREATE INDEX "applications_started" ON "applications" USING btree ("edition_id","created_at","id");--> statement-breakpoint
CREATE INDEX "standings_readings" ON "standings" USING btree ("edition_id","readings","application_id");--> statement-breakpoint
CREATE INDEX "applications_country" ON "applications" USING btree ("edition_id","country","status","id");