CREATE TABLE "card_requests" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"employee_id" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "card_requests_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "door_controllers" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"property_id" text,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"ending" text NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_heard_at" timestamp with time zone,
	CONSTRAINT "door_controllers_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "replaced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "expired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mobile_keys" ADD COLUMN "starts_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mobile_keys" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "card_requests" ADD CONSTRAINT "card_requests_employees_fk" FOREIGN KEY ("organization_id","employee_id") REFERENCES "public"."employees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_controllers" ADD CONSTRAINT "door_controllers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_controllers" ADD CONSTRAINT "door_controllers_properties_fk" FOREIGN KEY ("organization_id","property_id") REFERENCES "public"."properties"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "card_requests_open" ON "card_requests" USING btree ("organization_id","employee_id") WHERE "card_requests"."settled_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "door_controllers_hash" ON "door_controllers" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "door_controllers_property" ON "door_controllers" USING btree ("organization_id","property_id");--> statement-breakpoint
CREATE INDEX "invitations_device" ON "invitations" USING btree ("device_hash") WHERE "invitations"."device_hash" is not null;--> statement-breakpoint
CREATE INDEX "invitations_running_out" ON "invitations" USING btree ("expires_at") WHERE "invitations"."used_at" is null and "invitations"."ended_at" is null and "invitations"."replaced_at" is null and "invitations"."expired_at" is null;--> statement-breakpoint
CREATE INDEX "access_group_doors_door" ON "access_group_doors" USING btree ("organization_id","door_id");