import { randomBytes } from "node:crypto";
import { statfs } from "node:fs/promises";
import { freemem, totalmem } from "node:os";
import { sql } from "kysely";
import type { FileStore } from "../../files/index.ts";
import type { Outgoing } from "../../guard/index.ts";
import {
  asWorker,
  connectionWarnings,
  type Database,
  readMigrationStatus,
} from "../../store/index.ts";
import { freeBytesMin } from "../disk.ts";
import { type Finding, fail, pass, warn } from "../security/finding.ts";
import type { Supplier } from "../suppliers.ts";
import {
  clockFinding,
  databaseFinding,
  diskFinding,
  memoryFinding,
  nodeFinding,
  ownAddressFinding,
  poolFinding,
  redisFinding,
  schemaFinding,
  supplierFinding,
} from "./checks.ts";

export interface InstallationNeeds {
  db: Database;
  isEmbedded: boolean;
  connectionsMax: number;
  dataDir: string;
  files: FileStore;
  publicUrl: string | undefined;
  /** Undefined where no Redis is used. */
  redis: { info(section: "memory"): Promise<string> } | undefined;
  suppliers: () => readonly Supplier[];
  ask: Outgoing["toOperator"];
}

/** Looks at the machine, the database and everybody whom we depend on. What cannot be looked at is a finding too. */
export async function examineInstallation(needs: InstallationNeeds): Promise<Finding[]> {
  const looks: ReadonlyArray<readonly [check: string, look: () => Promise<Finding[]>]> = [
    ["Node.js", async () => [nodeFinding(process.version), memory()]],
    ["disk of DATA_DIR", () => disk(needs.dataDir)],
    ["file store", () => fileStore(needs.files)],
    ["PostgreSQL", () => database(needs)],
    ["schema", async () => [schemaFinding(await pendingSteps(needs.db))]],
    ["database connections", () => pool(needs)],
    ["Redis policy", () => redis(needs.redis)],
    ["PUBLIC_BACKEND_URL", () => ownAddress(needs)],
    ["suppliers", () => suppliers(needs)],
  ];
  const found = await Promise.all(
    looks.map(([check, look]) =>
      look().catch(() => [
        fail(
          check,
          "could not be looked at",
          "See the server's log, and whether it answers at all.",
        ),
      ]),
    ),
  );
  return found.flat();
}

/** In a container its limit counts, not the machine. */
function memory(): Finding {
  const machine = totalmem();
  const limit = process.constrainedMemory();
  const isLimited = limit > 0 && limit < machine;
  const usedByUs = process.memoryUsage().rss;
  return memoryFinding({
    totalBytes: isLimited ? limit : machine,
    freeBytes: isLimited ? Math.min(limit - usedByUs, freemem()) : freemem(),
    usedByUs,
  });
}

async function disk(folder: string): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(folder);
  return [diskFinding(bavail * bsize, freeBytesMin)];
}

async function fileStore(files: FileStore): Promise<Finding[]> {
  const content = randomBytes(32);
  const ref = await files.put(content);
  const isSame = content.equals(await files.get(ref));
  await files.remove(ref);
  const check = "file store";
  return [
    isSame
      ? pass(check, "writes and reads")
      : fail(check, "gives back something else than was written", "Look at the disk of DATA_DIR."),
  ];
}

async function database({ db, isEmbedded }: InstallationNeeds): Promise<Finding[]> {
  const before = Date.now();
  const { rows } = await asWorker(db, (trx) =>
    sql<{
      at: number;
      version: number;
    }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as at,
      current_setting('server_version_num')::int as version`.execute(trx),
  );
  const [row] = rows;
  if (row === undefined) return [];
  // The answer was made somewhere between asking and hearing it.
  const middle = (before + Date.now()) / 2;
  return [databaseFinding(row.version, isEmbedded), clockFinding("the database", row.at - middle)];
}

async function pendingSteps(db: Database): Promise<string[]> {
  const { pending } = await readMigrationStatus(db.options, { isMadeByUs: false });
  return pending;
}

async function pool({ db, connectionsMax }: InstallationNeeds): Promise<Finding[]> {
  return [poolFinding(connectionsMax, await connectionWarnings(db.options, connectionsMax))];
}

async function redis(server: InstallationNeeds["redis"]): Promise<Finding[]> {
  if (server === undefined) return [pass("Redis policy", "no Redis is used")];
  const memory = await server.info("memory").catch(() => null);
  if (memory !== null) return [redisFinding(memory)];
  const next = "See whether REDIS_URL is right and the server runs.";
  return [warn("Redis", "does not answer; each process counts alone", next)];
}

async function ownAddress({ publicUrl: url, ask }: InstallationNeeds): Promise<Finding[]> {
  if (url === undefined) return [ownAddressFinding({ url, answer: null })];
  const answer = await ask(`${url.replace(/\/$/, "")}/health/live`).then(
    async (response) => ({
      status: response.status,
      isOurs: response.ok && /^\{"status":"ok"\}$/.test(await response.text()),
    }),
    () => null,
  );
  return [ownAddressFinding({ url, answer })];
}

const isWeb = ({ url }: Supplier) => /^https?:/.test(url);

/** Any answer will do: nobody is asked for anything, and no key is sent. The first clock that is told is compared with ours. */
async function suppliers({ suppliers: list, ask }: InstallationNeeds): Promise<Finding[]> {
  const asked = await Promise.all(
    list()
      .filter(isWeb)
      .map(async ({ name, url }) => {
        const began = performance.now();
        const response = await ask(url).catch(() => null);
        const ms = response === null ? null : performance.now() - began;
        const theirs = Date.parse(response?.headers.get("date") ?? "");
        return { name, finding: supplierFinding(name, ms), apartMs: theirs - Date.now() };
      }),
  );
  const told = asked.find(({ apartMs }) => !Number.isNaN(apartMs));
  return [
    ...asked.map(({ finding }) => finding),
    ...(told === undefined ? [] : [clockFinding(told.name, told.apartMs)]),
  ];
}
