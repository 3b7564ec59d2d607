import type { CallChange, CallEffect } from "../calls/index.ts";
import { isTerminal } from "../lib/call.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { VoiceProvider } from "../providers/index.ts";
import type { Trx } from "../store/index.ts";
import {
  findSoundEvents,
  type RecordingSource,
  refuseRecordings,
  upsertSources,
} from "./recording.store.ts";

const hourMs = 3_600_000;
/** How long we try. Links that a provider signs are dead after its time (`opt_in_signed_url`: 24 h); the others may still come to life. */
const patienceMs: Readonly<Record<string, number>> = { retell: 24 * hourMs };
const patienceMsUsual = 72 * hourMs;

interface Needs {
  findProvider: (key: string) => VoiceProvider | undefined;
  /** Where a provider has the sound of a call that no link names; null where we could not get it. */
  keyedUrlOf: (scope: TenantScope, provider: string, providerCallId: string) => string | null;
  now: () => number;
}

/**
 * Notes for each call that is over where its recording is to be fetched from, in the transaction that tells of it; and, where consent was denied or revoked, that
 * there must be none.
 */
export function noteRecordings({ findProvider, keyedUrlOf, now }: Needs): CallEffect {
  const urlOf = (scope: TenantScope, { record }: CallChange, eventId: string | undefined) => {
    const { recordingUrl, startedAt } = record.facts;
    if (recordingUrl || eventId !== undefined) return recordingUrl ?? null;
    // Who was never connected said nothing.
    return startedAt == null ? null : keyedUrlOf(scope, record.provider, record.providerCallId);
  };
  return async (trx, scope, changes) => {
    const over = changes.filter(({ record }) => isTerminal(record.lifecycle));
    const refused = changes.flatMap(({ id, record }) => {
      const reason = refusalOf(record);
      return reason === null ? [] : [{ callId: id, reason }];
    });
    const events = await soundEvents(trx, scope, over, findProvider);
    const sources = over.flatMap((change) => {
      const eventId = events.get(change.id);
      return sourceOf(change, { eventId, url: urlOf(scope, change, eventId), now: now() });
    });
    const at = new Date(now());
    if (sources.length > 0) await upsertSources(trx, scope, sources, at);
    if (refused.length > 0) await refuseRecordings(trx, scope, refused, at);
  };
}

function refusalOf({ facts }: CallChange["record"]): string | null {
  const status = facts.consent?.status;
  return status === "denied" || status === "revoked" ? `consent-${status}` : null;
}

function sourceOf(
  { id, record }: CallChange,
  { eventId, url, now }: { eventId: string | undefined; url: string | null; now: number },
): RecordingSource[] {
  if (url === null && eventId === undefined) return [];
  return [
    {
      callId: id,
      provider: record.provider,
      sourceKey: url === null ? `event:${eventId}` : withoutSignature(url),
      url,
      eventId: url === null ? (eventId ?? null) : null,
      refusal: refusalOf(record),
      giveUpAt: new Date(now + (patienceMs[record.provider] ?? patienceMsUsual)),
    },
  ];
}

/** A link is signed in its query: the same recording has another one each time. */
function withoutSignature(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

/** For each call the event that holds its sound, the preferred kind before the others. */
async function soundEvents(
  trx: Trx,
  scope: TenantScope,
  changes: readonly CallChange[],
  findProvider: Needs["findProvider"],
): Promise<Map<string, string>> {
  const typesOf = (provider: string) => findProvider(provider)?.sound?.eventTypes ?? [];
  const asked = changes.filter(({ record }) => typesOf(record.provider).length > 0);
  const types = [...new Set(asked.flatMap(({ record }) => typesOf(record.provider)))];
  if (asked.length === 0) return new Map();
  const callIds = asked.map(({ id }) => id);
  const rows = await findSoundEvents(trx, scope, callIds, types);
  const ranked = rows.sort((a, b) => types.indexOf(b.event_type) - types.indexOf(a.event_type));
  return new Map(ranked.map((row) => [row.call_id, row.event_id]));
}
