CREATE TABLE "cards" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"employee_id" text NOT NULL,
	"property_id" text NOT NULL,
	"number_hash" text NOT NULL,
	"ending" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"given_by" text NOT NULL,
	"starts_at" timestamp with time zone,
	"suspended_at" timestamp with time zone,
	"suspended_for" text,
	"revoked_at" timestamp with time zone,
	"cause" text,
	CONSTRAINT "cards_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "controller_hearings" (
	"organization_id" text NOT NULL,
	"controller_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "controller_hearings_organization_id_controller_id_at_pk" PRIMARY KEY("organization_id","controller_id","at")
);
--> statement-breakpoint
CREATE TABLE "door_askers" (
	"organization_id" text NOT NULL,
	"door_id" text NOT NULL,
	"controller_id" text NOT NULL,
	CONSTRAINT "door_askers_organization_id_door_id_pk" PRIMARY KEY("organization_id","door_id")
);
--> statement-breakpoint
CREATE TABLE "put_offs" (
	"organization_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "put_offs_organization_id_kind_subject_id_pk" PRIMARY KEY("organization_id","kind","subject_id")
);
--> statement-breakpoint
ALTER TABLE "directory_groups" ADD COLUMN "members_known_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "same_as" text;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "edits" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "sequr_owns" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "retention_days" integer DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_employees_fk" FOREIGN KEY ("organization_id","employee_id") REFERENCES "public"."employees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_properties_fk" FOREIGN KEY ("organization_id","property_id") REFERENCES "public"."properties"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "controller_hearings" ADD CONSTRAINT "controller_hearings_controllers_fk" FOREIGN KEY ("organization_id","controller_id") REFERENCES "public"."door_controllers"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_askers" ADD CONSTRAINT "door_askers_doors_fk" FOREIGN KEY ("organization_id","door_id") REFERENCES "public"."doors"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_askers" ADD CONSTRAINT "door_askers_controllers_fk" FOREIGN KEY ("organization_id","controller_id") REFERENCES "public"."door_controllers"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "put_offs" ADD CONSTRAINT "put_offs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cards_living" ON "cards" USING btree ("organization_id","property_id","number_hash") WHERE "cards"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "cards_employee" ON "cards" USING btree ("organization_id","employee_id");--> statement-breakpoint
CREATE INDEX "controller_hearings_at" ON "controller_hearings" USING btree ("at");--> statement-breakpoint
CREATE INDEX "door_askers_controller" ON "door_askers" USING btree ("organization_id","controller_id");--> statement-breakpoint
CREATE INDEX "employees_to_erase" ON "employees" USING btree ("deleted_at") WHERE "employees"."deleted_at" is not null and "employees"."erased_at" is null;--> statement-breakpoint
-- Whatever was stored before has had its members sent since.
UPDATE "directory_groups" SET "members_known_at" = "created_at";
