CREATE TABLE "request_bodies" (
	"organization_id" text NOT NULL,
	"request_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"sent" text NOT NULL,
	CONSTRAINT "request_bodies_organization_id_request_id_pk" PRIMARY KEY("organization_id","request_id")
);
--> statement-breakpoint
-- Entries written before a request told more of itself.
UPDATE "activity" SET "data" = '{"scimType": null, "found": null, "changed": true, "times": 1}'::jsonb || "data" WHERE "kind" = 'scim.request';
--> statement-breakpoint
-- An entry of the log can be read and, when its time is over, pruned; nothing else. The time is
-- 400 days (lib/jobs/prune.ts); a day is left for clocks that differ.
CREATE FUNCTION "refuse_to_change_activity"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD."at" < now() - interval '399 days' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the activity log is append-only';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "activity_is_append_only" BEFORE UPDATE OR DELETE ON "activity" FOR EACH ROW EXECUTE FUNCTION "refuse_to_change_activity"();
