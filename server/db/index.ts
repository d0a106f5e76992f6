export { type AuditEntry, auditHash, recordAudit } from "./audit";
export { db, inTransaction, isUniqueViolation, Prisma, type Tx } from "./client";
export { closePool, pool } from "./pool";
