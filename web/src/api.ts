import type { components } from "./api.gen.ts";

/** The shapes the HTTP API speaks, as its OpenAPI document says them. */
type Schemas = components["schemas"];

export type CallSummary = Schemas["CallSummary"];
export type Call = Schemas["Call"];
export type CallPrice = Schemas["CallPrice"];
export type PriceSettings = Schemas["PriceSettings"];
export type BudgetUse = Schemas["BudgetUse"];
export type Statement = Schemas["Statement"];
export type LiveCall = Schemas["LiveCall"];
export type ToolCall = Schemas["ToolCall"];
export type CostPart = Call["cost_breakdown"][number];
export type Criterion = Call["criteria"][number];
export type Turn = Schemas["Turn"];
export type TimelineLine = Schemas["TimelineLine"];
export type TestOutcome = Schemas["TestOutcome"];
export type TimeZoneSettings = Schemas["TimeZoneSettings"];
export type Recording = Schemas["Recording"];
export type WebhookEvent = Schemas["WebhookEvent"];
export type WebhookEventDetail = Schemas["WebhookEventDetail"];
export type RejectedDelivery = Schemas["RejectedDelivery"];
export type Diagnosis = Schemas["Diagnosis"];
export type DoctorFinding = Schemas["DoctorFinding"];
export type DoctorFix = Schemas["DoctorFix"];
export type InstallationFinding = Schemas["InstallationFinding"];
export type Backup = Schemas["Backup"];
export type Health = Schemas["Health"];
export type PerformanceMetrics = Schemas["PerformanceMetrics"];
export type PerformanceBottlenecks = Schemas["PerformanceBottlenecks"];
export type AnalyticsFigures = Schemas["AnalyticsFigures"];
export type AnalyticsDetails = Schemas["AnalyticsDetails"];
export type ClientToday = Schemas["ClientToday"];
export type AnalyticsHour = Schemas["AnalyticsHour"];
export type Connection = Schemas["Connection"];
export type Contact = Schemas["Contact"];
export type ContactNote = Schemas["ContactNote"];
export type ContactImportLine = Schemas["ContactImportLine"];
export type Alert = Schemas["Alert"];
export type AlertDetail = Schemas["AlertDetail"];
export type AlertRule = Schemas["AlertRule"];
export type AlertSettings = Schemas["AlertSettings"];
export type AlertMessage = Schemas["AlertMessage"];
export type FollowUp = Schemas["FollowUp"];
export type KnowledgeBase = Schemas["KnowledgeBase"];
export type KnowledgeDocument = Schemas["KnowledgeDocument"];
export type KnowledgeChunk = Schemas["KnowledgeChunk"];
export type KnowledgeSearchAnswer = Schemas["KnowledgeSearchAnswer"];
export type KnowledgeQuestion = Schemas["KnowledgeQuestion"];
export type KnowledgeQuestionSet = Schemas["KnowledgeQuestionSet"];
export type KnowledgeQuestionRun = Schemas["KnowledgeQuestionRun"];
export type KnowledgeQuestionRunComparison = Schemas["KnowledgeQuestionRunComparison"];
export type KnowledgeQuestionAnswer = Schemas["KnowledgeQuestionAnswer"];
export type EmbeddingStatus = Schemas["EmbeddingStatus"];
export type Notice = Schemas["Notice"];
export type Tenant = Schemas["Tenant"];
export type User = Schemas["User"];
export type Invitation = Schemas["Invitation"];
export type ApiKey = Schemas["ApiKey"];
export type Role = User["role"];
export type OpenSession = Schemas["OpenSession"];
export type PhoneNumber = Schemas["PhoneNumber"];
export type Agent = Schemas["Agent"];
export type WebhookSubscription = Schemas["WebhookSubscription"];
export type Relay = Schemas["Relay"];
export type OutgoingDelivery = Schemas["OutgoingDelivery"];
export type Tool = Schemas["Tool"];
export type InboundRule = Schemas["InboundRule"];
export type BuiltInTool = Schemas["BuiltInTool"];
export type ToolDefinitions = Schemas["ToolDefinitions"];
export type ToolUse = Schemas["ToolUse"];
export type ToolReport = Schemas["ToolReport"];
export type Location = Schemas["Location"];
export type LocationKnowledge = Schemas["LocationKnowledge"];
export type Hours = Schemas["Hours"];
export type ShownHours = Schemas["ShownHours"];
export type HoursAnswer = Schemas["HoursAnswer"];
export type DeliveryZone = Schemas["DeliveryZone"];
export type DeliveryAnswer = Schemas["DeliveryAnswer"];
export type ZoneBoundary = Schemas["ZoneBoundary"];
export type CatalogueCategory = Schemas["CatalogueCategory"];
export type CatalogueItem = Schemas["CatalogueItem"];
export type ImportLine = Schemas["ImportLine"];
export type LocationImport = Schemas["LocationImport"];
export type ModifierGroup = Schemas["ModifierGroup"];
export type ItemsAnswer = Schemas["ItemsAnswer"];
export type LocationText = Schemas["LocationText"];
export type SecurityEvent = Schemas["SecurityEvent"];
export type AuditEntry = Schemas["AuditEntry"];
export type AuditChainVerdict = Schemas["AuditChainVerdict"];
export type CompletenessDay = Schemas["CompletenessDay"];
export type ProviderReading = Schemas["ProviderReading"];
export type MemorySession = Schemas["MemorySession"];
export type MemoryMessage = Schemas["MemoryMessage"];
export type MemorySearchAnswer = Schemas["MemorySearchAnswer"];
export type MemoryReceipt = Schemas["MemoryReceipt"];
export type MemoryStats = Schemas["MemoryStats"];
export type ModelPrice = Schemas["ModelPrice"];
export type ModelSettings = Schemas["ModelSettings"];
export type ModelUse = Schemas["ModelUse"];
export type MemoryWindow = Schemas["MemoryWindow"];
export type MemoryPinned = Schemas["MemoryPinned"];
export type MemoryJob = Schemas["MemoryJob"];
export type MemorySettings = Schemas["MemorySettings"];
export type MaintenanceMode = Schemas["MaintenanceMode"];
export type ReadOnlyMode = Schemas["ReadOnlyMode"];
export type Feature = Schemas["Feature"];
export type Retention = Schemas["Retention"];
export type RecordingSettings = Schemas["RecordingSettings"];
export type Import = Schemas["Import"];
export type Block = Schemas["Block"];
export type AllowedAddress = Schemas["AllowedAddress"];
/** A network as it is put on the list of blocks or of allowed addresses. */
export type NewNetwork = Pick<Block, "network" | "reason" | "expires_at">;
export type Session = Schemas["Session"];
export type Brand = Schemas["Brand"];
export type SignInOptions = Schemas["SignInOptions"];

export type Disposition = NonNullable<CallSummary["disposition"]>;
export type SavedView = Schemas["SavedView"];
export type CallOrigin = Schemas["CallOrigin"];
export type CallShare = Schemas["CallShare"];
export type SharedCall = Schemas["SharedCall"];
export type CallReview = Schemas["CallReview"];
export type ReviewState = CallSummary["review_state"];
export type CallStatus = CallSummary["status"];
export type Direction = NonNullable<CallSummary["direction"]>;
export type TurnRole = Turn["role"];
export type EventStatus = WebhookEvent["status"];

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  totp_required?: boolean;
  /** What is wrong, where the detail says only that something is. */
  reason?: string;
  /** Everything that is wrong, where it is more than the detail says. */
  errors?: Array<{ path?: string; message?: string }>;
}
