CREATE TABLE "mobile_key_moves" (
	"organization_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "mobile_key_moves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key_id" text NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"cause" text,
	CONSTRAINT "mobile_key_moves_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "mobile_keys" ADD COLUMN "suspended_for" text;--> statement-breakpoint
ALTER TABLE "mobile_key_moves" ADD CONSTRAINT "mobile_key_moves_mobile_keys_fk" FOREIGN KEY ("organization_id","key_id") REFERENCES "public"."mobile_keys"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mobile_key_moves_key" ON "mobile_key_moves" USING btree ("organization_id","key_id");
--> statement-breakpoint
-- What is known of the keys there are: when each was made, set up, came to its state and was suspended.
UPDATE "mobile_keys" SET "suspended_for" = 'lost' WHERE "suspended_at" IS NOT NULL;
--> statement-breakpoint
UPDATE "mobile_keys" AS k SET "cause" = m."error"
FROM "invitations" AS i JOIN "emails" AS m ON m."organization_id" = i."organization_id" AND m."id" = i."email_id"
WHERE k."state" = 'bounced' AND i."organization_id" = k."organization_id" AND i."id" = k."invitation_id";
--> statement-breakpoint
INSERT INTO "mobile_key_moves" ("organization_id", "key_id", "state", "at", "cause")
SELECT k."organization_id", k."id", m.* FROM "mobile_keys" AS k, LATERAL (
  SELECT 'waiting', k."issued_at", NULL
  UNION ALL SELECT 'active', k."activated_at", NULL WHERE k."activated_at" IS NOT NULL
  UNION ALL SELECT k."state", k."state_at", CASE WHEN k."suspended_at" IS NULL THEN k."cause" END
    WHERE k."state" NOT IN ('waiting', 'active') OR k."state_at" NOT IN (k."issued_at", coalesce(k."activated_at", k."issued_at"))
  UNION ALL SELECT 'suspended', k."suspended_at", k."cause" WHERE k."suspended_at" IS NOT NULL AND k."revoked_at" IS NULL
) AS m ("state", "at", "cause")
ORDER BY m."at";
--> statement-breakpoint
-- A statement that moves ten thousand keys writes their moves as one set.
CREATE FUNCTION "note_new_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "mobile_key_moves" ("organization_id", "key_id", "state", "at", "cause")
  SELECT "organization_id", "id", "state", "state_at", "cause" FROM "added";
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION "note_moved_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "mobile_key_moves" ("organization_id", "key_id", "state", "at", "cause")
  SELECT n."organization_id", n."id", n."state", n."state_at", n."cause"
  FROM "after" AS n JOIN "before" AS o USING ("organization_id", "id")
  WHERE (n."state", n."state_at") IS DISTINCT FROM (o."state", o."state_at")
  UNION ALL
  SELECT n."organization_id", n."id", 'suspended', n."suspended_at", n."cause"
  FROM "after" AS n JOIN "before" AS o USING ("organization_id", "id")
  WHERE n."revoked_at" IS NULL AND n."suspended_at" IS NOT NULL
    AND (n."suspended_at", n."suspended_for") IS DISTINCT FROM (o."suspended_at", o."suspended_for");
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "mobile_keys_added" AFTER INSERT ON "mobile_keys" REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "note_new_keys"();
--> statement-breakpoint
CREATE TRIGGER "mobile_keys_moved" AFTER UPDATE ON "mobile_keys" REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "note_moved_keys"();
