export { auditRoutes } from "./audit.routes.ts";
export { auditData } from "./audit-data.ts";
export {
  type AuditEntry,
  type ChainVerdict,
  isEntryIntact,
  type NewAuditEntry,
  readAuditAbout,
  recordAudit,
  verifyAudit,
} from "./audit-log.ts";
export {
  type NewSecurityEvent,
  recordSecurityEvent,
} from "./security-events.ts";
