import { usdToMicros } from "../lib/money.ts";
import { vcpChecksum } from "./checksum.ts";
import { failure, type VcpFinding, warning } from "./findings.ts";
import { hasZone, readInstant } from "./instant.ts";
import { isObject } from "./shape.ts";
import type { VcpMessage } from "./vcp.schema.ts";

const payload = "vcp_payload";
const dayMs = 86_400_000;
const firstPlausibleStart = Date.UTC(2015, 0, 1);

/** What the rules beyond the schema need to know. */
interface Case {
  message: VcpMessage;
  /** The instant against which "expired" and "in the future" count. */
  now: number;
  startMs: number;
  endMs: number | null;
}

/** Rules 2 to 5, 9 to 13 and 18 of VCP §4, for a message that matches the schema. */
export function applyRules(
  message: VcpMessage,
  now: number,
): { errors: VcpFinding[]; warnings: VcpFinding[] } {
  const { call } = message.vcp_payload;
  const startMs = readInstant(call.start_time) ?? 0;
  const endMs = readOptional(call.end_time);
  const it: Case = { message, now, startMs, endMs };
  return {
    errors: [...endBeforeStart(it), ...revoked(it)],
    warnings: [
      ...earlyTools(it),
      ...expiredConsent(it),
      ...oddDuration(it),
      ...differentOutcome(it),
      ...oddCost(it),
      ...zoneless(it),
      ...oddStart(it),
      ...legacyChannel(it),
      ...missingConsent(it),
    ],
  };
}

/** Warns when the message has a checksum and it is not that of the message as given (VCP §6.13). */
export function checkChecksum(raw: unknown): VcpFinding[] {
  if (!isObject(raw) || !isObject(raw.audit)) return [];
  const { checksum } = raw.audit;
  if (typeof checksum !== "string" || checksum.toLowerCase() === vcpChecksum(raw)) return [];
  return [warning("VCP_W020", "audit.checksum")];
}

function readOptional(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : readInstant(text);
}

function endBeforeStart({ startMs, endMs }: Case): VcpFinding[] {
  if (endMs === null || endMs >= startMs) return [];
  return [failure("VCP_E001", 2, `${payload}.call.end_time`, "must not be before the start")];
}

function revoked({ message }: Case): VcpFinding[] {
  if (message.vcp_payload.consent?.status !== "revoked") return [];
  const path = `${payload}.consent.status`;
  return [failure("VCP_E001", 5, path, "consent was revoked: the content must not be processed")];
}

function earlyTools({ message, startMs }: Case): VcpFinding[] {
  const tools = message.vcp_payload.call.capabilities_invoked ?? [];
  const isEarly = tools.some(
    (tool) => typeof tool === "object" && (readInstant(tool.invoked_at) ?? startMs) < startMs,
  );
  return isEarly ? [warning("VCP_W003", `${payload}.call.capabilities_invoked[].invoked_at`)] : [];
}

function expiredConsent({ message, now }: Case): VcpFinding[] {
  const { consent } = message.vcp_payload;
  if (!consent) return [];
  const expiresAt = readOptional(consent.expires_at);
  const hasLapsed = consent.status === "granted" && expiresAt !== null && expiresAt < now;
  if (consent.status !== "expired" && !hasLapsed) return [];
  return [warning("VCP_W004", `${payload}.consent.status`)];
}

function oddDuration({ message, startMs, endMs }: Case): VcpFinding[] {
  const seconds = message.vcp_payload.call.duration_sec;
  if (endMs === null || seconds === null || seconds === undefined) return [];
  if (Math.abs(endMs - startMs - seconds * 1000) <= 2000) return [];
  return [warning("VCP_W009", `${payload}.call.duration_sec`)];
}

function differentOutcome({ message }: Case): VcpFinding[] {
  const { hcr, outcomes } = message.vcp_payload;
  if (hcr.outcome_status === outcomes.objective.status) return [];
  return [warning("VCP_W010", `${payload}.hcr.outcome_status`)];
}

/** A writer puts costs that belong to no model role under `kpis.costs`, so both are parts of the total. */
function oddCost({ message }: Case): VcpFinding[] {
  const { total_cost_usd, roles, kpis } = message.vcp_payload.outcomes.model_outcome_attribution;
  const total = usdToMicros(total_cost_usd);
  const known = [
    ...Object.values(roles).map((role) => role.cost_usd),
    ...(isObject(kpis.costs) ? Object.values(kpis.costs) : []),
  ]
    .map((cost) => usdToMicros(cost))
    .filter((cost) => cost !== null);
  if (total === null || known.length === 0) return [];
  const sum = known.reduce((a, b) => a + b, 0);
  if (Math.abs(total - sum) <= 100) return [];
  return [warning("VCP_W011", `${payload}.outcomes.model_outcome_attribution.total_cost_usd`)];
}

function zoneless({ message }: Case): VcpFinding[] {
  const { call, model_selection, consent, provenance } = message.vcp_payload;
  const instants: [string, string | null | undefined][] = [
    [`${payload}.call.start_time`, call.start_time],
    [`${payload}.call.end_time`, call.end_time],
    [`${payload}.model_selection.resolved_at`, model_selection.resolved_at],
    [`${payload}.consent.granted_at`, consent?.granted_at],
    [`${payload}.consent.expires_at`, consent?.expires_at],
    [`${payload}.provenance.created_at`, provenance.created_at],
    ["audit.received_at", message.audit.received_at],
    ["audit.processed_at", message.audit.processed_at],
  ];
  const tool = (call.capabilities_invoked ?? []).find(
    (one) => typeof one === "object" && !hasZone(one.invoked_at),
  );
  if (typeof tool === "object") {
    instants.push([`${payload}.call.capabilities_invoked[].invoked_at`, tool.invoked_at]);
  }
  return instants
    .filter(([, text]) => typeof text === "string" && !hasZone(text))
    .map(([path]) => warning("VCP_W012", path));
}

function oddStart({ startMs, now }: Case): VcpFinding[] {
  if (startMs >= firstPlausibleStart && startMs <= now + dayMs) return [];
  return [warning("VCP_W013", `${payload}.call.start_time`)];
}

function legacyChannel({ message }: Case): VcpFinding[] {
  const { channel } = message.vcp_payload.call;
  if (channel !== "inbound" && channel !== "outbound") return [];
  return [warning("VCP_W017", `${payload}.call.channel`)];
}

function missingConsent({ message }: Case): VcpFinding[] {
  const { artifacts, consent } = message.vcp_payload;
  if (consent || !(artifacts.audio_recording_ref || artifacts.transcript_ref)) return [];
  return [warning("VCP_W018", `${payload}.consent`)];
}
