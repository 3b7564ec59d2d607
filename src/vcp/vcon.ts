import { type CallRecord, type Disposition, isTerminal } from "../lib/call.ts";
import { uuidOf } from "../lib/ids.ts";
import { buildVcpMessage } from "./build-message.ts";
import { cleanJson, elideBinaries } from "./clean-json.ts";
import { writeInstant } from "./instant.ts";
import { tombstone } from "./own-words.ts";
import type { VcpSource } from "./source.ts";
import { vcpSchemaId } from "./vcp.schema.ts";

/** The name of our transcript's form: `{turns: [{role, content, start_ms, end_ms}]}`. */
const transcriptSchemaId = "urn:voicelens:schema:transcript-1";

interface VconParty {
  tel?: string;
  sip?: string;
  name?: string;
  type?: "person" | "bot" | "organization";
}

interface VconDialog {
  type: "recording" | "text" | "incomplete";
  start: string;
  /** Seconds. */
  duration?: number;
  parties: number | number[];
  mediatype?: string;
  url?: string;
  content_hash?: string;
  body?: string;
  encoding?: "none";
  disposition?: IncompleteWord;
}

type IncompleteWord = "no-answer" | "busy" | "failed" | "hung-up" | "voicemail-no-message";

interface VconAnalysis {
  type: "summary" | "sentiment" | "transcript" | "report";
  dialog: number | number[];
  vendor: string;
  product?: string;
  schema?: string;
  mediatype?: string;
  encoding: "none" | "json";
  body: unknown;
}

interface VconAttachment {
  purpose: string;
  start: string;
  party: number;
  dialog: number;
  mediatype: string;
  encoding: "json";
  body: unknown;
}

/** A conversation container in the unsigned form of draft-ietf-vcon-vcon-core, syntax 0.4.0. */
export interface Vcon {
  vcon: "0.4.0";
  uuid: string;
  created_at: string;
  updated_at?: string;
  subject: string;
  parties: VconParty[];
  dialog: VconDialog[];
  analysis: VconAnalysis[];
  attachments: VconAttachment[];
}

const caller = 0;
const agent = 1;
const keeper = 2;

/**
 * Writes a call as an unsigned vCon.
 *
 * Parties are the caller's side, the agent, and VoiceLens, which contributes the attachment. The recording is the dialog where its bytes
 * are known by their SHA-256: the draft forbids an address without a hash. Otherwise each spoken turn is a text. The transcript is an
 * analysis, as the draft wants it; the scores, costs and tool calls are one with VCP as its schema. The id depends on our call id alone.
 */
export function buildVcon(source: VcpSource, recordingSha256: string | null): Vcon {
  const isRevoked = source.record.facts.consent?.status === "revoked";
  const it: VcpSource = isRevoked
    ? { ...source, record: tombstone(source.record), payload: null }
    : source;
  const vcp = buildVcpMessage({ ...it, payload: null });
  const start = withoutZeros(vcp.vcp_payload.call.start_time);
  const dialog = buildDialog(it.record, start, recordingSha256);
  const vcon: Vcon = {
    vcon: "0.4.0",
    uuid: uuidOf(`vcon:${it.callId}`),
    created_at: writeDate(it.firstSeenAt) ?? start,
    ...updatedAt(it),
    subject: vcp.vcp_payload.hcr.headline,
    parties: buildParties(it.record),
    dialog,
    analysis: [
      ...buildAnalysis(it.record, dialog),
      {
        type: "report",
        dialog: allOf(dialog),
        vendor: "VoiceLens",
        product: "voicelens",
        schema: vcpSchemaId,
        mediatype: "application/json",
        encoding: "json",
        body: vcp,
      },
    ],
    attachments: buildAttachments(it, start),
  };
  return cleaned(vcon);
}

function writeDate(ms: number | null): string | null {
  const at = writeInstant(ms);
  return at === null ? null : withoutZeros(at);
}

/** VCP wants three decimals, the draft none where they are zero. */
function withoutZeros(at: string): string {
  return at.replace(/\.0+(?=Z)/, "");
}

/** {@link cleanJson} keeps the shape: members and their types stay, only characters change. */
function cleaned(vcon: Vcon): Vcon {
  const copy = cleanJson(vcon);
  return Object.assign(vcon, copy);
}

function updatedAt({ processedAt }: VcpSource): { updated_at?: string } {
  const at = writeDate(processedAt);
  return at === null ? {} : { updated_at: at };
}

function allOf(dialog: readonly VconDialog[]): number | number[] {
  return dialog.length === 1 ? 0 : dialog.map((_, i) => i);
}

function buildParties({ facts }: CallRecord): VconParty[] {
  const isOutbound = facts.direction === "outbound";
  const [callerAddress, agentAddress] = isOutbound
    ? [facts.to, facts.from]
    : [facts.from, facts.to];
  const name = facts.agentName ?? facts.agentId;
  return [
    { ...addressOf(callerAddress), type: "person" },
    { ...addressOf(agentAddress), ...(name ? { name } : {}), type: "bot" },
    { name: "VoiceLens", type: "organization" },
  ];
}

