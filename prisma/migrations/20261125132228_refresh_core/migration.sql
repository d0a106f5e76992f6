-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "authorizedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "endsAt" TIMESTAMPTZ(3),
ADD COLUMN     "endsBecause" TEXT,
ADD COLUMN     "healthNextStep" TEXT,
ADD COLUMN     "lastGoodAt" TIMESTAMPTZ(3),
ADD COLUMN     "refreshHost" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "refreshWantedAt" TIMESTAMPTZ(3),
ADD COLUMN     "toldClass" TEXT;

-- AlterTable
ALTER TABLE "LateReply" ADD COLUMN     "leasedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "Connection_refreshWantedAt_idx" ON "Connection"("refreshWantedAt");

-- CreateIndex
CREATE INDEX "Connection_refreshHost_refreshDueAt_idx" ON "Connection"("refreshHost", "refreshDueAt");

-- CreateIndex
CREATE INDEX "Connection_environmentId_endsAt_idx" ON "Connection"("environmentId", "endsAt");

-- CreateIndex
CREATE INDEX "Connection_health_endsAt_idx" ON "Connection"("health", "endsAt");

-- CreateIndex
CREATE INDEX "LateReply_reconciledAt_receivedAt_idx" ON "LateReply"("reconciledAt", "receivedAt");

-- What is known of the connections that are there
UPDATE "Connection" c SET "authorizedAt" = c."createdAt", "lastGoodAt" = c."refreshedAt", "refreshHost" = i.provider
  FROM "Integration" i WHERE i.id = c."integrationId" AND i."environmentId" = c."environmentId";
