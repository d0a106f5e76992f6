-- Converts the sentences that earlier versions stored to messages: here those of connections, in the next migration those of
-- logs. The patterns are what those versions wrote. A sentence that fits none is kept as the parameter of `common.legacy`.
-- Each different sentence is converted once, and each pattern is one statement: Postgres caches few regular expressions, so
-- trying all of them on one row after the other would compile each of them per row.

-- Steps of an operation are not here: each is different, and the next migration converts them directly.
CREATE TABLE "StoredSentence" AS
  SELECT DISTINCT "text" FROM (
    SELECT coalesce("healthReason", "lastError"->>'message') AS "text" FROM "Connection"
    UNION ALL SELECT "endsBecause" FROM "Connection"
    UNION ALL SELECT "message" FROM "Operation"
    UNION ALL SELECT "errorMessage" FROM "AuthAttempt"
    UNION ALL SELECT "lastError" FROM "Delivery"
    UNION ALL SELECT "message" FROM "LogMessage" WHERE "message" !~ '^[A-Z]+ \S+ (answered \d+|was not answered) after \d+ ms\.$'
  ) AS stored WHERE "text" <> '';
ALTER TABLE "StoredSentence" ADD COLUMN "reason" TEXT, ADD COLUMN "interruptedAt" TEXT, ADD COLUMN "message" JSONB;

-- An interrupted refresh first: the reason in front of it fits a pattern of its own, which would include the interruption.
UPDATE "StoredSentence" SET
  "reason" = regexp_replace("text", ' An earlier renewal was cut off at (\S+ \S+|undefined) UTC: the new token it brought may have been lost\.$', ''),
  "interruptedAt" = replace(substring("text" FROM
    ' An earlier renewal was cut off at (\d{4}-\d\d-\d\d \d\d:\d\d) UTC: the new token it brought may have been lost\.$'), ' ', 'T') || ':00.000Z';

DO $$
DECLARE
  known RECORD;
