DROP INDEX "activity_at";--> statement-breakpoint
CREATE INDEX "activity_lens" ON "activity" USING btree ("organization_id","lens","at","id");--> statement-breakpoint
CREATE INDEX "activity_refused" ON "activity" USING btree ("organization_id","at","id") WHERE "activity"."kind" = 'scim.request' and ("activity"."data"->>'status')::int >= 400;