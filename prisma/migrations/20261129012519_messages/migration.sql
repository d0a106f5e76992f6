-- Sentences become messages: a code and its parameters (wire/messages.ts). Processes of the previous version keep running
-- during an upgrade, and they read and write the columns with sentences. So these columns stay, and messages get columns of
-- their own: the name of the old column and "Code". A later release drops the old columns, the triggers and their functions.
-- The next migrations convert stored sentences. They are separate, so that the locks of this one are held only briefly.

ALTER TABLE "Connection"
  ADD COLUMN "healthReasonCode" JSONB,
  ADD COLUMN "healthNextStepCode" TEXT,
  ADD COLUMN "endsBecauseCode" JSONB;
ALTER TABLE "Operation" ADD COLUMN "messageCode" JSONB;
-- The previous version can't read null here.
ALTER TABLE "LogMessage" ADD COLUMN "messageCode" JSONB, ALTER COLUMN "message" SET DEFAULT '';
ALTER TABLE "AuthAttempt" ADD COLUMN "errorMessageCode" JSONB;
ALTER TABLE "Delivery" ADD COLUMN "lastErrorCode" JSONB;

-- A sentence that the previous version writes becomes `common.legacy`, which is shown as it is. A trigger fires only when a
-- statement names an old column or sets it, so statements of this version don't run one.
CREATE FUNCTION "messageOfSentence"("sentence" TEXT) RETURNS JSONB LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN "sentence" <> '' THEN jsonb_build_object('code', 'common.legacy', 'params', jsonb_build_object('text', "sentence")) END
$$;

CREATE FUNCTION "keepHealthMessage"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  -- The next step was a sentence too. Its new column holds a code, so the sentence is kept behind the reason.
  NEW."healthReasonCode" := "messageOfSentence"(concat_ws(' ', NEW."healthReason", NEW."healthNextStep"));
  NEW."healthNextStepCode" := NULL;
  RETURN NEW;
END $$;

CREATE FUNCTION "keepEndsMessage"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW."endsBecauseCode" := "messageOfSentence"(NEW."endsBecause");
  RETURN NEW;
END $$;

CREATE FUNCTION "keepLogMessage"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW."messageCode" := "messageOfSentence"(NEW."message");
  RETURN NEW;
END $$;

CREATE FUNCTION "keepAttemptMessage"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW."errorMessageCode" := "messageOfSentence"(NEW."errorMessage");
  RETURN NEW;
END $$;

CREATE FUNCTION "keepDeliveryMessage"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW."lastErrorCode" := "messageOfSentence"(NEW."lastError");
  RETURN NEW;
END $$;

CREATE TRIGGER "keepHealthMessage" BEFORE UPDATE OF "healthReason", "healthNextStep" ON "Connection"
  FOR EACH ROW EXECUTE FUNCTION "keepHealthMessage"();
CREATE TRIGGER "keepNewHealthMessage" BEFORE INSERT ON "Connection"
  FOR EACH ROW WHEN (NEW."healthReason" IS NOT NULL) EXECUTE FUNCTION "keepHealthMessage"();
CREATE TRIGGER "keepEndsMessage" BEFORE UPDATE OF "endsBecause" ON "Connection"
  FOR EACH ROW EXECUTE FUNCTION "keepEndsMessage"();
CREATE TRIGGER "keepNewEndsMessage" BEFORE INSERT ON "Connection"
  FOR EACH ROW WHEN (NEW."endsBecause" IS NOT NULL) EXECUTE FUNCTION "keepEndsMessage"();
CREATE TRIGGER "keepOperationMessage" BEFORE UPDATE OF "message" ON "Operation"
  FOR EACH ROW EXECUTE FUNCTION "keepLogMessage"();
CREATE TRIGGER "keepNewOperationMessage" BEFORE INSERT ON "Operation"
  FOR EACH ROW WHEN (NEW."message" IS NOT NULL) EXECUTE FUNCTION "keepLogMessage"();
CREATE TRIGGER "keepLogMessage" BEFORE INSERT ON "LogMessage"
  FOR EACH ROW WHEN (NEW."message" <> '') EXECUTE FUNCTION "keepLogMessage"();
CREATE TRIGGER "keepAttemptMessage" BEFORE UPDATE OF "errorMessage" ON "AuthAttempt"
  FOR EACH ROW EXECUTE FUNCTION "keepAttemptMessage"();
CREATE TRIGGER "keepDeliveryMessage" BEFORE UPDATE OF "lastError" ON "Delivery"
  FOR EACH ROW EXECUTE FUNCTION "keepDeliveryMessage"();