BEGIN
  FOR known IN SELECT * FROM (VALUES
    -- Most frequent first.
    ('The access token was renewed\.', 'refresh.succeeded', '{}'::TEXT[]),
    ('(.+) could not be reached or failed\.', 'health.provider_unavailable', '{provider}'),
    ('The receiver answered (\d+)\.', 'delivery.status', '{status}'),

    ('The access token was renewed: the connection works again\.', 'refresh.recovered', '{}'),
    ('The installation was approved: the connection works\.', 'refresh.installed', '{}'),
    ('The installation is not approved yet\.', 'refresh.not_installed', '{}'),
    ('An answer of the provider that came late was taken: the access token was renewed\.', 'refresh.late_reply', '{}'),

    ('(.+) refused the refresh token\.(?: It said: (.+))?', 'health.refresh_token_rejected', '{provider,said}'),
    ('(.+) refused the credentials the user entered\.(?: It said: (.+))?', 'health.credentials_rejected', '{provider,said}'),
    ('(.+) has been failing for a while\.', 'health.provider_still_unavailable', '{provider}'),
    ('(.+) asks to slow down\.', 'health.rate_limited', '{provider}'),
    ('(.+) gave an answer that holds no token\.(?: It said: (.+))?', 'health.no_token', '{provider,said}'),
    ('(.+) no longer grants the scopes of this connection\.(?: It said: (.+))?', 'health.scope_missing', '{provider,said}'),
    ('(.+) refused the integration''s client id and secret\.(?: It said: (.+))?', 'health.client_rejected', '{provider,said}'),
    ('(.+)''s token endpoint moved to another host, so the refresh token is not sent\. Reconnect the user\.', 'health.token_host_moved', '{provider}'),
    ('An owner of the account must approve the installation first\.', 'health.approval_pending', '{}'),

    ('(.+) said that its refresh token ends then\.', 'ends.stated', '{provider}'),
    ('The app is in test mode at (.+), where access ends early\.', 'ends.test_mode', '{provider}'),
    ('(.+) ends every access this long after it was given\.', 'ends.absolute', '{provider}'),
    ('(.+) ends access that is not used for this long\.', 'ends.idle', '{provider}'),
    ('(.+) gave no refresh token, so access ends with the token\.', 'ends.no_refresh_token', '{provider}'),
    ('(.+) registered this connection''s client for so long\.', 'ends.client_registration', '{provider}'),
    ('The client certificate ends then\.', 'ends.certificate', '{}'),

    ('Connected to (.+) again\.', 'connect.reconnected', '{provider}'),
    ('Connected to (.+)\.', 'connect.connected', '{provider}'),
    ('(.+) was asked for: an owner of the account must approve the installation\.', 'connect.approval_requested', '{provider}'),
    ('This connect link was already used\. Ask for a new one\.', 'connect.link_used', '{}'),
    ('Something went wrong on our side\. Try again in a minute\.', 'connect.unexpected', '{}'),
    ('This sign-in is not known here, was already finished, or took longer than ten minutes\. Start again\.', 'connect.state_unknown', '{}'),
    ('This sign-in is not known here any more\. Start again\.', 'connect.state_unknown', '{}'),
    ('This sign-in was begun in another browser\. Go back to the browser where you began, or start again here\.', 'connect.other_browser', '{}'),
    ('Access was not granted, so nothing was connected\.', 'connect.access_denied', '{}'),
    ('The provider ended the sign-in with "([^"]+)"\.(?: It said: (.+))?', 'connect.provider_error', '{error,said}'),
    ('(.+) does not accept this integration''s client id and secret\. The product''s team must correct them\.(?: It said: (.+))?', 'connect.client_rejected', '{provider,said}'),
    ('The integration "([^"]+)" has no client id and secret\. The product''s team must enter them\.', 'connect.client_missing', '{integration}'),
    ('The integration "([^"]+)" has no consumer key and secret\. The product''s team must enter them\.', 'connect.consumer_key_missing', '{integration}'),
    ('The integration has no AWS keys of its own for (.+)\. The product''s team must enter them\.', 'connect.aws_keys_missing', '{provider}'),
    ('The integration "([^"]+)" cannot sign as its app\. Enter the app''s id and private key again\.', 'connect.app_key_unusable', '{integration}'),
    ('(.+) takes no new clients by itself\. The product''s team must register one and enter it\.', 'connect.registration_unsupported', '{provider}'),
    ('(.+) did not hand out a token\. Start again\.(?: It said: (.+))?', 'connect.no_token', '{provider,said}'),
    ('(.+) is not answering right now(?:, so nothing was connected)?\. Try again in a few minutes\.(?: It said: (.+))?', 'connect.provider_unavailable', '{provider,said}'),
    ('(.+) is not answering right now, so the credential could not be checked\. Try again in a few minutes\.(?: It said: (.+))?', 'connect.check_unavailable', '{provider,said}'),
    ('(.+) did not accept this credential\. Check it and try again\. It answered with status (\d+)\.', 'connect.credentials_rejected_status', '{provider,status}'),
    ('(.+) did not accept (?:this credential|these credentials)\. Check (?:it|them) and try again\.(?: It said: (.+))?', 'connect.credentials_rejected', '{provider,said}'),
    ('A value holds characters that cannot be used here\. Copy it again, whole\.', 'connect.characters_refused', '{}'),
    ('(.+) did not tell "([^"]+)", which its API is called by\. The account may lack access\.(?: It said: (.+))?', 'connect.value_missing', '{provider,name,said}'),
    ('(.+) sent a value for "([^"]+)" that cannot be used\. Start again\.', 'connect.value_unusable', '{provider,name}'),
    ('This installation of (.+) is already connected\. Delete that connection first, or reconnect it\.', 'connect.installation_taken', '{provider}'),
    ('(.+) was not installed\. If an owner of the account must approve it first, connect again once they have\.', 'connect.installation_missing', '{provider}'),
    ('The account that signed in at (.+) has no access to this installation, so nothing was connected\.', 'connect.installation_not_yours', '{provider}'),
    ('An owner of the account must approve (.+) first, so the connection stays as it was\. Reconnect once they have\.', 'connect.approval_first', '{provider}'),

    ('This field is needed\.', 'field.required', '{}'),
    ('This value is too long\.', 'field.too_long', '{}'),
    ('This value holds a line break or another character that cannot be used\.', 'field.characters_refused', '{}'),
    ('This does not look right\. Copy it again, whole\.', 'field.mismatch', '{}'),

    ('Imported a connection to (.+)\.', 'connection.imported', '{provider}'),
    ('Replaced the credentials for (.+)\.', 'connection.replaced', '{provider}'),
    ('Deleted the connection to (.+)\. The provider ended its tokens\.(?: It said: (.+))?', 'connection.deleted_revoked', '{provider,said}'),
    ('Deleted the connection to (.+)\. The provider does not take tokens back; they end with their own lifetime\.(?: It said: (.+))?', 'connection.deleted_unsupported', '{provider,said}'),
    ('Deleted the connection to (.+)\. The provider refused to end its tokens\. End them in the account there\.(?: It said: (.+))?', 'connection.deleted_refused', '{provider,said}'),
    ('Deleted the connection to (.+)\. The provider did not answer, so its tokens may still work\. End them in the account there\.(?: It said: (.+))?', 'connection.deleted_unavailable', '{provider,said}'),
    ('Deleted the connection to (.+)\. There was nothing to end at the provider\.(?: It said: (.+))?', 'connection.deleted_none', '{provider,said}'),

    ('(\S+) did not answer in full within \d+ ms\.', 'delivery.timeout', '{host}'),
    ('(\S+) did not accept a connection in time\.', 'delivery.timeout', '{host}'),
    ('The call to (\S+) failed(?: \(\w+\))?\.', 'delivery.unreachable', '{host}'),
    ('(\S+) does not lead to an address of the public internet\. KEYHOLD_OUTBOUND_ALLOW can permit it\.', 'delivery.blocked', '{host}'),
    ('(\S+) must be called by https, or be named in KEYHOLD_OUTBOUND_ALLOW\.', 'delivery.bad_url', '{host}'),
    ('(\S+) answered with more than \d+ bytes\.', 'delivery.too_large', '{host}')
  ) AS patterns("pattern", "code", "names") LOOP
    UPDATE "StoredSentence" SET "message" = jsonb_build_object('code', known."code", 'params', coalesce((
      SELECT jsonb_object_agg(one."name", CASE
        WHEN one."name" = 'status' THEN to_jsonb(one."value"::BIGINT)
        WHEN one."name" IN ('said', 'error') THEN to_jsonb(left(rtrim(one."value", '.'), 300))
        ELSE to_jsonb(one."value") END)
      FROM unnest(known."names", regexp_match("reason", '^' || known."pattern" || '$')) AS one("name", "value")
      WHERE one."name" IS NOT NULL AND one."value" IS NOT NULL), '{}'))
    WHERE "message" IS NULL AND "reason" ~ ('^' || known."pattern" || '$');
  END LOOP;
