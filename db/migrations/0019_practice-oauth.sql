ALTER TABLE "practice_jobs" ALTER COLUMN "sealed_token" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "practice_jobs" ADD COLUMN "sealed_client" text;--> statement-breakpoint
ALTER TABLE "practice_jobs" ADD CONSTRAINT "practice_jobs_one_secret" CHECK (num_nonnulls("practice_jobs"."sealed_token", "practice_jobs"."sealed_client") = 1);