import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { createVoiceLens, type VoiceLens, type VoiceLensNeeds } from "../src/app.ts";
import { type Config, readConfig } from "../src/config/index.ts";
import { createSecretBox } from "../src/guard/index.ts";
import type { ConnectionLimits, KeyPair } from "../src/http/index.ts";
import { sha256Hex } from "../src/lib/signature.ts";
import { type Logger, redacting, type Tracing } from "../src/observe/index.ts";
import { markMoved } from "../src/ops/index.ts";
import { findProvider, providers, simulators } from "../src/providers/index.ts";
import { type Database, openDatabase } from "../src/store/index.ts";
import { secretContext } from "../src/tenants/connection-secrets.ts";
import { at } from "./at.ts";
import { leaveDatabase, takeDatabase } from "./databases.ts";
import { refuseLeaks, secretsIn } from "./leaks.ts";

/** The secret of every provider in a world that has secrets. */
export const worldSecret = "whsec_dGVzdC1zZWNyZXQtb2YtdGhlLXdvcmxkLTAwMDE=";
export const worldSecretKey = "key-of-the-world-Zq8nR2vXb6LmY0cJ5hPd3sGf";
/** What commands on the server's machine prove themselves with. */
export const commandToken = "command-token-of-the-world-Hd3sGfJ5hPk9";
export const ownerKey = "owner-key-of-the-world-w7TgBq41xVnKd9RcYm2Lp";

const secretVariables = [
  "RETELL",
  "VAPI",
  "ELEVENLABS",
  "OPENAI",
  "ASSISTABLE",
  "BLAND",
  "TWILIO",
  "VCP",
].map((name) => `WEBHOOK_SECRET_${name}`);

export interface World extends AsyncDisposable {
  readonly app: VoiceLens;
  readonly db: Database;
  readonly config: Config;
  /** What was logged, as one text. At its end a world fails the test that gave a secret or a caller's number to the log, even where it was taken out. */
  logged(): string;
  /** The clock of the product; tests move it. */
  clock: { now: number };
  /** A fresh connection to the world's database as its administrator, past every policy. Ends with the world. */
  administrator(): Promise<pg.Client>;
  /** Posts a body as the provider would, signed unless told otherwise. */
  deliver(
    provider: string,
    body: string | Buffer | object,
    options?: DeliverOptions,
  ): Promise<{ statusCode: number; body: string; headers: Record<string, unknown> }>;
  /** Folds everything that was accepted. */
  settle(): Promise<void>;
  /** Calls the API as the owner, or with another key; `null` sends none. */
  api(
    method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE",
    url: string,
    payload?: object,
    key?: string | null,
  ): Promise<Answer>;
  /** Where the database is, for a world that is opened on it again. */
  readonly place: Place;
}

/** A database with the folder that belongs to it. */
export interface Place {
  name: string;
  dataDir: string;
}

export interface WorldOptions {
  env?: Record<string, string>;
  hasSecrets?: boolean;
  isStarted?: boolean;
  liveHeartbeatMs?: number;
  /** How long a provider may take over all that the doctor asks of it. */
  providerPatienceMs?: number;
  /** How long a model may take: tests are in a hurry. */
  modelPatience?: VoiceLensNeeds["modelPatience"];
  /** How long listening to calls takes: tests are in a hurry. */
  sidebandPace?: VoiceLensNeeds["sidebandPace"];
  /** Where browsers reach the product, when it is asked over a socket. */
  baseUrl?: () => string;
  /** Other limits for connections, so that a test need not wait as long as a slow sender may. */
  limits?: Partial<ConnectionLimits>;
  /** Where the world tells its traces. */
  tracing?: Tracing;
  /** With a certificate the world speaks https where it listens. */
  certificate?: KeyPair;
  /** The product starts on the database of another world, which keeps it: as after a restart with other settings. */
  on?: World;
  /** Further tenants, each with a key ({@link keyOf}) and a connection for every provider ({@link connectionOf}). */
  tenants?: readonly string[];
  /** Leaves the further tenants' connections without the secret that they otherwise have. */
  areTenantsBare?: boolean;
}

/** The API key of a further tenant. */
export function keyOf(tenantId: string): string {
  return `key-of-${tenantId}-0123456789abcdef0123456789`;
}

