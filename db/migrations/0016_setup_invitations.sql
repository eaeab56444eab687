CREATE TABLE "setup_invitations" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"integration_id" text NOT NULL,
	"email" text NOT NULL,
	"note" text NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"link_hash" text NOT NULL,
	"used_at" timestamp with time zone,
	"browser_hash" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "setup_invitations_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "setup_invitations" ADD CONSTRAINT "setup_invitations_integrations_fk" FOREIGN KEY ("organization_id","integration_id") REFERENCES "public"."integrations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "setup_invitations_link" ON "setup_invitations" USING btree ("link_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "setup_invitations_browser" ON "setup_invitations" USING btree ("browser_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "setup_invitations_open" ON "setup_invitations" USING btree ("organization_id","integration_id") WHERE ended_at is null;