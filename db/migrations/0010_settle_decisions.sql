ALTER TABLE "properties" ADD COLUMN "settle_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "properties" ADD COLUMN "settle_until" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "properties_settle" ON "properties" USING btree ("settle_at") WHERE "properties"."settle_at" is not null;