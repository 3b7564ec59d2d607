import type { Lifecycle } from "../../lib/call.ts";

/** Values of `status` in a status update that prove a stage of a living call. */
export const statuses: ReadonlyMap<string, Lifecycle> = new Map([
  ["scheduled", "registered"],
  ["queued", "registered"],
  ["ringing", "ringing"],
  ["in-progress", "in_progress"],
  ["forwarding", "in_progress"],
]);

/** Message types that speak of a call. */
export const liveTypes: ReadonlySet<string> = new Set([
  ...["assistant-request", "status-update", "end-of-call-report", "tool-calls", "function-call"],
  ...["conversation-update", "transcript", "speech-update", "hang", "user-interrupted"],
  ...["model-output", "voice-input", "voice-request", "call.endpointing.request"],
  ...["transfer-destination-request", "handoff-destination-request", "transfer-update"],
  ...["knowledge-base-request", "language-change-detected", "phone-call-control"],
  ...["assistant.started", "assistant.speechStarted"],
]);

/** Message types about other things, or about calls that do not exist yet or any more. */
export const ignoredTypes: ReadonlySet<string> = new Set([
  ...["campaign.predial", "chat.created", "chat.deleted"],
  ...["session.created", "session.updated", "session.deleted"],
  ...["call.deleted", "call.delete.failed", "call.artifact.upload"],
]);

/** Every documented member of `message`, whatever its type. */
export const messageMembers: ReadonlySet<string> = new Set([
  ...["type", "timestamp", "call", "phoneNumber", "customer", "assistant", "artifact", "chat"],
  ...["status", "endedReason", "startedAt", "endedAt", "destination", "squad"],
  ...["durationMs", "durationSeconds", "durationMinutes", "cost", "costBreakdown", "costs"],
  ...["analysis", "summary", "transcript", "messages", "messagesOpenAIFormatted", "conversation"],
  ...["recordingUrl", "stereoRecordingUrl", "compliance", "inboundPhoneCallDebuggingArtifacts"],
  ...["toolCalls", "toolCallList", "toolWithToolCallList", "functionCall", "parameters"],
  ...["role", "transcriptType", "isFiltered", "detectedThreats", "originalTranscript", "turn"],
  ...["turnId", "output", "input", "text", "sampleRate", "language", "request", "source"],
  ...["toAssistant", "fromAssistant", "toStepRecord", "fromStepRecord", "newAssistant"],
  ...["forwardingPhoneNumber", "timing", "wordAlignment"],
]);

/** Every documented member of `message.call`. */
export const callMembers: ReadonlySet<string> = new Set([
  ...["id", "orgId", "type", "status", "createdAt", "updatedAt", "startedAt", "endedAt", "name"],
  ...["phoneCallProvider", "phoneCallProviderId", "phoneCallTransport", "phoneNumberId"],
  ...["phoneNumber", "customer", "customerId", "assistantId", "assistant", "assistantOverrides"],
  ...["squadId", "squad", "squadOverrides", "workflowId", "workflow", "workflowOverrides"],
  ...["metadata", "monitor", "transport", "schedulePlan", "campaignId", "destination"],
  ...["endedReason", "cost", "costs", "costBreakdown", "messages", "analysis", "artifact"],
  ...["artifactPlan", "compliance", "webCallUrl"],
]);
