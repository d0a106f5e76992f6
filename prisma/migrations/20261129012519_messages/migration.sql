/*
  Warnings:

  - The `errorMessage` column on the `AuthAttempt` table would be dropped and recreated. This will lead to data loss if there is data in the column.
  - The `healthReason` column on the `Connection` table would be dropped and recreated. This will lead to data loss if there is data in the column.
  - The `endsBecause` column on the `Connection` table would be dropped and recreated. This will lead to data loss if there is data in the column.
  - The `lastError` column on the `Delivery` table would be dropped and recreated. This will lead to data loss if there is data in the column.
  - The `message` column on the `Operation` table would be dropped and recreated. This will lead to data loss if there is data in the column.
  - Changed the type of `message` on the `LogMessage` table. No cast exists, the column would be dropped and recreated, which cannot be done if there is data, since the column is required.

*/
-- AlterTable
ALTER TABLE "AuthAttempt" DROP COLUMN "errorMessage",
ADD COLUMN     "errorMessage" JSONB;

-- AlterTable
ALTER TABLE "Connection" DROP COLUMN "healthReason",
ADD COLUMN     "healthReason" JSONB,
DROP COLUMN "endsBecause",
ADD COLUMN     "endsBecause" JSONB;

-- AlterTable
ALTER TABLE "Delivery" DROP COLUMN "lastError",
ADD COLUMN     "lastError" JSONB;

-- AlterTable
ALTER TABLE "LogMessage" DROP COLUMN "message",
ADD COLUMN     "message" JSONB NOT NULL;

-- AlterTable
ALTER TABLE "Operation" DROP COLUMN "message",
ADD COLUMN     "message" JSONB;
