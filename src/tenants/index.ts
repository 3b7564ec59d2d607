export { type AccessService, createAccessService } from "./access.ts";
export {
  type Connection,
  type ConnectionDirectory,
  listConnections,
  openConnections,
} from "./connections.ts";
export { sessionRoutes } from "./session.routes.ts";
export { tenantData } from "./tenant-data.ts";
