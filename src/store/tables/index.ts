import type {
  AlertEntriesTable,
  AlertLooksTable,
  AlertMessagesTable,
  AlertProcessesTable,
  AlertRulesTable,
  AlertSettingsTable,
  AlertsTable,
} from "./alerts.ts";
import type {
  AnalyticsCallSumsTable,
  AnalyticsCostSumsTable,
  AnalyticsCostsTable,
  AnalyticsDueSumsTable,
  AnalyticsFrozenCallsTable,
  AnalyticsFrozenLinksTable,
  AnalyticsLatenciesTable,
  AnalyticsLatencySumsTable,
  AnalyticsMarksTable,
  AnalyticsRecountsTable,
  AnalyticsWordSumsTable,
  AnalyticsWordsTable,
  ProviderAnalyticsTable,
} from "./analytics.ts";
import type { AuditLogTable, SecurityEventsTable } from "./audit.ts";
import type { BackupsTable } from "./backups.ts";
import type {
  CatalogueCategoriesTable,
  CatalogueItemModifiersTable,
  CatalogueItemsTable,
  CatalogueModifierGroupsTable,
  DeliveryZonesTable,
  LocationHoursTable,
  LocationsTable,
  LocationTextsTable,
} from "./business.ts";
import type {
  CallChangesTable,
  CallCommentsTable,
  CallExternalIdsTable,
  CallPatchesTable,
  CallReviewsTable,
  CallSearchTable,
  CallsTable,
  CallToolCallsTable,
  CallTurnsTable,
  SavedViewsTable,
} from "./calls.ts";
import type {
  CallChecksTable,
  CompletenessDaysTable,
  ImportsTable,
  SweepsTable,
} from "./capture.ts";
import type {
  ContactBackfillsTable,
  ContactCallsTable,
  ContactNotesTable,
  ContactNumbersTable,
  ContactsTable,
  FollowUpsTable,
} from "./contacts.ts";
import type { MemForgottenSubjectsTable } from "./forgotten-subjects.ts";
import type { AddressRulesTable, RateWindowsTable } from "./guard.ts";
import type { RejectedDeliveriesTable, WebhookEventsTable } from "./ingest.ts";
import type {
  KnowledgeBasesTable,
  KnowledgeChangesTable,
  KnowledgeChunksTable,
  KnowledgeDocumentsTable,
  KnowledgeQuestionAnswersTable,
  KnowledgeQuestionRunsTable,
  KnowledgeQuestionSetsTable,
  KnowledgeQuestionsTable,
  KnowledgeSettingsTable,
  KnowledgeVectorSetsTable,
  KnowledgeVectorsTable,
} from "./knowledge.ts";
import type {
  KnowledgeLargeBasesTable,
  KnowledgeLargeGramsTable,
  KnowledgeLargeUnitsTable,
  KnowledgeLargeWordsTable,
} from "./knowledge-large.ts";
import type { LocationKnowledgeTable } from "./location-knowledge.ts";
import type {
  MemMessagesTable,
  MemScopesTable,
  MemSessionsTable,
  MemTombstonesTable,
} from "./memory.ts";
import type { MemVectorsTable } from "./memory-vectors.ts";
import type {
  MemDigestsTable,
  MemEntriesTable,
  MemSpoolsTable,
  MemTokenRatiosTable,
  MemWindowsTable,
} from "./memory-windows.ts";
import type { MemAgentSettingsTable, MemJobsTable, MemSettingsTable } from "./memory-work.ts";
import type {
  ModelPricesTable,
  ModelSettingsTable,
  ModelTurnsTable,
  ModelUseDaysTable,
  ModelUseTable,
} from "./model-use.ts";
import type {
  ErasuresTable,
  LegalHoldsTable,
  RetentionSettingsTable,
  SwitchesTable,
} from "./operation.ts";
import type {
  OutgoingDeliveriesTable,
  OutgoingSecretsTable,
  OutgoingTargetsTable,
} from "./outgoing.ts";
import type { RequestMetricsTable, SystemMetricsTable } from "./performance.ts";
import type {
  CallEstimatesTable,
  CallPricesTable,
  EstimateRecountsTable,
  PriceSettingsTable,
} from "./pricing.ts";
import type { RecordingSettingsTable, RecordingsTable } from "./recordings.ts";
import type { CallSharesTable } from "./sharing.ts";
import type { SidebandSessionsTable } from "./sideband.ts";
import type {
  AgentsTable,
  ApiKeysTable,
  CallRoutesTable,
  ConnectionSecretsTable,
  ConnectionsTable,
  IdentitiesTable,
  InvitationsTable,
  PhoneNumbersTable,
  SessionsTable,
  TenantBrandsTable,
  TenantsTable,
  UsersTable,
} from "./tenants.ts";
import type { InboundRulesTable, ToolsTable, ToolUsesTable } from "./tools.ts";

export type { EventStatus } from "./ingest.ts";
export type { DocumentStatus } from "./knowledge.ts";
export type { RecordingStatus } from "./recordings.ts";

