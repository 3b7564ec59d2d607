import { failure, VcpError, type VcpFinding, vcpFindingsMax, warning } from "./findings.ts";
import { readInstant, writeInstant } from "./instant.ts";
import { directionOf, originOf } from "./legacy-spelling.ts";
import {
  driverNames,
  legacyMember,
  perceivedText,
  providerKey,
  readGapClass,
  readStatus,
  sentimentScoreOf,
} from "./legacy-words.ts";
import { isObject, member } from "./shape.ts";

type Json = Record<string, unknown>;

/** One upgrade under way. */
interface Legacy {
  from: "0.3" | "0.4";
  now: number;
  call: Json;
  outcomes: Json;
  objective: Json;
  custom: Json;
  artifacts: Json;
  payload: Json;
  provider: string;
  /** What 0.5 has no place for; becomes `custom.experimental.vcp_legacy`. */
  kept: Json;
  warnings: VcpFinding[];
}

/**
 * Rewrites a 0.3 or 0.4 message in the shape of 0.5 (VCP §5.2, §5.3). Members of a wrong type are handed on as they are: the schema
 * of 0.5 then says what is wrong.
 * @throws VcpError when there is no payload, or two call ids contradict each other.
 */
export function upgradeLegacy(
  message: unknown,
  from: "0.3" | "0.4",
  now: number,
  warnings: VcpFinding[],
): Json {
  const payload = member(message, "vcp_payload");
  if (!isObject(payload))
    throw new VcpError([failure("VCP_E005", 1, "vcp_payload", "is required")]);
  const call = objectOf(payload.call);
  refuseOtherId(member(message, "call_id"), call.call_id);
  noteUnknownMembers(message, payload, from, warnings);
  const told = typeof call.provider === "string" ? call.provider : "";
  const provider = providerKey(told);
  const outcomes = objectOf(payload.outcomes);
  const it: Legacy = {
    from,
    now,
    call,
    outcomes,
    objective: objectOf(outcomes.objective),
    custom: objectOf(payload.custom),
    artifacts: objectOf(payload.artifacts),
    payload,
    provider,
    kept: { version: from, ...(provider === told ? {} : { provider: told }) },
    warnings,
  };
  const status = statusOf(it);
  return {
    vcp_version: "0.5",
    vcp_payload: {
      call: upgradeCall(it),
      model_selection: upgradeModels(it),
      outcomes: upgradeOutcomes(it, status),
      hcr: upgradeContext(it, status),
      artifacts: upgradeArtifacts(it),
      ...upgradeConsent(it),
      provenance: upgradeProvenance(it),
      // Last, since everything above puts aside what only `custom` can hold.
      custom: upgradeCustom(it),
    },
    audit: upgradeAudit(payload.audit),
  };
}

function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** The named members that are present, in the order of the names. */
function pick(from: Json, names: readonly string[]): Json {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(from, name)).map((name) => [name, from[name]]),
  );
}

function keep(it: Legacy, from: Json, names: readonly string[]): void {
  Object.assign(it.kept, pick(from, names));
}

function refuseOtherId(outer: unknown, inner: unknown): void {
  if (outer === undefined || outer === inner) return;
  const message = "differs from the call_id of the call";
  throw new VcpError([failure("VCP_E003", 1, "call_id", message)]);
}

const plainCallMembers = [
  "call_id",
  "session_id",
  "start_time",
  "end_time",
  "duration_sec",
  "to",
] as const;

function upgradeCall(it: Legacy): Json {
  const { call } = it;
  keep(it, call, ["purpose_contract"]);
  const channel =
    it.from === "0.4"
      ? call.channel
      : member(member(it.custom.provider_specific, String(call.provider)), "channel");
  const hasDirection = channel === "inbound" || channel === "outbound";
  return {
    ...pick(call, plainCallMembers),
    session_id: call.session_id ?? `sess_${it.provider}_${String(call.call_id)}`,
    provider: typeof call.provider === "string" ? it.provider : call.provider,
    ...(it.from === "0.4" && channel !== undefined ? { channel } : {}),
    ...(hasDirection ? directionOf({ channel }, []) : {}),
    ...originOf(call, it.warnings),
    capabilities_invoked: upgradeCapabilities(it),
  };
}

function upgradeCapabilities({ call, objective }: Legacy): unknown {
  const given = call.capabilities_invoked;
  if (!Array.isArray(given)) return given ?? [];
  const evidence = new Map<unknown, unknown>();
  for (const criterion of Array.isArray(objective.scored_criteria)
    ? objective.scored_criteria
    : []) {
    evidence.set(member(criterion, "evidence_ref"), member(criterion, "met"));
  }
  return given.map((name) => {
    if (typeof name !== "string") return name;
    const met = evidence.get(`tool_log#${name}`);
    return {
      capability_id: name,
      capability_type: "tool_call",
      invoked_at: call.start_time,
      success: typeof met === "boolean" ? met : true,
      metadata: { inferred: true, invoked_at_unknown: true },
    };
  });
}

