-- AlterEnum
ALTER TYPE "Health" ADD VALUE 'pending';
