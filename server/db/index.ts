export { type Announcement, announce, onAnnounced } from "./announce";
export { type AuditEntry, recordAudit } from "./audit";
export { db, isUniqueViolation, Prisma, type Tx } from "./client";
export { closePool, pool } from "./pool";
export { inTransaction } from "./transaction";
