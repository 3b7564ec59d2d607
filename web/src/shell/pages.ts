import type { Session } from "../api.ts";
import { actsForAgency, isAllowed, isOfAgency, type Permission } from "../lib/access.ts";

export interface PageEntry {
  to:
    | "/"
    | "/overview"
    | "/live"
    | "/start"
    | "/analytics"
    | "/contacts"
    | "/alerts"
    | "/follow-ups"
    | "/knowledge"
    | "/memory"
    | "/model-use"
    | "/prices"
    | "/statements"
    | "/events"
    | "/quarantine"
    | "/completeness"
    | "/setup"
    | "/doctor"
    | "/team"
    | "/keys"
    | "/data"
    | "/clients"
    | "/numbers"
    | "/tools"
    | "/business"
    | "/outgoing"
    | "/security"
    | "/operations"
    | "/audit"
    | "/account";
  label: string;
  /** Typed one after the other. */
  keys: string;
  /** In the bar for daily work, in the menu for everything else; those in between are in the bar where it is wide enough. */
  place: "bar" | "wide-bar" | "menu";
  isFor: (session: Session) => boolean;
}

const may = (permission: Permission) => (session: Session) => isAllowed(session, permission);

/** Every page that one goes to by itself, in the order in which it is offered. */
export const pages: readonly PageEntry[] = [
  { to: "/overview", label: "Overview", keys: "g 0", place: "wide-bar", isFor: may("calls:read") },
  { to: "/live", label: "Live", keys: "g 9", place: "wide-bar", isFor: may("calls:read") },
  { to: "/", label: "Calls", keys: "g c", place: "bar", isFor: may("calls:read") },
  {
    to: "/analytics",
    label: "Analytics",
    keys: "g g",
    place: "wide-bar",
    isFor: may("calls:read"),
  },
  {
    to: "/contacts",
    label: "Contacts",
    keys: "g p",
    place: "wide-bar",
    isFor: may("contacts:read"),
  },
  { to: "/events", label: "Events", keys: "g e", place: "bar", isFor: may("events:read") },
  {
    to: "/quarantine",
    label: "Quarantine",
    keys: "g q",
    place: "menu",
    isFor: (session) => actsForAgency(session) && isAllowed(session, "events:read"),
  },
  {
    to: "/completeness",
    label: "Completeness",
    keys: "g m",
    place: "menu",
    isFor: may("events:read"),
  },
  {
    to: "/start",
    label: "Connect a provider",
    keys: "g 8",
    place: "menu",
    isFor: may("connections:read"),
  },
  { to: "/setup", label: "Setup", keys: "g s", place: "wide-bar", isFor: may("connections:read") },
  { to: "/doctor", label: "Doctor", keys: "g d", place: "menu", isFor: may("connections:read") },
  { to: "/alerts", label: "Alerts", keys: "g i", place: "menu", isFor: may("alerts:read") },
  {
    to: "/follow-ups",
    label: "Follow-ups",
    keys: "g f",
    place: "menu",
    isFor: may("contacts:read"),
  },
  {
    to: "/knowledge",
    label: "Knowledge",
    keys: "g w",
    place: "menu",
    isFor: may("knowledge:read"),
  },
  { to: "/memory", label: "Memory", keys: "g r", place: "menu", isFor: may("memory:read") },
  {
    to: "/model-use",
    label: "Model use",
    keys: "g v",
    place: "menu",
    isFor: may("memory:read"),
  },
  { to: "/prices", label: "Prices", keys: "g j", place: "menu", isFor: may("tenants:read") },
  {
    to: "/statements",
    label: "Statements",
    keys: "g z",
    place: "menu",
    isFor: may("calls:read"),
  },
  { to: "/team", label: "Team", keys: "g t", place: "menu", isFor: may("members:read") },
  { to: "/keys", label: "API keys", keys: "g k", place: "menu", isFor: may("members:read") },
  // Every letter is taken.
  { to: "/data", label: "Data", keys: "g 7", place: "menu", isFor: may("tenants:read") },
  {
    to: "/clients",
    label: "Clients",
    keys: "g l",
    place: "menu",
    isFor: (session) => isOfAgency(session) && isAllowed(session, "tenants:read"),
  },
  {
    to: "/numbers",
    label: "Numbers and agents",
    keys: "g n",
    place: "menu",
    isFor: may("connections:read"),
  },
  { to: "/tools", label: "Tools", keys: "g x", place: "menu", isFor: may("tools:read") },
  { to: "/business", label: "Business", keys: "g b", place: "menu", isFor: may("business:read") },
  { to: "/outgoing", label: "Outgoing", keys: "g o", place: "menu", isFor: may("events:read") },
  { to: "/security", label: "Security", keys: "g y", place: "menu", isFor: may("guard:read") },
  {
    to: "/operations",
    label: "Operations",
    keys: "g h",
    place: "menu",
    isFor: (session) => actsForAgency(session) && isAllowed(session, "guard:read"),
  },
  { to: "/audit", label: "Audit log", keys: "g u", place: "menu", isFor: may("audit:read") },
  { to: "/account", label: "Account", keys: "g a", place: "menu", isFor: () => true },
];
