export { type AccessService, createAccessService } from "./access.ts";
export { isAgency, namedTenant, requireAgency } from "./clients.ts";
export { connectionRoutes } from "./connection.routes.ts";
export { createSecretService, listSecrets } from "./connection-secrets.ts";
export {
  type Connection,
  type ConnectionDirectory,
  listConnections,
  openConnections,
} from "./connections.ts";
export { routingRoutes } from "./routing.routes.ts";
export { createRoutingService, keepRoutes } from "./routing.ts";
export { sessionRoutes } from "./session.routes.ts";
export { tenantData } from "./tenant-data.ts";
