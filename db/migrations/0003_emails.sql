CREATE TABLE "alerts" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"stage" integer NOT NULL,
	"data" jsonb NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	"fixed_at" timestamp with time zone,
	CONSTRAINT "alerts_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "email_pace" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"taken" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "email_settings" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"per_minute" integer NOT NULL,
	"invitations_from" timestamp with time zone,
	"tell_leavers" boolean NOT NULL,
	"alert_user_ids" text[]
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"recipient_key" text NOT NULL,
	"recipient" text NOT NULL,
	"reason" text NOT NULL,
	"code" text,
	"created_at" timestamp with time zone NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" text,
	CONSTRAINT "suppressions_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "language" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "sender" text;--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "state_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "held_for" text[];--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "copy_of" text;--> statement-breakpoint
ALTER TABLE "properties" ADD COLUMN "language" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "properties" ADD COLUMN "sender_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "properties" ADD COLUMN "day_one_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "properties" ADD COLUMN "contact_name" text;--> statement-breakpoint
ALTER TABLE "properties" ADD COLUMN "contact_email" text;--> statement-breakpoint
ALTER TABLE "properties" ADD COLUMN "contact_phone" text;--> statement-breakpoint
ALTER TABLE "properties" ADD COLUMN "quiet" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_pace" ADD CONSTRAINT "email_pace_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_settings" ADD CONSTRAINT "email_settings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_living" ON "alerts" USING btree ("organization_id","cause") WHERE "alerts"."fixed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_living" ON "suppressions" USING btree ("organization_id","recipient_key") WHERE "suppressions"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "emails_provider" ON "emails" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "emails_state" ON "emails" USING btree ("organization_id","state","created_at");