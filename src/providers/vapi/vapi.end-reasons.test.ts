import { expect, test } from "vitest";
import { readCallEnd } from "./vapi.end-reasons.ts";

const nothing = { isTransferred: false, isConversation: false, isReport: true };

test("each rule gives its reasons disposition, status and blame", () => {
  const carrierFault = "call.in-progress.error-providerfault-outbound-sip-";
  const unheard = "call.in-progress.error-assistant-did-not-receive-customer-audio";
  const table: Record<string, readonly [string, string, string | null]> = {
    voicemail: ["voicemail", "timeout", null],
    "customer-busy": ["busy", "timeout", null],
    [`${carrierFault}486-busy-here`]: ["busy", "error", null],
    "customer-did-not-answer": ["no_answer", "timeout", null],
    [`${carrierFault}408-request-timeout`]: ["no_answer", "error", null],
    [`${carrierFault}480-temporarily-unavailable`]: ["no_answer", "error", null],
    "vonage-rejected": ["declined", "error", null],
    [`${carrierFault}403-forbidden`]: ["declined", "error", null],
    [`${carrierFault}603-decline`]: ["declined", "error", null],
    "assistant-forwarded-call": ["transferred", "partial", null],
    "assistant-request-returned-forwarding-phone-number": ["transferred", "partial", null],
    "call.ringing.hook-executed-transfer": ["transferred", "partial", null],
    "call.ending.hook-executed-transfer": ["transferred", "partial", null],
    "customer-ended-call": ["completed", "success", null],
    "customer-ended-call-during-transfer": ["completed", "partial", null],
    "assistant-ended-call-after-message-spoken": ["completed", "success", null],
    "assistant-said-end-call-phrase": ["completed", "success", null],
    "silence-timed-out": ["completed", "timeout", null],
    "exceeded-max-duration": ["completed", "timeout", null],
    "call.in-progress.twilio-completed-call": ["completed", "success", null],
    "call.in-progress.sip-completed-call": ["completed", "success", null],
    "vonage-completed": ["completed", "success", null],
    "vonage-disconnected": ["completed", "error", null],
    "call.ending.hook-executed-say": ["completed", "success", null],
    "call.ringing.hook-executed-say": ["completed", "unknown", null],
    "call.forwarding.operator-busy": ["completed", "timeout", null],
    "call.in-progress.error-transfer-failed": ["completed", "error", null],
    "call.in-progress.error-warm-transfer-silence-timeout": ["completed", "error", null],
    "manually-canceled": ["canceled", "unknown", null],
    "scheduled-call-deleted": ["canceled", "unknown", null],
    "customer-did-not-give-microphone-permission": ["canceled", "error", null],
    "call.ringing.sip-inbound-caller-hungup-before-call-connect": ["canceled", "unknown", null],
    "call.start.error-subscription-frozen": ["failed", "error", "billing"],
    "call.start.error-vapi-number-international": ["failed", "error", "billing"],
    "call.start.error-fraud-check-failed": ["failed", "error", "abuse"],
    "assistant-request-returned-no-assistant": ["failed", "error", "configuration"],
    "assistant-not-found": ["failed", "error", "configuration"],
    "call-start-error-neither-assistant-nor-server-set": ["failed", "error", "configuration"],
    "call.start.error-get-transport": ["failed", "error", "configuration"],
    "twilio-failed-to-connect-call": ["failed", "error", "carrier"],
    "phone-call-provider-closed-websocket": ["failed", "error", "carrier"],
    [`${carrierFault}503-service-unavailable`]: ["failed", "error", "carrier"],
    "pipeline-error-openai-llm-failed": ["failed", "error", "pipeline"],
    "call.in-progress.error-pipeline-no-available-llm-model": ["failed", "error", "pipeline"],
    "call.in-progress.error-providerfault-openai-llm-failed": ["failed", "error", "pipeline"],
    "worker-shutdown": ["failed", "error", "provider"],
    "assistant-join-timed-out": ["failed", "timeout", "provider"],
    "call.in-progress.error-vapifault-worker-died": ["failed", "error", "provider"],
    [unheard]: ["failed", "error", "provider"],
    hangup: ["completed", "success", null],
    no_answer: ["no_answer", "timeout", null],
    transferred: ["transferred", "partial", null],
    technical_error: ["failed", "error", "unknown"],
  };
  for (const [reason, expected] of Object.entries(table)) {
    const end = readCallEnd(reason, nothing);
    expect([reason, end.disposition, end.endStatus, end.failureClass]).toEqual([
      reason,
      ...expected,
    ]);
    expect([reason, end.isUnlisted]).toEqual([reason, false]);
  }
});

test("an unlisted reason is judged by whether there was a conversation, and only the report may call it failed", () => {
  const read = (evidence: object) => readCallEnd("brand-new", { ...nothing, ...evidence });
  expect(read({})).toMatchObject({ disposition: "failed", failureClass: "unknown" });
  expect(read({ isConversation: true })).toMatchObject({ disposition: "completed" });
  expect(read({ isReport: false })).toMatchObject({ disposition: "unknown" });
  expect(read({})).toMatchObject({ endStatus: "unknown", isUnlisted: true });
});

test("a transfer that was carried out outweighs all reasons but those of calls nobody took", () => {
  const read = (reason: string) => readCallEnd(reason, { ...nothing, isTransferred: true });
  expect(read("worker-shutdown")).toMatchObject({ disposition: "transferred", failureClass: null });
  expect(read("brand-new")).toMatchObject({ disposition: "transferred", endStatus: "partial" });
  expect(read("voicemail").disposition).toBe("voicemail");
});
