-- Joined as sets, ten thousand moves were compared with each other: the plan was made when there was one.
DROP TRIGGER "mobile_keys_moved" ON "mobile_keys";
--> statement-breakpoint
DROP FUNCTION "note_moved_keys"();
--> statement-breakpoint
CREATE FUNCTION "note_moved_key"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."state", NEW."state_at") IS DISTINCT FROM (OLD."state", OLD."state_at") THEN
    INSERT INTO "mobile_key_moves" ("organization_id", "key_id", "state", "at", "cause")
    VALUES (NEW."organization_id", NEW."id", NEW."state", NEW."state_at", NEW."cause");
  END IF;
  IF NEW."revoked_at" IS NULL AND NEW."suspended_at" IS NOT NULL
    AND (NEW."suspended_at", NEW."suspended_for") IS DISTINCT FROM (OLD."suspended_at", OLD."suspended_for") THEN
    INSERT INTO "mobile_key_moves" ("organization_id", "key_id", "state", "at", "cause")
    VALUES (NEW."organization_id", NEW."id", 'suspended', NEW."suspended_at", NEW."cause");
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "mobile_keys_moved" AFTER UPDATE ON "mobile_keys" FOR EACH ROW
WHEN ((OLD."state", OLD."state_at", OLD."suspended_at", OLD."suspended_for")
  IS DISTINCT FROM (NEW."state", NEW."state_at", NEW."suspended_at", NEW."suspended_for"))
EXECUTE FUNCTION "note_moved_key"();
