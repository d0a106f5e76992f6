-- Converts the sentences of logs, failed connects and failed deliveries. No lock keeps others from writing new rows.

UPDATE "Operation" o SET "messageCode" = s."message" FROM "StoredSentence" s
WHERE s."text" = o."message" AND o."messageCode" IS NULL;
UPDATE "AuthAttempt" a SET "errorMessageCode" = s."message" FROM "StoredSentence" s
WHERE s."text" = a."errorMessage" AND a."errorMessageCode" IS NULL;
UPDATE "Delivery" d SET "lastErrorCode" = s."message" FROM "StoredSentence" s
WHERE s."text" = d."lastError" AND d."lastErrorCode" IS NULL;

-- Most log messages are steps, each a different sentence. They are split at their spaces: a regular expression that captures
-- its parts takes several times as long.
UPDATE "LogMessage" SET "messageCode" = jsonb_build_object('code', 'step.answered', 'params', jsonb_build_object(
  'method', split_part("message", ' ', 1), 'url', split_part("message", ' ', 2),
  'status', split_part("message", ' ', 4)::BIGINT, 'tookMs', split_part("message", ' ', 6)::BIGINT))
WHERE "messageCode" IS NULL AND "message" ~ '^[A-Z]+ \S+ answered \d+ after \d+ ms\.$';
UPDATE "LogMessage" SET "messageCode" = jsonb_build_object('code', 'step.unanswered', 'params', jsonb_build_object(
  'method', split_part("message", ' ', 1), 'url', split_part("message", ' ', 2), 'tookMs', split_part("message", ' ', 7)::BIGINT))
WHERE "messageCode" IS NULL AND "message" ~ '^[A-Z]+ \S+ was not answered after \d+ ms\.$';
-- The others are few different sentences.
UPDATE "LogMessage" l SET "messageCode" = s."message" FROM "StoredSentence" s
WHERE s."text" = l."message" AND l."messageCode" IS NULL;

DROP TABLE "StoredSentence";