function upgradeModels({ payload, provider, call, kept }: Legacy): unknown {
  const given = payload.model_selection;
  if (given === undefined || given === null) {
    return { policy_id: `${provider}_default`, resolved_at: call.start_time, roles: {} };
  }
  kept.had_model_selection = true;
  const roles = member(given, "roles");
  if (!isObject(given) || !isObject(roles)) return given;
  const unused = Object.keys(roles).filter((role) => roles[role] === null);
  if (unused.length > 0) kept.unused_roles = unused;
  const used = Object.entries(roles).filter(([, info]) => info !== null);
  return { ...given, roles: Object.fromEntries(used) };
}

function statusOf(it: Legacy): unknown {
  const word = it.objective.status;
  if (typeof word !== "string") return word;
  const status = readStatus(word, it.objective.disconnect_reason);
  if (status === null) {
    // 0.3 has a closed list; 0.4 allows any text.
    if (it.from === "0.3") return word;
    it.warnings.push(warning("VCP_W021", "vcp_payload.outcomes.objective.status"));
  }
  if (status === null || status === "unknown") it.kept.status = word;
  return status ?? "unknown";
}

function upgradeOutcomes(it: Legacy, status: unknown): Json {
  const { outcomes, objective, kept } = it;
  const perceived = outcomes.perceived ?? [];
  const score = callerScore(perceived);
  const metrics = isObject(objective.metrics) ? objective.metrics : {};
  if (Array.isArray(perceived) && perceived.length > 0) kept.perceived = perceived;
  keep(it, objective, ["disconnect_reason"]);
  const impact = {
    ...pick(objectOf(it.call.purpose_contract), ["declared_intent"]),
    ...pick(metrics, ["estimated_value_usd"]),
  };
  return {
    perceived: Array.isArray(perceived) ? perceived.map(perceivedText) : perceived,
    objective: {
      status,
      scored_criteria: upgradeCriteria(it),
      metrics:
        score === null ? objective.metrics : { ...metrics, satisfaction_source: "sentiment" },
      ...pick(objective, ["confidence"]),
    },
    perception_gap: upgradeGap(it),
    model_outcome_attribution: { roles: {}, kpis: { ...metrics } },
    user_satisfaction_score: score,
    ...(Object.keys(impact).length === 0 ? {} : { business_impact: impact }),
  };
}

function callerScore(perceived: unknown): number | null {
  if (!Array.isArray(perceived)) return null;
  return sentimentScoreOf(perceived.find((item) => member(item, "by") === "caller"));
}

/** 0.4 allows any object as a criterion; 0.5 wants an id and whether it was met. */
function upgradeCriteria({ from, objective, kept, warnings }: Legacy): unknown {
  const given = objective.scored_criteria ?? [];
  if (from === "0.3" || !Array.isArray(given)) return given;
  const usable = given.filter(
    (one) => typeof member(one, "id") === "string" && typeof member(one, "met") === "boolean",
  );
  if (usable.length < given.length) {
    kept.scored_criteria = given;
    warnings.push(warning("VCP_W021", "vcp_payload.outcomes.objective.scored_criteria"));
  }
  return usable;
}

function upgradeGap({ outcomes, kept }: Legacy): unknown {
  const gap = outcomes.perception_gap;
  if (gap === undefined || gap === null) {
    return { gap_score: 0, gap_class: "aligned", factors: ["not_assessed"] };
  }
  if (!isObject(gap)) return gap;
  const drivers = gap.drivers ?? [];
  if (Array.isArray(drivers) && drivers.some(isObject)) kept.drivers = drivers;
  if (gap.components !== undefined) kept.gap_components = gap.components;
  if (gap.gap_class === "moderate") kept.gap_class = gap.gap_class;
  const notes = Array.isArray(drivers)
    ? drivers.map((driver) => member(driver, "note")).filter((note) => typeof note === "string")
    : [];
  return {
    ...pick(gap, ["gap_score"]),
    gap_class: readGapClass(gap.gap_class),
    factors: Array.isArray(drivers) ? driverNames(drivers) : drivers,
    analysis: notes.length === 0 ? null : notes.join("; "),
  };
}

function upgradeContext(it: Legacy, status: unknown): unknown {
  const { payload, custom, call, provider, kept } = it;
  const summary = it.artifacts.summary;
  const summaryPart = summary === undefined || summary === null ? {} : { summary };
  const given = payload.hcr;
  if (isObject(given)) {
    kept.had_hcr = true;
    const word = given.outcome_status;
    const outcome = typeof word === "string" ? (readStatus(word, null) ?? word) : word;
    return { ...given, outcome_status: outcome, ...summaryPart };
  }
  const intent = member(call.purpose_contract, "declared_intent");
  const topic = [custom.outcome_hint, intent].find((text) => typeof text === "string");
  return {
    audience: "system",
    headline: `${typeof topic === "string" ? topic : "call"} (${provider})`,
    outcome_status: status,
    key_points: [],
    ...summaryPart,
  };
}

