/** What users and keys can be allowed to do. Each route with access `tenant` names the one it needs. */
export const permissions = [
  "calls:read",
  "calls:write",
  "contacts:read",
  "contacts:write",
  "business:read",
  "business:write",
  "knowledge:read",
  "knowledge:write",
  "memory:read",
  "memory:write",
  "alerts:read",
  "alerts:write",
  "events:read",
  "events:write",
  "connections:read",
  "connections:write",
  "members:read",
  "members:write",
  "guard:read",
  "guard:write",
  "audit:read",
  "tools:read",
  "tools:write",
  "tenants:read",
  "tenants:write",
] as const;
export type Permission = (typeof permissions)[number];

/** From everything down to reading. */
export const userRoles = ["owner", "manager", "operator", "viewer"] as const;
export type Role = (typeof userRoles)[number];

const viewer: readonly Permission[] = [
  "calls:read",
  "contacts:read",
  "business:read",
  "knowledge:read",
  "memory:read",
  "alerts:read",
  "connections:read",
  "tenants:read",
];
const operator: readonly Permission[] = [
  ...viewer,
  "calls:write",
  "contacts:write",
  "business:write",
  "knowledge:write",
  "memory:write",
  "alerts:write",
  "events:read",
  "events:write",
  "guard:read",
  "tools:read",
];
const manager: readonly Permission[] = [
  ...operator,
  "connections:write",
  "members:read",
  "members:write",
  "guard:write",
  "tools:write",
  "audit:read",
];

/** What each role may do. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  viewer,
  operator,
  manager,
  owner: permissions,
};

/** Whether somebody with a role, limited to scopes where there are any, may do something. */
export function isAllowed(
  who: { role: Role; scopes: readonly Permission[] | null },
  permission: Permission,
): boolean {
  return (
    permissionsOf[who.role].includes(permission) &&
    (who.scopes === null || who.scopes.includes(permission))
  );
}

/** Whether one may give the other's role: nobody makes somebody mightier than themselves. */
export function isAtLeast(role: Role, other: Role): boolean {
  return userRoles.indexOf(role) <= userRoles.indexOf(other);
}
