import { hkdfSync } from "node:crypto";
import { z } from "zod";
import { hmac, isEqualConstantTime } from "../lib/signature.ts";

const LinkContent = z.object({
  /** Tenant. */
  t: z.string(),
  /** Call. */
  c: z.string(),
  /** Which recording: a link does not lead to a later one. */
  s: z.string(),
  /** Who asked for it. */
  a: z.string(),
  /** Seconds since 1970. */
  e: z.number().int(),
});

/** What a link opens, and until when. */
export interface RecordingLink {
  tenantId: string;
  callId: string;
  sha256: string;
  actor: string;
  expiresAt: number;
}

/**
 * Links that prove by themselves what they open: whoever has one may hear one recording of one tenant for some minutes, and needs no key (an audio element has none to send).
 */
export function createRecordingLinks(secretKeys: readonly string[]) {
  const keys = secretKeys.map((key) =>
    Buffer.from(hkdfSync("sha256", key, "voicelens", "recording-links", 32)),
  );
  const [present] = keys;
  if (present === undefined) throw new Error("links need a key");
  const sign = (key: Buffer, content: string) => hmac("sha256", key, content).toString("base64url");
  return {
    write({ tenantId, callId, sha256, actor, expiresAt }: RecordingLink): string {
      const e = Math.floor(expiresAt / 1000);
      const text = JSON.stringify({ t: tenantId, c: callId, s: sha256.slice(0, 16), a: actor, e });
      const content = Buffer.from(text).toString("base64url");
      return `${content}.${sign(present, content)}`;
    },
    /** Null for what is no link of ours, and for one whose time is over. */
    read(token: string, now: number): RecordingLink | null {
      const [content = "", signature = "", ...more] = token.split(".");
      const isOurs = keys.some((key) => isEqualConstantTime(signature, sign(key, content)));
      if (!isOurs || more.length > 0) return null;
      const { t, c, s, a, e } = LinkContent.parse(
        JSON.parse(Buffer.from(content, "base64url").toString()),
      );
      if (now >= e * 1000) return null;
      return { tenantId: t, callId: c, sha256: s, actor: a, expiresAt: e * 1000 };
    },
  };
}