/** The connection of a further tenant for a provider. */
export function connectionOf(tenantId: string, provider: string): string {
  return `con_${tenantId}_${provider}`;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
type Answer = { status: number; json: any; headers: Record<string, unknown> };

export interface DeliverOptions {
  isSigned?: boolean;
  secret?: string;
  contentType?: string;
  headers?: Record<string, string>;
  path?: string;
  remoteAddress?: string;
}

/** Pauses pass at once. */
function passingClock() {
  let at = Date.now();
  return {
    now: () => at,
    wait: async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      at += ms;
    },
  };
}

/** A whole product on a database of its own. Folding happens when asked for, so that tests decide the moment. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const cluster = inject("cluster");
  const place = options.on?.place ?? (await createPlace());
  const { name, dataDir } = place;
  const login = at(cluster.login, name);
  const administrators: pg.Client[] = [];
  const connectAsAdministrator = async () => {
    const client = new pg.Client(at(cluster.administrator, name));
    await client.connect();
    administrators.push(client);
    return client;
  };
  const hasTenantSecrets = options.hasSecrets !== false && options.areTenantsBare !== true;
  if (options.tenants !== undefined) {
    await addTenants(connectAsAdministrator, options.tenants, hasTenantSecrets);
  }
  const secrets =
    options.hasSecrets === false
      ? {}
      : Object.fromEntries(secretVariables.map((variable) => [variable, worldSecret]));
  const config = readConfig({
    DATA_DIR: dataDir,
    VOICELENS_OWNER_KEY: ownerKey,
    PUBLIC_BACKEND_URL: "https://voicelens.example.com",
    SECRET_KEY: worldSecretKey,
    LOG_LEVEL: "debug",
    ...secrets,
    ...options.env,
  });
  const given: string[] = [];
  const lines: string[] = [];
  const log = both(collectingLogger(given), redacting(collectingLogger(lines)));
  const db = openDatabase(login, { queries: 8, ingest: 3 }, log.warn);
  const clock = { now: Date.now() };
  const app = await createVoiceLens({
    config,
    db,
    log,
    secretKey: config.SECRET_KEY ?? "",
    version: "0.0.0-test",
    packageFolder: resolve(import.meta.dirname, ".."),
    commandToken,
    baseUrl: options.baseUrl ?? (() => "https://voicelens.example.com"),
    now: () => clock.now,
    providerClock: passingClock(),
    movable: {
      source: at(cluster.administrator, name),
      isProduction: true,
      connectionsMax: 12,
      mark: (target) => markMoved(dataDir, target),
      retire: async () => undefined,
    },
    certificate: options.certificate,
    ...(options.providerPatienceMs === undefined
      ? {}
      : { providerPatienceMs: options.providerPatienceMs }),
    ...(options.tracing === undefined ? {} : { tracing: options.tracing }),
    modelPatience: options.modelPatience,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.sidebandPace === undefined ? {} : { sidebandPace: options.sidebandPace }),
    ...(options.liveHeartbeatMs === undefined ? {} : { liveHeartbeatMs: options.liveHeartbeatMs }),
  });
  await app.ensureOwner();
  await app.http.ready();
  if (options.isStarted) app.start();
  return {
    app,
    db,
    config,
    clock,
    logged: () => lines.join("\n"),
    place,
    administrator: connectAsAdministrator,
    deliver: (provider, body, how = {}) => deliver(app, clock, provider, body, how),
    settle: async () => {
      await app.stored();
      await app.projector.drain();
    },
    api: async (method, url, payload, key = ownerKey) => {
      const answer = await app.http.inject({
        method,
        url,
        headers: key === null ? {} : { authorization: `Bearer ${key}` },
        ...(payload === undefined ? {} : { payload }),
      });
      const isJson = /(?<!nd)json/.test(String(answer.headers["content-type"]));
      return {
        status: answer.statusCode,
        json: isJson ? JSON.parse(answer.body) : answer.body,
        headers: answer.headers,
      };
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await db.close();
      await Promise.all(administrators.map((client) => client.end()));
      if (options.on === undefined) {
        rmSync(dataDir, { recursive: true, force: true });
        leaveDatabase(name);
      }
      // What the product gave to its log, before anything was taken out: redaction is not to be leant on.
      refuseLeaks(given, [
        worldSecret,
        worldSecretKey,
        ownerKey,
        commandToken,
        ...(options.tenants ?? []).map(keyOf),
        ...secretsIn({ ...secrets, ...options.env }),
      ]);
    },
  };
}

/** A database with nothing in it but what migrations wrote, and an empty folder. */
async function createPlace(): Promise<Place> {
  return {
    name: await takeDatabase(),
    dataDir: mkdtempSync(join(tmpdir(), "voicelens-world-")),
  };
}

