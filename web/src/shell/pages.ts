import type { Session } from "../api.ts";
import { actsForAgency, isAllowed, isOfAgency, type Permission } from "../lib/access.ts";
import { t } from "../lib/text.ts";

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
  /** It shows a period, which can be chosen. */
  hasPeriod?: true;
}

const may = (permission: Permission) => (session: Session) => isAllowed(session, permission);

/** Every page that one goes to by itself, in the order in which it is offered. */
export const pages: readonly PageEntry[] = [
  {
    to: "/overview",
    label: t("Overview"),
    keys: "g 0",
    place: "wide-bar",
    isFor: may("calls:read"),
  },
  { to: "/live", label: t("Live"), keys: "g 9", place: "wide-bar", isFor: may("calls:read") },
  {
    to: "/",
    label: t("Calls"),
    keys: "g c",
    place: "bar",
    isFor: may("calls:read"),
    hasPeriod: true,
  },
  {
    to: "/analytics",
    label: t("Analytics"),
    keys: "g g",
    place: "wide-bar",
    isFor: may("calls:read"),
    hasPeriod: true,
  },
  {
    to: "/contacts",
    label: t("Contacts"),
    keys: "g p",
    place: "wide-bar",
    isFor: may("contacts:read"),
  },
  { to: "/events", label: t("Events"), keys: "g e", place: "bar", isFor: may("events:read") },
  {
    to: "/quarantine",
    label: t("Quarantine"),
    keys: "g q",
    place: "menu",
    isFor: (session) => actsForAgency(session) && isAllowed(session, "events:read"),
  },
  {
    to: "/completeness",
    label: t("Completeness"),
    keys: "g m",
    place: "menu",
    isFor: may("events:read"),
  },
  {
    to: "/start",
    label: t("Connect a provider"),
    keys: "g 8",
    place: "menu",
    isFor: may("connections:read"),
  },
  {
    to: "/setup",
    label: t("Setup"),
    keys: "g s",
    place: "wide-bar",
    isFor: may("connections:read"),
  },
  { to: "/doctor", label: t("Doctor"), keys: "g d", place: "menu", isFor: may("connections:read") },
  { to: "/alerts", label: t("Alerts"), keys: "g i", place: "menu", isFor: may("alerts:read") },
  {
    to: "/follow-ups",
    label: t("Follow-ups"),
    keys: "g f",
    place: "menu",
    isFor: may("contacts:read"),
  },
  {
    to: "/knowledge",
    label: t("Knowledge"),
    keys: "g w",
    place: "menu",
    isFor: may("knowledge:read"),
  },
  { to: "/memory", label: t("Memory"), keys: "g r", place: "menu", isFor: may("memory:read") },
  {
    to: "/model-use",
    label: t("Model use"),
    keys: "g v",
    place: "menu",
    isFor: may("memory:read"),
  },
  { to: "/prices", label: t("Prices"), keys: "g j", place: "menu", isFor: may("tenants:read") },
  {
    to: "/statements",
    label: t("Statements"),
    keys: "g z",
    place: "menu",
    isFor: may("calls:read"),
  },
  { to: "/team", label: t("Team"), keys: "g t", place: "menu", isFor: may("members:read") },
  { to: "/keys", label: t("API keys"), keys: "g k", place: "menu", isFor: may("members:read") },
  // Every letter is taken.
  { to: "/data", label: t("Data"), keys: "g 7", place: "menu", isFor: may("tenants:read") },
  {
    to: "/clients",
    label: t("Clients"),
    keys: "g l",
    place: "menu",
    isFor: (session) => isOfAgency(session) && isAllowed(session, "tenants:read"),
  },
  {
    to: "/numbers",
    label: t("Numbers and agents"),
    keys: "g n",
    place: "menu",
    isFor: may("connections:read"),
  },
  {
    to: "/tools",
    label: t("Tools"),
    keys: "g x",
    place: "menu",
    isFor: may("tools:read"),
    hasPeriod: true,
  },
  {
    to: "/business",
    label: t("Business"),
    keys: "g b",
    place: "menu",
    isFor: may("business:read"),
  },
  { to: "/outgoing", label: t("Outgoing"), keys: "g o", place: "menu", isFor: may("events:read") },
  { to: "/security", label: t("Security"), keys: "g y", place: "menu", isFor: may("guard:read") },
  {
    to: "/operations",
    label: t("Operations"),
    keys: "g h",
    place: "menu",
    isFor: (session) => actsForAgency(session) && isAllowed(session, "guard:read"),
  },
  { to: "/audit", label: t("Audit log"), keys: "g u", place: "menu", isFor: may("audit:read") },
  { to: "/account", label: t("Account"), keys: "g a", place: "menu", isFor: () => true },
];
