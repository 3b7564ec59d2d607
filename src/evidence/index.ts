/** Single calls as signed evidence, which whoever has the public key can verify without us. */
export { createEvidenceService } from "./build-evidence.ts";
export { evidenceRoutes } from "./evidence.routes.ts";
export { evidenceKeys } from "./evidence-keys.ts";
export { type EvidenceVerdict, verifyEvidence } from "./verify-evidence.ts";
