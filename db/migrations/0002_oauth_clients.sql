CREATE TABLE "oauth_client_secrets" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"client_id" text NOT NULL,
	"hash" text NOT NULL,
	"ending" text NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "oauth_client_secrets_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "oauth_clients" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"integration_id" text NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "oauth_clients_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "scim_tokens" ADD COLUMN "client_secret_id" text;--> statement-breakpoint
ALTER TABLE "oauth_client_secrets" ADD CONSTRAINT "oauth_client_secrets_clients_fk" FOREIGN KEY ("organization_id","client_id") REFERENCES "public"."oauth_clients"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_clients" ADD CONSTRAINT "oauth_clients_integrations_fk" FOREIGN KEY ("organization_id","integration_id") REFERENCES "public"."integrations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_client_secrets_hash" ON "oauth_client_secrets" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "oauth_client_secrets_client" ON "oauth_client_secrets" USING btree ("organization_id","client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_clients_live" ON "oauth_clients" USING btree ("organization_id","integration_id") WHERE revoked_at is null;--> statement-breakpoint
ALTER TABLE "scim_tokens" ADD CONSTRAINT "scim_tokens_oauth_client_secrets_fk" FOREIGN KEY ("organization_id","client_secret_id") REFERENCES "public"."oauth_client_secrets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "scim_tokens_client_secret" ON "scim_tokens" USING btree ("organization_id","client_secret_id") WHERE client_secret_id is not null;