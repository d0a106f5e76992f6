-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "storedFence" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "LateReply" DROP COLUMN "leasedAt";

-- What is stored now was stored under the present fence
UPDATE "Connection" SET "storedFence" = fence;
