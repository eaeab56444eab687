ALTER TABLE "integrations" ADD COLUMN "sealed_reading" text;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "reading_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "lost_permissions" jsonb;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "lost_permissions_at" timestamp with time zone;