export { type AccessService, createAccessService } from "./access.ts";
export { accountRoutes } from "./account.routes.ts";
export { createAccountService } from "./account.ts";
export { findNames } from "./actor-names.ts";
export { createApiKeyService } from "./api-keys.ts";
export { BrandView, brandRoutes } from "./brand.routes.ts";
export { type Brand, readBrand } from "./brand.ts";
export { connectionRoutes } from "./connection.routes.ts";
export { createSecretService, listSecrets } from "./connection-secrets.ts";
export {
  type Connection,
  type ConnectionDirectory,
  listConnections,
  openConnections,
} from "./connections.ts";
export { memberRoutes } from "./member.routes.ts";
export { createMemberService } from "./members.ts";
export { oidcCallbackPath, oidcRoutes } from "./oidc.routes.ts";
export { createOidcProvider, type OidcSettings } from "./oidc-provider.ts";
export { createOidcSignIn } from "./oidc-sign-in.ts";
export { routingRoutes } from "./routing.routes.ts";
export { createRoutingService, findRoute, keepRoutes } from "./routing.ts";
export { sealedConnectionSecrets, sealedSecondFactors } from "./sealed-secrets.ts";
export { sessionRoutes } from "./session.routes.ts";
export { createSignIn } from "./sign-in.ts";
export { tenantRoutes } from "./tenant.routes.ts";
export { tenantData } from "./tenant-data.ts";
export { createTenantService } from "./tenants.ts";
export { timeZoneRoutes } from "./time-zone.routes.ts";
export { explainZone, readTimeZone } from "./time-zone.ts";