function upgradeArtifacts({ artifacts }: Legacy): Json {
  const { recording_url: recording, transcript_url: transcript } = artifacts;
  return {
    ...pick(artifacts, ["provider_raw_payload_ref"]),
    ...(recording === undefined ? {} : { audio_recording_ref: recording }),
    ...(transcript === undefined ? {} : { transcript_ref: transcript }),
  };
}

function upgradeCustom(it: Legacy): Json {
  keep(it, it.custom, ["outcome_hint", "synthetic", "synthetic_recipe"]);
  const specific = new Map<string, Json>();
  for (const [name, value] of Object.entries(objectOf(it.custom.provider_specific))) {
    const data = isObject(value) ? value : { _vcp: { value } };
    specific.set(name === it.call.provider ? it.provider : name, { data });
  }
  const { extractions } = it.outcomes;
  if (extractions !== undefined && extractions !== null) {
    const data = objectOf(specific.get(it.provider)?.data);
    specific.set(it.provider, { data: { ...data, extractions } });
  }
  return {
    provider_specific: Object.fromEntries(specific),
    experimental: { [legacyMember]: it.kept },
  };
}

function upgradeProvenance({ from, payload, provider, now, kept }: Legacy): Json {
  const given = objectOf(payload.provenance);
  const madeAt = writeInstant(now) ?? undefined;
  const history = `upgraded_from_v${from}`;
  if (from === "0.3") {
    return { source_system: provider, created_at: madeAt, transformation_history: [history] };
  }
  if (given.data_quality_score !== undefined) kept.data_quality_score = given.data_quality_score;
  const chain = given.processing_chain ?? [];
  const days = member(payload.consent, "data_retention_days");
  return {
    source_system: given.source_system ?? provider,
    created_at: given.captured_at ?? madeAt,
    ...(given.captured_by === undefined ? {} : { created_by: given.captured_by }),
    transformation_history: Array.isArray(chain) ? [...chain, history] : chain,
    ...(typeof days === "number" && Number.isSafeInteger(days)
      ? { data_retention_policy: `standard_${days}_days` }
      : {}),
  };
}

/** 0.3 knows no consent, and what nobody asked was not granted. */
function upgradeConsent({ from, payload, call, warnings, kept }: Legacy): Json {
  const given = payload.consent;
  if (from === "0.3" || !isObject(given)) return {};
  if (given.consent_method === "inferred" && given.recording_consent === false) {
    const text = "is the placeholder of an earlier upgrade, not a refusal, and is dropped";
    warnings.push(warning("VCP_W021", "vcp_payload.consent", text));
    return {};
  }
  kept.consent = given;
  const isGranted = given.recording_consent === true;
  return {
    consent: {
      consent_id: `consent_${String(call.call_id)}`,
      status: isGranted ? "granted" : "denied",
      granted_at: isGranted ? given.consent_timestamp : null,
      scope: given.sharing_allowed === true ? ["recording", "sharing"] : ["recording"],
      version: "0.4",
    },
  };
}

function upgradeAudit(given: unknown): unknown {
  if (!isObject(given)) return given;
  const { received_at: received, normalized_at: normalized } = given;
  const from = typeof received === "string" ? readInstant(received) : null;
  const to = typeof normalized === "string" ? readInstant(normalized) : null;
  const hasDuration = from !== null && to !== null && to >= from;
  return {
    received_at: received,
    schema_version: "0.5",
    ...(normalized === undefined ? {} : { processed_at: normalized }),
    ...(hasDuration ? { processing_duration_ms: to - from } : {}),
  };
}

const sharedSections = ["call", "outcomes", "artifacts", "custom", "audit"];
const knownMembers: Readonly<Record<string, readonly string[]>> = {
  call: [
    ...plainCallMembers,
    ...["provider", "capabilities_invoked", "purpose_contract", "channel", "from", "from_"],
  ],
  outcomes: ["perceived", "objective", "perception_gap", "extractions"],
  artifacts: ["recording_url", "transcript_url", "summary", "provider_raw_payload_ref"],
  custom: ["provider_specific", "outcome_hint", "synthetic", "synthetic_recipe"],
  audit: ["received_at", "normalized_at", "schema_version"],
};

/** Rule 15 for the shapes of 0.3 and 0.4. */
function noteUnknownMembers(
  message: unknown,
  payload: Json,
  from: "0.3" | "0.4",
  warnings: VcpFinding[],
): void {
  const sections = [
    ...sharedSections,
    ...["model_selection", "hcr"],
    ...(from === "0.4" ? ["provenance", "consent"] : []),
  ];
  const note = (object: unknown, known: readonly string[], path: string) => {
    for (const name of Object.keys(objectOf(object))) {
      if (known.includes(name) || warnings.length >= vcpFindingsMax) continue;
      warnings.push(warning("VCP_W015", path === "" ? name : `${path}.${name}`));
    }
  };
  note(message, ["call_id", "vcp_version", "vcp_payload"], "");
  note(payload, sections, "vcp_payload");
  for (const [section, known] of Object.entries(knownMembers)) {
    note(payload[section], known, `vcp_payload.${section}`);
  }
}