END $$;

UPDATE "StoredSentence" SET "message" = "messageOfSentence"("reason") WHERE "message" IS NULL;
UPDATE "StoredSentence" SET "message" = jsonb_build_object('code', 'health.interrupted', 'params',
  jsonb_build_object('reason', "message", 'interruptedAt', "interruptedAt"))
WHERE "interruptedAt" IS NOT NULL;
ANALYZE "StoredSentence";

-- Workers wait while the connections are updated. Without this lock, their statements for many connections could deadlock
-- with these, and a worker that loses a deadlock loses the tokens it received.
LOCK TABLE "Connection" IN SHARE ROW EXCLUSIVE MODE;

UPDATE "Connection" c SET "endsBecauseCode" = s."message" FROM "StoredSentence" s
WHERE s."text" = c."endsBecause" AND c."endsBecauseCode" IS NULL;

-- Before it was a code, a next step was one of these sentences. Any other is kept behind its reason.
WITH step("text", "code") AS (VALUES
  ('Ask the user to reconnect.', 'next_step.reconnect'),
  ('Ask the user to reconnect before then.', 'next_step.reconnect_before'),
  ('Keyhold tries again by itself.', 'next_step.retried'),
  ('Keyhold tries again by itself as soon as one probe succeeds.', 'next_step.probed'),
  ('Compare the integration''s scopes with what the app may ask for; reconnecting asks for them again.', 'next_step.check_scopes'),
  ('Correct them in the integration''s settings: its connections are renewed at once then.', 'next_step.fix_client'),
  ('Keyhold looks again every few minutes and tells by webhook once it is approved.', 'next_step.await_approval')
), unhealthy AS (
  SELECT c.id, c."environmentId", step."code", CASE WHEN c."healthNextStep" IS NULL OR step."code" IS NOT NULL THEN s."message"
    ELSE "messageOfSentence"(concat_ws(' ', c."healthReason", c."healthNextStep")) END AS "message"
  FROM "Connection" c LEFT JOIN step ON step."text" = c."healthNextStep"
    LEFT JOIN "StoredSentence" s ON s."text" = coalesce(c."healthReason", c."lastError"->>'message')
  WHERE c."healthReasonCode" IS NULL AND (c."healthReason" IS NOT NULL OR c."healthNextStep" IS NOT NULL OR c."lastError" ? 'message')
)
UPDATE "Connection" c SET "healthReasonCode" = u."message", "healthNextStepCode" = u."code" FROM unhealthy u
WHERE c.id = u.id AND c."environmentId" = u."environmentId";
