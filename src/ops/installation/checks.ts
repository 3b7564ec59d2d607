import { type Finding, fail, pass, warn } from "../security/finding.ts";

const mib = 1024 * 1024;
const gib = 1024 * mib;

/** An amount for people. */
function amount(bytes: number): string {
  return bytes >= gib ? `${(bytes / gib).toFixed(1)} GiB` : `${Math.round(bytes / mib)} MiB`;
}

/** Signatures hold for minutes; the order of what happened hangs on both clocks. */
export function clockFinding(other: string, apartMs: number): Finding {
  const check = `clock against ${other}`;
  const detail = `${(Math.abs(apartMs) / 1000).toFixed(1)} s apart`;
  const next = "Let both machines keep their time (NTP): signatures and second factors need it.";
  if (Math.abs(apartMs) > 60_000) return fail(check, detail, next);
  return Math.abs(apartMs) > 5_000 ? warn(check, detail, next) : pass(check, detail);
}

/** @param watermark below this, webhooks are refused. */
export function diskFinding(freeBytes: number, watermark: number): Finding {
  const check = "disk of DATA_DIR";
  const detail = `${amount(freeBytes)} free; below ${amount(watermark)} webhooks are refused`;
  const next = "Make room, or move DATA_DIR to a larger disk.";
  if (freeBytes < watermark) return fail(check, detail, next);
  return freeBytes < watermark * 4 ? warn(check, detail, next) : pass(check, detail);
}

export interface Memory {
  freeBytes: number;
  totalBytes: number;
  usedByUs: number;
}

export function memoryFinding({ freeBytes, totalBytes, usedByUs }: Memory): Finding {
  const check = "memory";
  const detail = `${amount(freeBytes)} of ${amount(totalBytes)} free; we use ${amount(usedByUs)}`;
  const next = "Give this machine or container more memory, or move the database to a server.";
  if (freeBytes < 64 * mib) return fail(check, detail, next);
  return freeBytes < 256 * mib ? warn(check, detail, next) : pass(check, detail);
}

/** @param version as Node.js writes it, `v20.19.0`. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  return isEnough
    ? pass("Node.js", version)
    : fail("Node.js", version, "Install Node.js 20.19 or newer.");
}

/** @param version the server's number, 150004 for 15.4. */
export function databaseFinding(version: number, isEmbedded: boolean): Finding {
  const name = `${Math.floor(version / 10_000)}.${version % 10_000}`;
  const detail = `${name}, ${isEmbedded ? "embedded" : "a server"}`;
  const isKnown = version >= 150_000 && version < 190_000;
  return isKnown
    ? pass("PostgreSQL", detail)
    : warn("PostgreSQL", detail, "Versions 15 to 18 are tested: use one of them.");
}

export function schemaFinding(pending: readonly string[]): Finding {
  if (pending.length === 0) return pass("schema", "up to date");
  return fail("schema", `lacks ${pending.join(", ")}`, "Run: voicelens migrate up");
}

/** What the database says about the connections that we may open. */
export function poolFinding(connectionsMax: number, warnings: readonly string[]): Finding {
  const check = "database connections";
  const [warning] = warnings;
  if (warning !== undefined) {
    return fail(check, warning, "Do as said; count the connections of every replica.");
  }
  return pass(check, `room for the ${connectionsMax} that this process may open`);
}

/** @param memory the answer to `INFO memory`. */
export function redisFinding(memory: string): Finding {
  const check = "Redis policy";
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
  const next = "Set maxmemory-policy to noeviction, or to a volatile- policy, at the Redis server.";
  if (policy === undefined) return warn(check, "not told", next);
  return policy.startsWith("allkeys-")
    ? fail(check, `${policy} throws away what is still counted`, next)
    : pass(check, policy);
}

/** @param ms how long the answer took; null when none came. */
export function supplierFinding(name: string, ms: number | null): Finding {
  const check = `reach ${name}`;
  const next =
    "See whether this machine may open connections to it: firewall, proxy, name service.";
  if (ms === null) return fail(check, "no answer", next);
  const detail = `${Math.round(ms)} ms`;
  return ms > 3_000 ? warn(check, detail, next) : pass(check, detail);
}

export interface OwnAddress {
  /** PUBLIC_BACKEND_URL. */
  url: string | undefined;
  /** What `/health/live` answered there; null when nobody did. */
  answer: { status: number; isOurs: boolean } | null;
}

export function ownAddressFinding({ url, answer }: OwnAddress): Finding {
  const check = "PUBLIC_BACKEND_URL";
  if (url === undefined) {
    return warn(check, "not set", "Set it to the https address under which providers reach us.");
  }
  if (answer?.isOurs) return pass(check, "leads here, as seen from this machine");
  return fail(
    check,
    answer === null
      ? "nobody answers there"
      : `answers with status ${answer.status}, and not as we do`,
    "Let the name and the proxy in front lead to this server. Where only this machine cannot reach it, look from outside.",
  );
}
