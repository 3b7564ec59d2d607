import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { createVoiceLens, type VoiceLens } from "./app.ts";
import { type Config, ConfigError } from "./config/index.ts";
import { readSecretKey } from "./guard/index.ts";
import {
  type Certificate,
  type CertificateFiles,
  createCertificateWatch,
  readCertificate,
} from "./http/index.ts";
import { createLogger, type Logger, openTracing } from "./observe/index.ts";
import { markMoved, refuseMoved } from "./ops/index.ts";
import { packageFolder, version } from "./package.ts";
import {
  type Database,
  type Engine,
  giveWay,
  type MigrationStatus,
  openDatabase,
  prepareDatabase,
  readMigrationStatus,
  startEngine,
} from "./store/index.ts";

/** A product that is open: for serving, or for one command. */
export interface Opened {
  app: VoiceLens;
  db: Database;
  log: Logger;
  /** What the operator should know of. */
  warnings: string[];
  /** Lets commands on this machine in. */
  commandToken: string;
  close(): Promise<void>;
}

/**
 * Opens everything but the door: the embedded engine or the server named, the schema, the product.
 * @throws ConfigError or EngineError with a sentence for the operator.
 */
export async function open(
  config: Config,
  baseUrl: () => string,
  certificate?: Certificate,
): Promise<Opened> {
  const format = config.LOG_FORMAT ?? (process.stdout.isTTY ? "text" : "json");
  const tracing = await openTracing({ endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT, version });
  const log = createLogger({ level: config.LOG_LEVEL, format, fields: tracing.logFields });
  const isProduction = config.SERVICE_ENV === "production";
  makeFolder(config.DATA_DIR);
  const secretKey = readSecretKey(config.DATA_DIR, config.SECRET_KEY);
  const undo: Array<() => Promise<void>> = [() => tracing.close()];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { login, administrator, engine } = await findDatabase(config, log);
    if (engine !== undefined) undo.push(() => engine.stop());
    const sizes = {
      queries: config.DATABASE_POOL_SIZE,
      overflow: config.DATABASE_MAX_OVERFLOW,
      ingest: 3,
      background: { connections: 8, onProcess: engine && giveWay },
    };
    // One more listens for changes.
    const connectionsMax =
      sizes.queries + sizes.overflow + sizes.ingest + sizes.background.connections + 1;
    const { warnings } = await prepareDatabase(login, {
      isProduction,
      connectionsMax,
      ...(administrator === undefined ? {} : { administrator }),
    });
    const db = openDatabase(login, sizes, (fields, message) => log.warn(fields, message));
    undo.push(() => db.close());
    if (config.DATABASE_READ_URL !== undefined) {
      db.readFrom({ connectionString: config.DATABASE_READ_URL }, Date.now);
    }
    const commandToken = randomBytes(32).toString("base64url");
    const app = await createVoiceLens({
      config,
      db,
      log,
      secretKey,
      version,
      tracing,
      packageFolder,
      commandToken,
      baseUrl,
      ...(engine === undefined
        ? {}
        : {
            movable: {
              source: { ...engine.superuser, database: login.database },
              isProduction,
              connectionsMax,
              mark: (target) => markMoved(config.DATA_DIR, target),
              retire: () => engine.stop(),
            },
          }),
      certificate,
    });
    undo.push(() => app.close());
    return { app, db, log, warnings, commandToken, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new ConfigError(
      `The data folder ${resolve(folder)} cannot be made. Set DATA_DIR to one that this user may write.`,
      { cause: error },
    );
  }
}

async function findDatabase(config: Config, log: Logger) {
  if (config.DATABASE_URL !== undefined) {
    return { login: { connectionString: config.DATABASE_URL } };
  }
  refuseMoved(config.DATA_DIR);
  const engine: Engine = await startEngine({
    dataDir: resolve(config.DATA_DIR),
    log: (fields, message) => log.warn(fields, message),
  });
  engine.onExit(({ isFinal }) => {
    log.error({ final: isFinal }, "the database engine ended unasked");
    if (isFinal) process.kill(process.pid, "SIGTERM");
  });
  engine.onRestart(() => log.warn({}, "the database engine serves again"));
  const { superuser } = engine;
  const password = randomBytes(24).toString("base64url");
  const login = { ...superuser, user: "voicelens", password, database: "voicelens" };
  return { login, administrator: superuser, engine };
}

