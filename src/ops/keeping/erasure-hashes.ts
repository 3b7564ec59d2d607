import { createHmac, hkdfSync } from "node:crypto";
import type { ErasureSubject } from "../../store/index.ts";

/** Names who was erased so that whoever knows them can tell, and nobody else. */
export interface ErasureHashes {
  /** With the present secret key. */
  of(tenantId: string, subject: ErasureSubject): string;
  /** With every key there was: the list is older than the last change of keys. */
  all(tenantId: string, subject: ErasureSubject): string[];
}

export function createErasureHashes(secretKeys: readonly string[]): ErasureHashes {
  const keys = secretKeys.map((secretKey) =>
    Buffer.from(hkdfSync("sha256", secretKey, "voicelens", "erasure-list", 32)),
  );
  const all: ErasureHashes["all"] = (tenantId, subject) => {
    const words = [tenantId, subject.kind, subject.kind === "caller" ? subject.number : ""];
    return keys.map((key) => createHmac("sha256", key).update(JSON.stringify(words)).digest("hex"));
  };
  return { all, of: (tenantId, subject) => all(tenantId, subject)[0] ?? "" };
}
