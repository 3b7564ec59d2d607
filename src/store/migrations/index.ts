import { foundation } from "./0001-foundation.ts";
import { access } from "./0002-access.ts";
import { identities } from "./0003-identities.ts";
import { guard } from "./0004-guard.ts";
import { outgoing } from "./0005-outgoing.ts";
import { recordings } from "./0006-recordings.ts";
import { live } from "./0007-live.ts";
import { contacts } from "./0008-contacts.ts";
import { capture } from "./0009-capture.ts";
import { sideband } from "./0010-sideband.ts";
import { knowledge } from "./0011-knowledge.ts";
import { knowledgeVectors } from "./0012-knowledge-vectors.ts";
import { business } from "./0014-business.ts";
import { sweepProgress } from "./0015-sweep-progress.ts";
import { contactBackfill } from "./0016-contact-backfill.ts";
import { tools } from "./0017-tools.ts";
import { knowledgeQuestions } from "./0018-knowledge-questions.ts";
import { inbound } from "./0019-inbound.ts";
import { memory } from "./0020-memory.ts";
import { knowledgeSettings } from "./0021-knowledge-settings.ts";
import { knowledgeLarge } from "./0022-knowledge-large.ts";
import { locationKnowledge } from "./0023-location-knowledge.ts";
import { memoryWindows } from "./0024-memory-windows.ts";
import { modelUse } from "./0025-model-use.ts";
import { memoryWork } from "./0026-memory-work.ts";
import { analytics } from "./0027-analytics.ts";
import { alerts } from "./0028-alerts.ts";
import { performance } from "./0029-performance.ts";
import { repeatedAnswers } from "./0035-repeated-answers.ts";
import { memoryVectors } from "./0036-memory-vectors.ts";
import { pricing } from "./0037-pricing.ts";
import { analyticsSums } from "./0038-analytics-sums.ts";
import { tenantTimeZone } from "./0039-tenant-time-zone.ts";
import { liveSettings } from "./0040-live-settings.ts";
import { useOfEmbeddings } from "./0041-use-of-embeddings.ts";
import { backups } from "./0043-backups.ts";
import { operation } from "./0044-operation.ts";
import { callReviews } from "./0045-call-reviews.ts";
import { savedViews } from "./0046-saved-views.ts";
import { forgottenSubjects } from "./0048-forgotten-subjects.ts";
import { frozenCallsAndProviderHours } from "./0049-frozen-calls-and-provider-hours.ts";
import { callFacets } from "./0050-call-facets.ts";
import { callShares } from "./0054-call-shares.ts";
import { tenantBrands } from "./0055-tenant-brands.ts";
import { alertChanges } from "./0056-alert-changes.ts";
import { figuresAtRest } from "./0062-figures-at-rest.ts";
import { turnSpools } from "./0068-turn-spools.ts";

/** One step of the schema. Steps only go forward; one that has been released is never changed. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** The earlier step that a server must know to go on working beside this one. Left out, no server does that does not know this step. */
  readonly oldestServer?: string;
}

/** All steps, in the order in which they are applied. */
export const migrations: readonly Migration[] = [
  foundation,
  access,
  identities,
  guard,
  outgoing,
  recordings,
  live,
  contacts,
  capture,
  sideband,
  knowledge,
  knowledgeVectors,
  business,
  sweepProgress,
  contactBackfill,
  tools,
  knowledgeQuestions,
  inbound,
  memory,
  knowledgeSettings,
  knowledgeLarge,
  locationKnowledge,
  memoryWindows,
  modelUse,
  memoryWork,
  analytics,
  alerts,
  performance,
  repeatedAnswers,
  memoryVectors,
  pricing,
  analyticsSums,
  tenantTimeZone,
  liveSettings,
  useOfEmbeddings,
  backups,
  operation,
  callReviews,
  savedViews,
  forgottenSubjects,
  frozenCallsAndProviderHours,
  callFacets,
  callShares,
  tenantBrands,
  alertChanges,
  figuresAtRest,
  turnSpools,
];

/** How many rows the steps themselves write, by table: a database with only these is empty. */
export const rowsOfMigrations: Readonly<Record<string, number>> = { tenants: 2 };