function addressOf(address: string | null | undefined): VconParty {
  if (!address) return {};
  if (/^\+?\d[\d\s().-]*$/.test(address)) return { tel: address };
  return /^sips?:/i.test(address) ? { sip: address } : { name: address };
}

/** The first party of a dialog is the one that began it. */
function bothOf({ facts }: CallRecord): number[] {
  return facts.direction === "outbound" ? [agent, caller] : [caller, agent];
}

function buildDialog(
  record: CallRecord,
  start: string,
  recordingSha256: string | null,
): VconDialog[] {
  const { facts } = record;
  const seconds = secondsOf(facts.durationMs);
  const spoken = record.turns.filter((turn) => turn.role === "agent" || turn.role === "user");
  const whole: VconDialog = {
    type: "recording",
    start,
    ...(seconds === null ? {} : { duration: seconds }),
    parties: bothOf(record),
  };
  const url = facts.recordingUrl;
  if (url && isHttps(url) && recordingSha256 !== null) {
    const hash = Buffer.from(recordingSha256, "hex").toString("base64url");
    return [{ ...whole, mediatype: mediaTypeOf(url), url, content_hash: `sha256-${hash}` }];
  }
  if (spoken.length > 0) return spoken.map((turn) => toText(turn, start));
  const disposition = incompleteWord(record);
  if (disposition === null) return [whole];
  return [{ type: "incomplete", start, parties: bothOf(record), disposition }];
}

function secondsOf(ms: number | null | undefined): number | null {
  return typeof ms === "number" && ms >= 0 && Number.isFinite(ms) ? ms / 1000 : null;
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === "https:";
}

const mediaTypes: Readonly<Record<string, string>> = {
  wav: "audio/x-wav",
  mp3: "audio/x-mp3",
  m4a: "audio/x-mp4",
  mp4: "audio/x-mp4",
  ogg: "audio/ogg",
  opus: "audio/ogg",
};

/** By the extension; providers that show none deliver WAV. */
function mediaTypeOf(url: string): string {
  const extension = /\.([a-z0-9]{2,4})$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? "";
  return (
    (Object.hasOwn(mediaTypes, extension) ? mediaTypes[extension] : undefined) ?? "audio/x-wav"
  );
}

function toText(turn: CallRecord["turns"][number], start: string): VconDialog {
  const { startMs, endMs } = turn;
  const at = writeDate(Date.parse(start) + (startMs ?? 0)) ?? start;
  const duration = startMs === null || endMs === null ? null : secondsOf(endMs - startMs);
  return {
    type: "text",
    start: at,
    ...(duration === null ? {} : { duration }),
    parties: turn.role === "agent" ? agent : caller,
    mediatype: "text/plain",
    body: turn.content,
    encoding: "none",
  };
}

const incompleteWords: Readonly<Partial<Record<Disposition, IncompleteWord>>> = {
  no_answer: "no-answer",
  declined: "no-answer",
  canceled: "hung-up",
  busy: "busy",
  failed: "failed",
  voicemail: "voicemail-no-message",
};

/** Why there was no conversation; null when there was one, or may yet be. */
function incompleteWord(record: CallRecord): IncompleteWord | null {
  if (!isTerminal(record.lifecycle) || record.disposition === null) return null;
  return incompleteWords[record.disposition] ?? null;
}

function buildAnalysis(record: CallRecord, dialog: readonly VconDialog[]): VconAnalysis[] {
  const { facts, provider, turns } = record;
  const about = { dialog: allOf(dialog), vendor: provider || "unknown" };
  const analysis: VconAnalysis[] = [];
  if (facts.summary) {
    const text = { mediatype: "text/plain", encoding: "none", body: facts.summary } as const;
    analysis.push({ type: "summary", ...about, ...text });
  }
  if (facts.sentiment) {
    const text = { mediatype: "text/plain", encoding: "none", body: facts.sentiment } as const;
    analysis.push({ type: "sentiment", ...about, ...text });
  }
  if (turns.length > 0) {
    analysis.push({
      type: "transcript",
      ...about,
      schema: transcriptSchemaId,
      mediatype: "application/json",
      encoding: "json",
      body: {
        turns: turns.map(({ role, content, startMs, endMs }) => ({
          role,
          content,
          start_ms: startMs,
          end_ms: endMs,
        })),
      },
    });
  }
  return analysis;
}

function buildAttachments({ payload, receivedAt }: VcpSource, start: string): VconAttachment[] {
  if (payload === null) return [];
  return [
    {
      purpose: "provider_payload",
      start: writeDate(receivedAt) ?? start,
      party: keeper,
      dialog: 0,
      mediatype: "application/json",
      encoding: "json",
      body: elideBinaries(payload.data),
    },
  ];
}