async function addTenants(
  connect: () => Promise<pg.Client>,
  tenants: readonly string[],
  hasSecrets: boolean,
) {
  const box = createSecretBox(worldSecretKey, "secrets");
  const client = await connect();
  for (const id of tenants) {
    await client.query("insert into tenants (tenant_id, name, slug) values ($1, $1, $1)", [id]);
    await client.query(
      `insert into api_keys (tenant_id, id, name, role, key_hash)
          values ($1, 'key_' || $1, 'test', 'owner', sha256($2::bytea))`,
      [id, Buffer.from(keyOf(id))],
    );
    for (const provider of providers) {
      await client.query(
        "insert into connections (tenant_id, id, provider, name) values ($1, $2, $3, $3)",
        [id, connectionOf(id, provider.id), provider.id],
      );
      if (!hasSecrets) continue;
      const place = {
        tenant_id: id,
        connection_id: connectionOf(id, provider.id),
        purpose: "webhook",
      };
      await client.query(
        `insert into connection_secrets (tenant_id, id, connection_id, purpose, sealed, last_four, created_by)
          values ($1, 'sec_' || $2::text, $2, 'webhook', $3, '', 'system')`,
        [id, place.connection_id, box.seal(Buffer.from(worldSecret), secretContext(place))],
      );
    }
  }
}

async function deliver(
  app: VoiceLens,
  clock: { now: number },
  key: string,
  body: string | Buffer | object,
  options: DeliverOptions,
) {
  const provider = findProvider(key);
  if (provider === undefined) throw new Error(`no provider ${key}`);
  const isForm = provider.id === "twilio";
  const contentType =
    options.contentType ?? (isForm ? "application/x-www-form-urlencoded" : "application/json");
  const payload = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === "string" ? body : encode(body, isForm));
  const path = options.path ?? (provider.id === "vcp" ? "/vcp/ingest" : `/webhook/${key}`);
  const signature =
    options.isSigned === false
      ? {}
      : signed(provider.id, payload, contentType, path, clock.now, options.secret ?? worldSecret);
  const answer = await app.http.inject({
    method: "POST",
    url: path,
    headers: { "content-type": contentType, ...signature, ...options.headers },
    payload,
    ...(options.remoteAddress === undefined ? {} : { remoteAddress: options.remoteAddress }),
  });
  await app.stored();
  return { statusCode: answer.statusCode, body: answer.body, headers: answer.headers };
}

function signed(
  provider: string,
  body: Buffer,
  contentType: string,
  path: string,
  at: number,
  secret: string,
): Record<string, string> {
  if (provider === "vcp") return { authorization: `Bearer ${secret}` };
  const simulator = simulators.get(provider);
  if (simulator === undefined) throw new Error(`no simulator for ${provider}`);
  const url = `https://voicelens.example.com${path}`;
  // The same body again is a redelivery.
  const deliveryId = `msg_${sha256Hex(body).slice(0, 24)}`;
  return simulator.sign({ body, contentType, url, at, secret, deliveryId });
}

function encode(body: object, isForm: boolean): string {
  return isForm
    ? new URLSearchParams(body as Record<string, string>).toString()
    : JSON.stringify(body);
}

function both(first: Logger, second: Logger): Logger {
  const at = (level: keyof Logger) => (fields: object, message: string) => {
    first[level](fields, message);
    second[level](fields, message);
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

function collectingLogger(lines: string[]): Logger {
  const at = (level: string) => (fields: object, message: string) => {
    lines.push(JSON.stringify({ level, message, ...fields }));
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