/** Which steps of the schema the database has and which it lacks. Starts the embedded engine for it where that is used, and changes nothing. */
export async function readSchema(config: Config): Promise<MigrationStatus> {
  const log = createLogger({ level: config.LOG_LEVEL, format: "json" });
  makeFolder(config.DATA_DIR);
  const { login, administrator, engine } = await findDatabase(config, log);
  try {
    // The embedded database is read as its administrator: our own user may not be there yet.
    return administrator === undefined
      ? await readMigrationStatus(login, { isMadeByUs: false })
      : await readMigrationStatus(
          { ...administrator, database: login.database },
          { isMadeByUs: true },
        );
  } finally {
    await engine?.stop();
  }
}

/** Opens the product and serves it until asked to stop. Resolves with what to tell the operator. */
export async function serve(config: Config): Promise<{
  opened: Opened;
  url: string;
  newOwnerKey: string | null;
  stop: () => Promise<void>;
}> {
  const isProduction = config.SERVICE_ENV === "production";
  const host = config.SERVICE_HOST ?? (isProduction ? "0.0.0.0" : "127.0.0.1");
  const files = certificateFiles(config);
  const certificate = files === undefined ? undefined : readCertificate(files, Date.now());
  const scheme = certificate === undefined ? "http" : "https";
  let url = "";
  const baseUrl = () => config.PUBLIC_BACKEND_URL?.replace(/\/$/, "") ?? url;
  const opened = await open(config, baseUrl, certificate);
  try {
    const newOwnerKey = await opened.app.ensureOwner();
    await listen(opened.app, host, config.SERVICE_PORT);
    const { port } = opened.app.http.server.address() as AddressInfo;
    const name = host === "0.0.0.0" || host === "::" || host === "127.0.0.1" ? "localhost" : host;
    url = `${scheme}://${name.includes(":") ? `[${name}]` : name}:${port}`;
    opened.app.start();
    if (config.SERVICE_ROLE === "worker") await giveWay(process.pid);
    const runFile = join(config.DATA_DIR, "run.json");
    const address = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
    const announce = (fingerprint: string | undefined) =>
      writeRunFile(runFile, {
        address: `${scheme}://${address.includes(":") ? `[${address}]` : address}:${port}`,
        token: opened.commandToken,
        pid: process.pid,
        certificate_sha256: fingerprint,
      });
    announce(certificate?.fingerprint);
    const renewal = watchCertificate(opened, files, certificate, announce);
    const stop = async () => {
      clearInterval(renewal);
      rmSync(runFile, { force: true });
      await opened.close();
    };
    return { opened, url, newOwnerKey, stop };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function certificateFiles(config: Config): CertificateFiles | undefined {
  const { SSL_CERT_PATH: certPath, SSL_KEY_PATH: keyPath } = config;
  return certPath === undefined || keyPath === undefined ? undefined : { certPath, keyPath };
}

const renewalLookMs = 30_000;

/** Certificates are renewed on the disk, by programs that know nothing of us. */
function watchCertificate(
  { app, log }: Opened,
  files: CertificateFiles | undefined,
  current: Certificate | undefined,
  announce: (fingerprint: string) => void,
): NodeJS.Timeout | undefined {
  if (files === undefined || current === undefined) return undefined;
  const { look } = createCertificateWatch({
    files,
    server: app.http.server,
    current,
    log,
    now: Date.now,
    onRenewed: ({ fingerprint }) => announce(fingerprint),
  });
  return setInterval(look, renewalLookMs).unref();
}

async function listen(app: VoiceLens, host: string, port: number): Promise<void> {
  try {
    await app.http.listen({ host, port, backlog: 4096 });
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === "EADDRINUSE") {
      throw new ConfigError(
        `Port ${port} is taken by another program. Stop it, or set SERVICE_PORT to another.`,
      );
    }
    if (code === "EACCES" || code === "EADDRNOTAVAIL") {
      throw new ConfigError(`This machine does not let us listen on ${host}:${port} (${code}).`);
    }
    throw error;
  }
}

function writeRunFile(path: string, content: object): void {
  rmSync(path, { force: true });
  writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
  chmodSync(path, 0o600);
}
