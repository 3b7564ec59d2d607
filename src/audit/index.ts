export { auditRoutes } from "./audit.routes.ts";
export { auditData } from "./audit-data.ts";
export {
  type AuditEntry,
  type ChainVerdict,
  expireAuditPayloads,
  type NewAuditEntry,
  recordAudit,
  verifyAudit,
} from "./audit-log.ts";
export {
  countUnresolved,
  type NewSecurityEvent,
  recordSecurityEvent,
} from "./security-events.ts";