export interface Tables {
  knowledge_settings: KnowledgeSettingsTable;
  tenants: TenantsTable;
  tenant_brands: TenantBrandsTable;
  connections: ConnectionsTable;
  api_keys: ApiKeysTable;
  sessions: SessionsTable;
  users: UsersTable;
  invitations: InvitationsTable;
  identities: IdentitiesTable;
  connection_secrets: ConnectionSecretsTable;
  phone_numbers: PhoneNumbersTable;
  agents: AgentsTable;
  call_routes: CallRoutesTable;
  audit_log: AuditLogTable;
  security_events: SecurityEventsTable;
  rate_windows: RateWindowsTable;
  address_rules: AddressRulesTable;
  call_checks: CallChecksTable;
  sweeps: SweepsTable;
  imports: ImportsTable;
  completeness_days: CompletenessDaysTable;
  sideband_sessions: SidebandSessionsTable;
  webhook_events: WebhookEventsTable;
  rejected_deliveries: RejectedDeliveriesTable;
  calls: CallsTable;
  call_patches: CallPatchesTable;
  call_turns: CallTurnsTable;
  call_tool_calls: CallToolCallsTable;
  call_external_ids: CallExternalIdsTable;
  call_search: CallSearchTable;
  call_changes: CallChangesTable;
  provider_analytics: ProviderAnalyticsTable;
  analytics_costs: AnalyticsCostsTable;
  analytics_words: AnalyticsWordsTable;
  analytics_latencies: AnalyticsLatenciesTable;
  analytics_call_sums: AnalyticsCallSumsTable;
  analytics_cost_sums: AnalyticsCostSumsTable;
  analytics_word_sums: AnalyticsWordSumsTable;
  analytics_latency_sums: AnalyticsLatencySumsTable;
  analytics_due_sums: AnalyticsDueSumsTable;
  analytics_frozen_calls: AnalyticsFrozenCallsTable;
  analytics_frozen_links: AnalyticsFrozenLinksTable;
  analytics_marks: AnalyticsMarksTable;
  analytics_recounts: AnalyticsRecountsTable;
  outgoing_targets: OutgoingTargetsTable;
  outgoing_secrets: OutgoingSecretsTable;
  outgoing_deliveries: OutgoingDeliveriesTable;
  contacts: ContactsTable;
  contact_numbers: ContactNumbersTable;
  contact_calls: ContactCallsTable;
  contact_backfills: ContactBackfillsTable;
  call_reviews: CallReviewsTable;
  call_comments: CallCommentsTable;
  saved_views: SavedViewsTable;
  call_shares: CallSharesTable;
  contact_notes: ContactNotesTable;
  follow_ups: FollowUpsTable;
  tools: ToolsTable;
  tool_uses: ToolUsesTable;
  inbound_rules: InboundRulesTable;
  recordings: RecordingsTable;
  recording_settings: RecordingSettingsTable;
  locations: LocationsTable;
  location_hours: LocationHoursTable;
  delivery_zones: DeliveryZonesTable;
  catalogue_categories: CatalogueCategoriesTable;
  catalogue_modifier_groups: CatalogueModifierGroupsTable;
  catalogue_items: CatalogueItemsTable;
  catalogue_item_modifiers: CatalogueItemModifiersTable;
  location_texts: LocationTextsTable;
  location_knowledge: LocationKnowledgeTable;
  knowledge_bases: KnowledgeBasesTable;
  knowledge_documents: KnowledgeDocumentsTable;
  knowledge_chunks: KnowledgeChunksTable;
  knowledge_changes: KnowledgeChangesTable;
  knowledge_vector_sets: KnowledgeVectorSetsTable;
  knowledge_vectors: KnowledgeVectorsTable;
  knowledge_question_sets: KnowledgeQuestionSetsTable;
  knowledge_questions: KnowledgeQuestionsTable;
  knowledge_question_runs: KnowledgeQuestionRunsTable;
  knowledge_question_answers: KnowledgeQuestionAnswersTable;
  knowledge_large_bases: KnowledgeLargeBasesTable;
  knowledge_large_units: KnowledgeLargeUnitsTable;
  knowledge_large_words: KnowledgeLargeWordsTable;
  knowledge_large_grams: KnowledgeLargeGramsTable;
  mem_scopes: MemScopesTable;
  mem_sessions: MemSessionsTable;
  mem_messages: MemMessagesTable;
  mem_tombstones: MemTombstonesTable;
  mem_forgotten_subjects: MemForgottenSubjectsTable;
  mem_settings: MemSettingsTable;
  mem_agent_settings: MemAgentSettingsTable;
  mem_jobs: MemJobsTable;
  mem_vectors: MemVectorsTable;
  model_prices: ModelPricesTable;
  model_use: ModelUseTable;
  model_use_days: ModelUseDaysTable;
  model_settings: ModelSettingsTable;
  model_turns: ModelTurnsTable;
  call_prices: CallPricesTable;
  price_settings: PriceSettingsTable;
  call_estimates: CallEstimatesTable;
  estimate_recounts: EstimateRecountsTable;
  mem_windows: MemWindowsTable;
  mem_entries: MemEntriesTable;
  mem_digests: MemDigestsTable;
  mem_token_ratios: MemTokenRatiosTable;
  mem_spools: MemSpoolsTable;
  switches: SwitchesTable;
  retention_settings: RetentionSettingsTable;
  legal_holds: LegalHoldsTable;
  erasures: ErasuresTable;
  request_metrics: RequestMetricsTable;
  system_metrics: SystemMetricsTable;
  alert_rules: AlertRulesTable;
  alert_settings: AlertSettingsTable;
  alert_looks: AlertLooksTable;
  alerts: AlertsTable;
  alert_entries: AlertEntriesTable;
  alert_messages: AlertMessagesTable;
  alert_processes: AlertProcessesTable;
  backups: BackupsTable;
}
