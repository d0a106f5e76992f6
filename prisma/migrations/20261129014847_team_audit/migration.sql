-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "teamId" TEXT,
ALTER COLUMN "environmentId" DROP NOT NULL;

-- A row is in one chain: an environment's or a team's.
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_one_chain" CHECK (num_nonnulls("environmentId", "teamId") = 1);

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_teamId_position_key" ON "AuditEvent"("teamId", "position");

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;
