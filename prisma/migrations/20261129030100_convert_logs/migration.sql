-- Converts the sentences of logs, failed connects and failed deliveries. No lock keeps others from writing new rows.

UPDATE "Operation" o SET "messageCode" = s."message" FROM "StoredSentence" s
WHERE s."text" = o."message" AND o."messageCode" IS NULL;
UPDATE "AuthAttempt" a SET "errorMessageCode" = s."message" FROM "StoredSentence" s
WHERE s."text" = a."errorMessage" AND a."errorMessageCode" IS NULL;
UPDATE "Delivery" d SET "lastErrorCode" = s."message" FROM "StoredSentence" s
WHERE s."text" = d."lastError" AND d."lastErrorCode" IS NULL;

-- Most log messages are steps, each a different sentence, and the rest are few different ones. 
CREATE FUNCTION pg_temp."stepOf"("answered" TEXT[], "unanswered" TEXT[]) RETURNS JSONB LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN "answered" IS NOT NULL THEN jsonb_build_object('code', 'step.answered', 'params', jsonb_build_object(
      'method', "answered"[1], 'url', "answered"[2], 'status', "answered"[3]::BIGINT, 'tookMs', "answered"[4]::BIGINT))
    WHEN "unanswered" IS NOT NULL THEN jsonb_build_object('code', 'step.unanswered', 'params', jsonb_build_object(
      'method', "unanswered"[1], 'url', "unanswered"[2], 'tookMs', "unanswered"[3]::BIGINT))
  END
$$;

UPDATE "LogMessage" l SET "messageCode" = pg_temp."stepOf"(
  regexp_match("message", '^([A-Z]+) (\S+) answered (\d+) after (\d+) ms\.$'),
  regexp_match("message", '^([A-Z]+) (\S+) was not answered after (\d+) ms\.$'))
WHERE "messageCode" IS NULL AND "message" LIKE '% ms.';
UPDATE "LogMessage" l SET "messageCode" = s."message" FROM "StoredSentence" s
WHERE s."text" = l."message" AND l."messageCode" IS NULL;

DROP FUNCTION pg_temp."stepOf";
DROP TABLE "StoredSentence";
