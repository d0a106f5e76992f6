-- Fewer and smaller indexes on the table each renewal writes to, and those its lists need: docs/decisions/0010.
DROP INDEX "Connection_environmentId_endsAt_idx";
DROP INDEX "Connection_health_endsAt_idx";
DROP INDEX "Connection_number_key";
DROP INDEX "Connection_refreshWantedAt_idx";
CREATE INDEX "Connection_environmentId_health_number_idx" ON "Connection"("environmentId", "health", "number") WHERE (health <> 'healthy');
CREATE INDEX "Connection_refreshWantedAt_idx" ON "Connection"("refreshWantedAt") WHERE ("refreshWantedAt" IS NOT NULL);
CREATE INDEX "Connection_environmentId_endsAt_idx" ON "Connection"("environmentId", "endsAt") WHERE ("endsAt" IS NOT NULL);
CREATE INDEX "Connection_endsAt_idx" ON "Connection"("endsAt") WHERE (health = 'healthy');

-- What the search looks through.
CREATE TABLE "ConnectionSearch" (
    "connectionId" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "ConnectionSearch_pkey" PRIMARY KEY ("connectionId", "environmentId")
);
ALTER TABLE "ConnectionSearch" ADD CONSTRAINT "ConnectionSearch_connectionId_environmentId_fkey" FOREIGN KEY ("connectionId", "environmentId") REFERENCES "Connection"("id", "environmentId") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION "connectionSearchText"("connectionId" text, "endUser" jsonb, tags jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT lower(concat_ws(' ', '', "connectionId", "endUser"->>'id', "endUser"->>'display_name', "endUser"->>'email',
    (SELECT string_agg(value, ' ' ORDER BY key) FROM jsonb_each_text(tags))))
$$;

INSERT INTO "ConnectionSearch" ("connectionId", "environmentId", "text")
SELECT id, "environmentId", "connectionSearchText"("connectionId", "endUser", tags) FROM "Connection";

CREATE FUNCTION "keepConnectionSearch"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO "ConnectionSearch" ("connectionId", "environmentId", "text")
  VALUES (NEW.id, NEW."environmentId", "connectionSearchText"(NEW."connectionId", NEW."endUser", NEW.tags))
  ON CONFLICT ("connectionId", "environmentId") DO UPDATE SET "text" = excluded."text";
  RETURN NULL;
END
$$;
-- A renewal changes none of these columns, so it does not fire.
CREATE TRIGGER "keepConnectionSearch" AFTER INSERT OR UPDATE OF "connectionId", "endUser", tags ON "Connection"
  FOR EACH ROW EXECUTE FUNCTION "keepConnectionSearch"();

-- Any three letters are found by an index. Where Postgres lacks the extension, or we may not create it, the search works without.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "ConnectionSearch_text_idx" ON "ConnectionSearch" USING GIN ("text" gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'The search goes without an index: %', SQLERRM;
END
$$;
