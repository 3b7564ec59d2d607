import { readdirSync, readFileSync, readlinkSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { type Finding, fail, pass, warn } from "./finding.ts";

/** Whether others on this machine can read what must stay ours, or change what we rely on. */
export function checkFiles(dataDir: string, keyPath: string | undefined): Finding[] {
  // Windows has no such modes.
  if (process.platform === "win32") return [];
  return [
    folderMode(dataDir),
    ...[
      join(dataDir, "secret.key"),
      join(dataDir, "run.json"),
      ...(keyPath ? [keyPath] : []),
    ].flatMap(privateMode),
  ];
}

function folderMode(path: string): Finding {
  const check = "data folder";
  const stats = lookAt(path);
  if (stats === null) return pass(check, "not there yet");
  if ((stats.mode & 0o022) === 0) return pass(check, "only we may write it");
  return fail(check, `others may write ${path}`, `chmod go-w ${path}`);
}

function privateMode(path: string): Finding[] {
  const stats = lookAt(path);
  if (stats === null) return [];
  const check = `file ${path.split("/").at(-1)}`;
  if ((stats.mode & 0o077) === 0) return [pass(check, "only we may read it")];
  return [fail(check, `others may read or write ${path}`, `chmod 600 ${path}`)];
}

function lookAt(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

/** The addresses on which a process takes connections; null where the system does not tell (only Linux does, about our own). */
export function listeningOn(pid: number): string[] | null {
  try {
    const inodes = new Set(
      readdirSync(`/proc/${pid}/fd`).map((fd) => /^socket:\[(\d+)\]$/.exec(linkOf(pid, fd))?.[1]),
    );
    return ["tcp", "tcp6"].flatMap((table) =>
      readFileSync(`/proc/${pid}/net/${table}`, "utf8")
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter(([, , , state, , , , , , inode]) => state === "0A" && inodes.has(inode))
        .map(([, local = ""]) => addressOf(local)),
    );
  } catch {
    return null;
  }
}

function linkOf(pid: number, fd: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`);
  } catch {
    return "";
  }
}

/** The kernel writes addresses as words in the machine's own order (little-endian wherever we run), and the port after them. */
export function addressOf(local: string): string {
  const [words = "", port = "0"] = local.split(":");
  const bytes = (words.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)),
  );
  return `${hostOf(bytes)}:${Number.parseInt(port, 16)}`;
}

function hostOf(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join(".");
  // An IPv4 address that is written as IPv6.
  if (/^(?:0,){10}255,255,/.test(bytes.join())) return bytes.slice(12).join(".");
  const groups = bytes.flatMap((byte, place) =>
    place % 2 === 0 ? [(byte * 256 + (bytes[place + 1] ?? 0)).toString(16)] : [],
  );
  return `[${groups
    .join(":")
    .replace(/^(?:0:){7}(?=[01]$)/, "::")
    .replace(/^::0$/, "::")}]`;
}

/** Outside production a server takes deliveries unverified and commands over http: it belongs on this machine only. */
export function checkBinding(addresses: readonly string[], isProduction: boolean): Finding {
  const check = "addresses listened on";
  const shown = addresses.join(", ") || "none";
  const open = addresses.filter((address) => !/^(?:127\.|\[::1\])/.test(address));
  if (open.length === 0 || isProduction) return pass(check, shown);
  return fail(
    check,
    `${open.join(", ")} can be reached from other machines`,
    "Set SERVICE_ENV=production, or leave SERVICE_HOST out.",
  );
}

/** The server takes connections on one port; the embedded database has a socket file instead. */
export function checkPorts(addresses: readonly string[]): Finding {
  const check = "ports";
  const ports = new Set(addresses.map((address) => address.split(":").at(-1)));
  if (ports.size <= 1) return pass(check, [...ports].join(", ") || "none");
  return warn(
    check,
    `${[...ports].join(", ")} are open`,
    "Only one is needed: see what opened the others.",
  );
}
