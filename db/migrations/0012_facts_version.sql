-- Facts that are stored already were folded by the first version; organisations to come have today's.
ALTER TABLE "organizations" ADD COLUMN "facts_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ALTER COLUMN "facts_version" SET DEFAULT 2;
