-- Flows under way hold their verifier in the old column: they begin again. None is older than ten minutes.
DELETE FROM "AuthAttempt" WHERE "status" = 'pending';

ALTER TABLE "AuthAttempt" DROP COLUMN "verifier",
ADD COLUMN     "secrets" BYTEA;
