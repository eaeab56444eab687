CREATE TABLE "held_removals" (
	"organization_id" text NOT NULL,
	"employee_id" text NOT NULL,
	"property_id" text NOT NULL,
	"access_group_ids" text[] NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"kept_until" timestamp with time zone,
	"kept_by" text,
	CONSTRAINT "held_removals_organization_id_employee_id_property_id_pk" PRIMARY KEY("organization_id","employee_id","property_id")
);
--> statement-breakpoint
CREATE TABLE "removal_guards" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"percent" integer DEFAULT 10 NOT NULL,
	"people" integer DEFAULT 20 NOT NULL,
	"recent" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"passed" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rule_drafts" (
	"organization_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"property_id" text NOT NULL,
	"base_version" integer,
	"content" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"made_by" text NOT NULL,
	CONSTRAINT "rule_drafts_organization_id_rule_id_pk" PRIMARY KEY("organization_id","rule_id")
);
--> statement-breakpoint
CREATE TABLE "rule_exclusions" (
	"organization_id" text NOT NULL,
	"property_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"employee_id" text NOT NULL,
	"reason" text NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "rule_exclusions_organization_id_rule_id_employee_id_pk" PRIMARY KEY("organization_id","rule_id","employee_id")
);
--> statement-breakpoint
CREATE TABLE "rule_versions" (
	"organization_id" text NOT NULL,
	"property_id" text NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"difference" jsonb NOT NULL,
	"gained" integer NOT NULL,
	"lost" integer NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rule_versions_organization_id_property_id_number_pk" PRIMARY KEY("organization_id","property_id","number")
);
--> statement-breakpoint
ALTER TABLE "held_removals" ADD CONSTRAINT "held_removals_employees_fk" FOREIGN KEY ("organization_id","employee_id") REFERENCES "public"."employees"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_removals" ADD CONSTRAINT "held_removals_properties_fk" FOREIGN KEY ("organization_id","property_id") REFERENCES "public"."properties"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal_guards" ADD CONSTRAINT "removal_guards_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_drafts" ADD CONSTRAINT "rule_drafts_properties_fk" FOREIGN KEY ("organization_id","property_id") REFERENCES "public"."properties"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_exclusions" ADD CONSTRAINT "rule_exclusions_rules_fk" FOREIGN KEY ("organization_id","property_id","rule_id") REFERENCES "public"."rules"("organization_id","property_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_exclusions" ADD CONSTRAINT "rule_exclusions_employees_fk" FOREIGN KEY ("organization_id","employee_id") REFERENCES "public"."employees"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_versions" ADD CONSTRAINT "rule_versions_properties_fk" FOREIGN KEY ("organization_id","property_id") REFERENCES "public"."properties"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rule_drafts_property" ON "rule_drafts" USING btree ("organization_id","property_id");--> statement-breakpoint
CREATE INDEX "rule_exclusions_employee" ON "rule_exclusions" USING btree ("organization_id","employee_id");