import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from "@tanstack/react-router";
import { readAlertSearch } from "./alerts/alert-search.ts";
import { readAnalyticsSearch } from "./analytics/analytics-search.ts";
import { readBusinessSearch } from "./business/business-search.ts";
import { readCallTab } from "./call/call-tabs.ts";
import { readCallSearch } from "./calls/call-search.ts";
import { CallsPage } from "./calls/calls-page.tsx";
import { readContactSearch } from "./contacts/contact-search.ts";
import { readEventSearch } from "./events/event-search.ts";
import { readFollowUpSearch } from "./follow-ups/follow-up-search.ts";
import { readDocumentSearch } from "./knowledge-base/document-search.ts";
import { readSetSearch } from "./knowledge-questions/set-search.ts";
import { readAskSearch } from "./knowledge-search/ask-search.ts";
import { readMemorySearch } from "./memory/memory-search.ts";
import { readNumbersSearch } from "./numbers/numbers-search.ts";
import { readSecuritySearch } from "./security/security-search.ts";
import { App } from "./shell/app.tsx";
import { CrashPage } from "./shell/crash-page.tsx";
import { NotFoundPage } from "./shell/not-found-page.tsx";
import { readStartSearch } from "./start/start-search.ts";
import { readStatementSearch } from "./statements/statements-client.ts";
import { readToolSearch } from "./tools/tool-search.ts";

/** What a page reads of its address, and nothing else: the router alone would hand on what was left out as it stood there. */
function only<T extends object>(read: (raw: Record<string, unknown>) => T) {
  return (raw: Record<string, unknown>): T => ({
    ...Object.fromEntries(Object.keys(raw).map((name) => [name, undefined])),
    ...read(raw),
  });
}

const rootRoute = createRootRoute({
  component: App,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});

const callsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: only(readCallSearch),
  component: CallsPage,
});

const callRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/calls/$callId",
  validateSearch: only(readCallTab),
  component: lazyRouteComponent(() => import("./call/call-page.tsx"), "CallPage"),
});

/** For whoever has the link: the application asks for no session here. */
const sharedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/shared/$token",
  component: lazyRouteComponent(() => import("./shared/shared-page.tsx"), "SharedPage"),
});

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/overview",
  component: lazyRouteComponent(() => import("./overview/overview-page.tsx"), "OverviewPage"),
});

const liveRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/live",
  component: lazyRouteComponent(() => import("./live/live-page.tsx"), "LivePage"),
});

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/start",
  validateSearch: only(readStartSearch),
  component: lazyRouteComponent(() => import("./start/start-page.tsx"), "StartPage"),
});

const analyticsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/analytics",
  validateSearch: only(readAnalyticsSearch),
  component: lazyRouteComponent(() => import("./analytics/analytics-page.tsx"), "AnalyticsPage"),
});

const contactsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/contacts",
  validateSearch: only(readContactSearch),
  component: lazyRouteComponent(() => import("./contacts/contacts-page.tsx"), "ContactsPage"),
});

const contactRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/contacts/$contactId",
  component: lazyRouteComponent(() => import("./contact/contact-page.tsx"), "ContactPage"),
});

const alertsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/alerts",
  validateSearch: only(readAlertSearch),
  component: lazyRouteComponent(() => import("./alerts/alerts-page.tsx"), "AlertsPage"),
});

const followUpsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/follow-ups",
  validateSearch: only(readFollowUpSearch),
  component: lazyRouteComponent(() => import("./follow-ups/follow-ups-page.tsx"), "FollowUpsPage"),
});

const knowledgeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/knowledge",
  component: lazyRouteComponent(() => import("./knowledge/knowledge-page.tsx"), "KnowledgePage"),
});

const knowledgeBaseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/knowledge/$baseId",
  validateSearch: only(readDocumentSearch),
  component: lazyRouteComponent(() => import("./knowledge-base/base-page.tsx"), "BasePage"),
});

const knowledgeSearchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/knowledge/search",
  validateSearch: only(readAskSearch),
  component: lazyRouteComponent(() => import("./knowledge-search/ask-page.tsx"), "AskPage"),
});

const questionSetsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/knowledge/questions",
  component: lazyRouteComponent(() => import("./knowledge-questions/sets-page.tsx"), "SetsPage"),
});

const questionSetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/knowledge/questions/$setId",
  validateSearch: only(readSetSearch),
  component: lazyRouteComponent(() => import("./knowledge-questions/set-page.tsx"), "SetPage"),
});

const memoryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memory",
  validateSearch: only(readMemorySearch),
  component: lazyRouteComponent(() => import("./memory/memory-page.tsx"), "MemoryPage"),
});

const memorySessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memory/$sessionId",
  component: lazyRouteComponent(() => import("./memory-session/session-page.tsx"), "SessionPage"),
});

const modelUseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/model-use",
  component: lazyRouteComponent(() => import("./model-use/model-use-page.tsx"), "ModelUsePage"),
});

const pricesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/prices",
  component: lazyRouteComponent(() => import("./pricing/prices-page.tsx"), "PricesPage"),
});

const statementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/statements",
  validateSearch: only(readStatementSearch),
  component: lazyRouteComponent(() => import("./statements/statement-page.tsx"), "StatementPage"),
});

const eventsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/events",
  validateSearch: only(readEventSearch),
  component: lazyRouteComponent(() => import("./events/events-page.tsx"), "EventsPage"),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  component: lazyRouteComponent(() => import("./setup/setup-page.tsx"), "SetupPage"),
});

const doctorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/doctor",
  component: lazyRouteComponent(() => import("./doctor/doctor-page.tsx"), "DoctorPage"),
});

const teamRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/team",
  component: lazyRouteComponent(() => import("./settings/team-page.tsx"), "TeamPage"),
});

const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/keys",
  component: lazyRouteComponent(() => import("./settings/keys-page.tsx"), "KeysPage"),
});

const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/data",
  component: lazyRouteComponent(() => import("./data/data-page.tsx"), "DataPage"),
});

const clientsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/clients",
  component: lazyRouteComponent(() => import("./settings/clients-page.tsx"), "ClientsPage"),
});

const completenessRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/completeness",
  component: lazyRouteComponent(
    () => import("./completeness/completeness-page.tsx"),
    "CompletenessPage",
  ),
});

const numbersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/numbers",
  validateSearch: only(readNumbersSearch),
  component: lazyRouteComponent(() => import("./numbers/numbers-page.tsx"), "NumbersPage"),
});

const toolsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/tools",
  validateSearch: only(readToolSearch),
  component: lazyRouteComponent(() => import("./tools/tools-page.tsx"), "ToolsPage"),
});

const businessRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/business",
  validateSearch: only(readBusinessSearch),
  component: lazyRouteComponent(() => import("./business/business-page.tsx"), "BusinessPage"),
});

const outgoingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/outgoing",
  component: lazyRouteComponent(() => import("./outgoing/outgoing-page.tsx"), "OutgoingPage"),
});

const operationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/operations",
  component: lazyRouteComponent(() => import("./operations/operations-page.tsx"), "OperationsPage"),
});

const securityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/security",
  validateSearch: only(readSecuritySearch),
  component: lazyRouteComponent(() => import("./security/security-page.tsx"), "SecurityPage"),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/audit",
  component: lazyRouteComponent(() => import("./audit/audit-page.tsx"), "AuditPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/account",
  component: lazyRouteComponent(() => import("./account/account-page.tsx"), "AccountPage"),
});

/** The application shows it in front of everything; here it only has its address. */
const joinRoute = createRoute({ getParentRoute: () => rootRoute, path: "/join" });

/** Whoever is led back here without being let in sees why, in front of it; whoever is in goes on. */
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  component: () => <Navigate to="/" replace />,
});

const quarantineRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/quarantine",
  component: lazyRouteComponent(() => import("./quarantine/quarantine-page.tsx"), "QuarantinePage"),
});

/** Plain query strings, so that an address can be typed and read: `?from=%2B12125550100`. */
function parseSearch(text: string): Record<string, string> {
  const pairs = [...new URLSearchParams(text)];
  // A bare plus in a typed address arrives as a blank.
  return Object.fromEntries(pairs.map(([name, value]) => [name, value.replace(/^ (?=\d)/, "+")]));
}

function stringifySearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" && value !== "") query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    callsRoute,
    callRoute,
    sharedRoute,
    overviewRoute,
    liveRoute,
    startRoute,
    analyticsRoute,
    contactsRoute,
    contactRoute,
    alertsRoute,
    followUpsRoute,
    knowledgeRoute,
    knowledgeBaseRoute,
    knowledgeSearchRoute,
    questionSetsRoute,
    questionSetRoute,
    memoryRoute,
    memorySessionRoute,
    modelUseRoute,
    pricesRoute,
    statementsRoute,
    eventsRoute,
    setupRoute,
    doctorRoute,
    quarantineRoute,
    teamRoute,
    keysRoute,
    dataRoute,
    clientsRoute,
    completenessRoute,
    numbersRoute,
    toolsRoute,
    businessRoute,
    outgoingRoute,
    operationsRoute,
    securityRoute,
    auditRoute,
    accountRoute,
    joinRoute,
    signInRoute,
  ]),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: "intent",
  // What one page throws leaves the bar standing.
  defaultErrorComponent: CrashPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
