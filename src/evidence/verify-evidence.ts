import { compactVerify, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from "jose";
import { isEntryIntact } from "../audit/index.ts";
import { EvidencePack } from "./evidence.schema.ts";

/** One thing that was looked at. */
export interface EvidenceCheck {
  name: "form" | "signature" | "content" | "audit" | "recording";
  isOk: boolean;
  /** For people. */
  detail: string;
}

/** What became of verifying a pack. It holds only if every check does. */
export interface EvidenceVerdict {
  isOk: boolean;
  checks: EvidenceCheck[];
  /** Null unless the signature is right: what is not signed says nothing. */
  pack: EvidencePack | null;
}

/**
 * Verifies an evidence pack with nothing but public keys, and where it is given the hash of the recording. Never throws for what a pack holds.
 *
 * Only one spelling of a pack is accepted: otherwise the unused bits at the end of a signature could be changed unnoticed.
 */
export async function verifyEvidence(
  text: string,
  { keys, recordingSha256 }: { keys: JSONWebKeySet; recordingSha256?: string | undefined },
): Promise<EvidenceVerdict> {
  const checks: EvidenceCheck[] = [];
  const note = (name: EvidenceCheck["name"], isOk: boolean, detail: string) => {
    checks.push({ name, isOk, detail });
    return isOk;
  };
  const verdict = (pack: EvidencePack | null): EvidenceVerdict => ({
    isOk: checks.every(({ isOk }) => isOk),
    checks,
    pack,
  });
  if (!note("form", isCompactJws(text), "one compact JWS, spelled as it was issued")) {
    return verdict(null);
  }
  const payload = await verifySignature(text, keys);
  if (payload === null) {
    note("signature", false, "it is not the signature of any of the keys given");
    return verdict(null);
  }
  note("signature", true, `by the key ${decodeProtectedHeader(text).kid ?? ""}`);
  const parsed = EvidencePack.safeParse(payload);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    note("content", false, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
    return verdict(null);
  }
  const pack = parsed.data;
  note("content", true, `a vCon and ${pack.events.length} events of the call ${pack.call_id}`);
  const changed = changedEntries(pack);
  note(
    "audit",
    changed.length === 0,
    changed.length === 0
      ? `${pack.audit.entries.length} entries with the hashes that they had`
      : `entries that are not what they were: ${changed.join(", ")}`,
  );
  if (recordingSha256 !== undefined) {
    const isSame = pack.recording?.sha256 === recordingSha256;
    note("recording", isSame, isSame ? "is the one of the call" : "is not the one of the call");
  }
  return verdict(pack);
}

function isCompactJws(text: string): boolean {
  const parts = text.split(".");
  return (
    parts.length === 3 &&
    parts.every((part) => Buffer.from(part, "base64url").toString("base64url") === part)
  );
}

async function verifySignature(text: string, keys: JSONWebKeySet): Promise<unknown> {
  try {
    const { payload } = await compactVerify(text, createLocalJWKSet(keys), {
      algorithms: ["EdDSA"],
    });
    return JSON.parse(Buffer.from(payload).toString());
  } catch {
    return null;
  }
}

/** Each entry is hashed again, and must not be later than the chain's end. */
function changedEntries({ audit, tenant_id: tenantId }: EvidencePack): number[] {
  const bytes = (text: string) => Buffer.from(text, "hex");
  return audit.entries
    .filter((entry) => {
      const isKnown = audit.head !== null && entry.seq <= audit.head.seq;
      const isLast = entry.seq === audit.head?.seq;
      const restored = {
        ...entry,
        at: new Date(entry.at),
        payload_salt: entry.payload_salt === null ? null : bytes(entry.payload_salt),
        payload_hash: bytes(entry.payload_hash),
        previous_hash: bytes(entry.previous_hash),
        hash: bytes(entry.hash),
      };
      const isHead = !isLast || entry.hash === audit.head?.hash;
      return !(isKnown && isHead && isEntryIntact(restored, { tenantId }));
    })
    .map(({ seq }) => seq);
}
