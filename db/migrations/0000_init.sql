CREATE TABLE "decisions" (
	"organization_id" text NOT NULL,
	"employee_id" text NOT NULL,
	"property_id" text NOT NULL,
	"rule_ids" text[] NOT NULL,
	"access_group_ids" text[] NOT NULL,
	"role_id" text NOT NULL,
	"mobile_key" boolean NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decisions_organization_id_employee_id_property_id_pk" PRIMARY KEY("organization_id","employee_id","property_id")
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"employee_id" text NOT NULL,
	"property_id" text NOT NULL,
	"access_group_id" text NOT NULL,
	"source" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"given_by" text,
	"reason" text,
	CONSTRAINT "grants_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"employee_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"email_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone,
	"used_at" timestamp with time zone,
	"device_hash" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "invitations_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "mobile_keys" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"employee_id" text NOT NULL,
	"property_id" text NOT NULL,
	"state" text NOT NULL,
	"state_at" timestamp with time zone NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"invitation_id" text,
	"device" text,
	"activated_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"cause" text,
	CONSTRAINT "mobile_keys_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"lens" text NOT NULL,
	"kind" text NOT NULL,
	"actor" jsonb NOT NULL,
	"subject_kind" text,
	"subject_id" text,
	"property_id" text,
	"request_id" text,
	"data" jsonb NOT NULL,
	CONSTRAINT "activity_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "directory_group_members" (
	"organization_id" text NOT NULL,
	"group_id" text NOT NULL,
	"member_id" text NOT NULL,
	"member_type" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "directory_group_members_organization_id_group_id_member_id_pk" PRIMARY KEY("organization_id","group_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "directory_groups" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"external_id" text,
	"external_id_key" text,
	"display_name" text NOT NULL,
	"display_name_key" text NOT NULL,
	"resource" jsonb NOT NULL,
	"folded" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_modified_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "directory_groups_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "employees" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"scim_id" text NOT NULL,
	"source" text NOT NULL,
	"external_id" text,
	"external_id_key" text,
	"user_name" text,
	"user_name_key" text,
	"primary_email" text,
	"primary_email_key" text,
	"display_name" text NOT NULL,
	"given_name" text,
	"family_name" text,
	"title" text,
	"department" text,
	"phone" text,
	"employee_number" text,
	"preferred_language" text,
	"manager_scim_id" text,
	"active" boolean NOT NULL,
	"hold" text,
	"shares_email" boolean DEFAULT false NOT NULL,
	"resource" jsonb NOT NULL,
	"folded" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"facts" jsonb NOT NULL,
	"version" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_modified_at" timestamp with time zone NOT NULL,
	"deactivated_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "employees_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "integrations" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"placement" text NOT NULL,
	"key_default" boolean NOT NULL,
	"tenant_kind" text,
	"tenant_id" text,
	"tenant_name" text,
	"tenant_domain" text,
	"connected_account" text,
	"connected_at" timestamp with time zone,
	"granted_scopes" jsonb,
	"readable_people" text,
	"readable_groups" text,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"installed_at" timestamp with time zone,
	"test_received_at" timestamp with time zone,
	"first_person_at" timestamp with time zone,
	"first_person_name" text,
	"first_group_at" timestamp with time zone,
	"first_cycle_at" timestamp with time zone,
	"last_contact_at" timestamp with time zone,
	"last_refused_ending" text,
	"last_refused_at" timestamp with time zone,
	CONSTRAINT "integrations_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "scim_tokens" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"integration_id" text NOT NULL,
	"hash" text NOT NULL,
	"ending" text NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "scim_tokens_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_flows" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"organization_id" text,
	"user_id" text,
	"authority" text NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"user_id" text NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"organization_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "memberships_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text NOT NULL,
	"based_on" text NOT NULL,
	"built_in" boolean NOT NULL,
	"rank" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "roles_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"session_token" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"expires" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"email" text NOT NULL,
	"email_verified" timestamp with time zone,
	"image" text
);
--> statement-breakpoint
CREATE TABLE "verification_tokens" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	CONSTRAINT "verification_tokens_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
CREATE TABLE "emails" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text,
	"employee_id" text,
	"template" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"sealed_body" text NOT NULL,
	"state" text NOT NULL,
	"provider_id" text,
	"error" text,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "outbox_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text,
	"topic" text NOT NULL,
	"payload" jsonb NOT NULL,
	"dedupe_key" text,
	"created_at" timestamp with time zone NOT NULL,
	"run_at" timestamp with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"done_at" timestamp with time zone,
	"dead_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "access_group_doors" (
	"organization_id" text NOT NULL,
	"property_id" text NOT NULL,
	"access_group_id" text NOT NULL,
	"door_id" text NOT NULL,
	CONSTRAINT "access_group_doors_organization_id_access_group_id_door_id_pk" PRIMARY KEY("organization_id","access_group_id","door_id")
);
--> statement-breakpoint
CREATE TABLE "access_groups" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"property_id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "access_groups_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "access_groups_property_id" UNIQUE("organization_id","property_id","id")
);
--> statement-breakpoint
CREATE TABLE "doors" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"property_id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "doors_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "doors_property_id" UNIQUE("organization_id","property_id","id")
);
--> statement-breakpoint
CREATE TABLE "properties" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"address" text NOT NULL,
	"time_zone" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "properties_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "practice_consents" (
	"tenant_id" text NOT NULL,
	"client_id" text NOT NULL,
	"principal" text NOT NULL,
	"scopes" jsonb NOT NULL,
	CONSTRAINT "practice_consents_tenant_id_client_id_principal_pk" PRIMARY KEY("tenant_id","client_id","principal")
);
--> statement-breakpoint
CREATE TABLE "practice_grants" (
	"hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"document" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_jobs" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"tenant_url" text NOT NULL,
	"sealed_token" text NOT NULL,
	"dialect" text NOT NULL,
	"state" text NOT NULL,
	"links" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_objects" (
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"document" jsonb NOT NULL,
	CONSTRAINT "practice_objects_tenant_id_kind_id_pk" PRIMARY KEY("tenant_id","kind","id")
);
--> statement-breakpoint
CREATE TABLE "practice_runs" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"milliseconds" integer NOT NULL,
	"summary" jsonb NOT NULL,
	CONSTRAINT "practice_runs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "rule_access_groups" (
	"organization_id" text NOT NULL,
	"property_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"access_group_id" text NOT NULL,
	CONSTRAINT "rule_access_groups_organization_id_rule_id_access_group_id_pk" PRIMARY KEY("organization_id","rule_id","access_group_id")
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"property_id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"position" integer NOT NULL,
	"conditions" jsonb NOT NULL,
	"role_id" text NOT NULL,
	"mobile_key" boolean NOT NULL,
	"enabled" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "rules_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "rules_property_id" UNIQUE("organization_id","property_id","id")
);
--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_employees_fk" FOREIGN KEY ("organization_id","employee_id") REFERENCES "public"."employees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_properties_fk" FOREIGN KEY ("organization_id","property_id") REFERENCES "public"."properties"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_employees_fk" FOREIGN KEY ("organization_id","employee_id") REFERENCES "public"."employees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_access_groups_fk" FOREIGN KEY ("organization_id","property_id","access_group_id") REFERENCES "public"."access_groups"("organization_id","property_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_employees_fk" FOREIGN KEY ("organization_id","employee_id") REFERENCES "public"."employees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mobile_keys" ADD CONSTRAINT "mobile_keys_employees_fk" FOREIGN KEY ("organization_id","employee_id") REFERENCES "public"."employees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mobile_keys" ADD CONSTRAINT "mobile_keys_properties_fk" FOREIGN KEY ("organization_id","property_id") REFERENCES "public"."properties"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_groups" ADD CONSTRAINT "directory_groups_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employees" ADD CONSTRAINT "employees_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scim_tokens" ADD CONSTRAINT "scim_tokens_integrations_fk" FOREIGN KEY ("organization_id","integration_id") REFERENCES "public"."integrations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_roles_fk" FOREIGN KEY ("organization_id","role_id") REFERENCES "public"."roles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_group_doors" ADD CONSTRAINT "access_group_doors_access_groups_fk" FOREIGN KEY ("organization_id","property_id","access_group_id") REFERENCES "public"."access_groups"("organization_id","property_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_group_doors" ADD CONSTRAINT "access_group_doors_doors_fk" FOREIGN KEY ("organization_id","property_id","door_id") REFERENCES "public"."doors"("organization_id","property_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_groups" ADD CONSTRAINT "access_groups_properties_fk" FOREIGN KEY ("organization_id","property_id") REFERENCES "public"."properties"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doors" ADD CONSTRAINT "doors_properties_fk" FOREIGN KEY ("organization_id","property_id") REFERENCES "public"."properties"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "properties" ADD CONSTRAINT "properties_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_access_groups" ADD CONSTRAINT "rule_access_groups_rules_fk" FOREIGN KEY ("organization_id","property_id","rule_id") REFERENCES "public"."rules"("organization_id","property_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_access_groups" ADD CONSTRAINT "rule_access_groups_access_groups_fk" FOREIGN KEY ("organization_id","property_id","access_group_id") REFERENCES "public"."access_groups"("organization_id","property_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_properties_fk" FOREIGN KEY ("organization_id","property_id") REFERENCES "public"."properties"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_roles_fk" FOREIGN KEY ("organization_id","role_id") REFERENCES "public"."roles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decisions_property" ON "decisions" USING btree ("organization_id","property_id");--> statement-breakpoint
CREATE UNIQUE INDEX "grants_once" ON "grants" USING btree ("organization_id","employee_id","access_group_id","source");--> statement-breakpoint
CREATE INDEX "grants_access_group" ON "grants" USING btree ("organization_id","access_group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token" ON "invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "invitations_employee" ON "invitations" USING btree ("organization_id","employee_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mobile_keys_living" ON "mobile_keys" USING btree ("organization_id","employee_id","property_id") WHERE "mobile_keys"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "mobile_keys_invitation" ON "mobile_keys" USING btree ("organization_id","invitation_id");--> statement-breakpoint
CREATE INDEX "activity_at" ON "activity" USING btree ("organization_id","at");--> statement-breakpoint
CREATE INDEX "activity_subject" ON "activity" USING btree ("organization_id","subject_id","at");--> statement-breakpoint
CREATE INDEX "activity_request" ON "activity" USING btree ("organization_id","request_id");--> statement-breakpoint
CREATE INDEX "directory_group_members_member" ON "directory_group_members" USING btree ("organization_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "directory_groups_display_name" ON "directory_groups" USING btree ("organization_id","display_name_key") WHERE "directory_groups"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "directory_groups_external_id" ON "directory_groups" USING btree ("organization_id","external_id_key");--> statement-breakpoint
CREATE INDEX "directory_groups_created" ON "directory_groups" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "employees_scim_id" ON "employees" USING btree ("organization_id","scim_id");--> statement-breakpoint
CREATE UNIQUE INDEX "employees_user_name" ON "employees" USING btree ("organization_id","user_name_key") WHERE "employees"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "employees_external_id" ON "employees" USING btree ("organization_id","external_id_key");--> statement-breakpoint
CREATE INDEX "employees_primary_email" ON "employees" USING btree ("organization_id","primary_email_key");--> statement-breakpoint
CREATE UNIQUE INDEX "employees_email_holder" ON "employees" USING btree ("organization_id","primary_email_key") WHERE "employees"."source" = 'entra' and "employees"."active" and "employees"."deleted_at" is null and "employees"."hold" is distinct from 'conflict' and not "employees"."shares_email";--> statement-breakpoint
CREATE INDEX "employees_emails" ON "employees" USING gin (("folded" -> 'emails') jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "employees_created" ON "employees" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "employees_last_modified" ON "employees" USING btree ("organization_id","last_modified_at");--> statement-breakpoint
CREATE INDEX "employees_manager" ON "employees" USING btree ("organization_id","manager_scim_id");--> statement-breakpoint
CREATE UNIQUE INDEX "integrations_kind" ON "integrations" USING btree ("organization_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "scim_tokens_hash" ON "scim_tokens" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "scim_tokens_integration" ON "scim_tokens" USING btree ("organization_id","integration_id");--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_slug" ON "organizations" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "roles_name" ON "roles" USING btree ("organization_id","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "emails_organization" ON "emails" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "emails_employee" ON "emails" USING btree ("organization_id","employee_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox_messages" USING btree ("run_at","id") WHERE "outbox_messages"."done_at" is null and "outbox_messages"."dead_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_dedupe" ON "outbox_messages" USING btree ("dedupe_key") WHERE "outbox_messages"."attempts" = 0 and "outbox_messages"."done_at" is null and "outbox_messages"."dead_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "access_groups_name" ON "access_groups" USING btree ("organization_id","property_id","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "doors_name" ON "doors" USING btree ("organization_id","property_id","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "properties_name" ON "properties" USING btree ("organization_id","name_key");--> statement-breakpoint
CREATE INDEX "practice_runs_started" ON "practice_runs" USING btree ("tenant_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "rules_name" ON "rules" USING btree ("organization_id","property_id","name_key");