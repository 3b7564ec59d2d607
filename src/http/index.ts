export { idOfActor, type NameFinder } from "./actor-names.ts";
export { isAgency, isOfAgency, requireAgency } from "./agency.ts";
export {
  type Certificate,
  type CertificateFiles,
  createCertificateWatch,
  readCertificate,
} from "./certificate.ts";
export type { ConnectionLimits, KeyPair } from "./connections.ts";
export { collectOpenApi, documentRoutes } from "./documents.ts";
export { problemDocument, toProblem } from "./problem-handler.ts";
export { bearerOf, createHttpServer, isOperator, sessionCookie, tokenOf } from "./server.ts";
export { allowSlowBody } from "./slow-bodies.ts";
export {
  type App,
  type Gatekeeper,
  page,
  type RequestAccess,
  requireAccess,
  requireTenant,
  type UnknownSender,
} from "./types.ts";
export { upgrade, type WebSocket, type WebSocketRules } from "./upgrades.ts";
