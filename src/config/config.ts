import { Cron } from "croner";
import { z } from "zod";
import { readRetention, retentionDaysMin, retentionKinds } from "../lib/retention.ts";
import { faultsOf } from "./faults.ts";

const list = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  )
  .pipe(z.array(z.string()));

const RetentionChoice = z
  .string()
  .refine((text) => readRetention(text) !== null, "write kind=days, such as calls=365");
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);
/** Less than the whole. */
const share = (fallback: number) => z.coerce.number().gt(0).lt(1).default(fallback);
const secrets = (provider: string, note = "") =>
  list.default([]).meta({
    description: `Live webhook secrets of ${provider}, separated by commas; during a rotation name both.${note}`,
  });

const apiKey = (provider: string, note = "") =>
  z
    .string()
    .regex(/^[!-~]+$/, "is not a key")
    .optional()
    .meta({
      description: `Key of ${provider}'s API, with which calls and settings are read back for its default connection.${note}`,
    });
/** Under a name that may also hold several live webhook secrets: the first of them asks. */
const firstKey = (description: string) =>
  z
    .string()
    .transform((text) => text.split(",")[0]?.trim() ?? "")
    .pipe(z.string().regex(/^[!-~]+$/, "is not a key"))
    .optional()
    .meta({ description });
const apiUrl = (provider: string) =>
  z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ description: `Address of ${provider}'s API in place of its own.` });

const serviceUrl = (description: string) =>
  z
    .url({ protocol: /^https?$/ })
    .refine((text) => !/^\w+:\/\/[^/]*@/.test(text), "must not hold a user name or password")
    .optional()
    .meta({ description });
const serviceKey = (description: string) =>
  z
    .string()
    .regex(/^[!-~]+$/, "is not a key")
    .optional()
    .meta({ description });

/** In UTC. */
const schedule = z.string().refine(isCron, "is not a cron expression");

/** Every environment variable the server reads. `docs/configuration.md` and `.env.example` are printed from here. */
export const Env = z.object({
  SERVICE_ENV: z.enum(["development", "staging", "production"]).default("development").meta({
    description:
      "`production` binds all addresses, refuses to start without strong secrets or with an http address, and refuses providers whose secret is not set.",
  }),
  SERVICE_HOST: z.string().optional().meta({
    description: "Address to listen on. Left out: 127.0.0.1, in production 0.0.0.0.",
  }),
  SERVICE_PORT: z.coerce.number().int().min(0).max(65535).default(8080).meta({
    description: "Port to listen on; 0 takes a free one. `PORT` is read when this is not set.",
  }),
  SERVICE_ROLE: z.enum(["all", "api", "worker"]).default("all").meta({
    description:
      "`api` only accepts and answers, `worker` only folds events into calls, `all` does both.",
  }),
  DATA_DIR: z.string().default("./data").meta({
    description:
      "Folder of everything we keep outside a database server: the embedded PostgreSQL, large bodies, the generated secret key.",
  }),
  DATABASE_URL: z.string().optional().meta({
    description:
      "PostgreSQL (15 to 18) address. Left out, the PostgreSQL that comes with us runs on DATA_DIR.",
  }),
  DATABASE_POOL_SIZE: count(10).meta({
    description:
      "Connections for queries that stay open. Three more are for accepting webhooks, eight for work in the background and searches in calls, one for listening.",
  }),
  DATABASE_MAX_OVERFLOW: z.coerce.number().int().min(0).default(10).meta({
    description: "Connections for queries beyond the pool while it is busy; closed when idle.",
  }),
  DATABASE_READ_URL: z.string().optional().meta({
    description:
      "Address of a streaming replica of that server. Figures, statements, exports and searches in calls are read there while it has all that was written; as many connections as `DATABASE_POOL_SIZE`. Left out, all is read from `DATABASE_URL`.",
  }),
  RETENTION_DAYS: list
    .pipe(z.array(RetentionChoice))
    .default([])
    .meta({
      description: `After how many days data is removed, by kind, where a tenant has not chosen for itself: \`calls=365,events=90\`. Kinds: ${retentionKinds.join(", ")}; at least ${retentionDaysMin} days. Left out, everything is kept.`,
    }),
  SEARCH_MEMORY_MB: count(256).meta({
    description:
      "Memory for the indexes of knowledge bases, in MiB: 6 to 9 for 10,000 chunks. What is not used for longest is dropped and read again when asked for.",
  }),
  COLD_PATH_WORKERS: count(4).meta({
    description:
      "How many jobs of the memory each process does at a time in the background, such as bringing finished calls into it.",
  }),
  COLD_PATH_BATCH_SIZE: count(3).meta({
    description:
      "How many requests of 64 texts to the embedding service a job of the memory makes before others have their turn.",
  }),
  MAX_CONTEXT_TOKENS: count(32_000).meta({
    description:
      "Tokens of the whole prompt of a conversation that goes through `/v1/chat/completions`, or what the model takes, if that is less.",
  }),
  OFFLOAD_THRESHOLD: share(0.8).meta({
    description:
      "How full the window of a conversation gets before its oldest part leaves it. What left it is remembered and comes back when it is of use.",
  }),
  HYSTERESIS_THRESHOLD: share(0.7).meta({
    description:
      "Below this share of the window its oldest part leaves again at OFFLOAD_THRESHOLD; above it, only after it grew by a tenth.",
  }),
  TARGET_AFTER_RELIEF: share(0.6).meta({
    description:
      "How full the window is afterwards. TARGET_AFTER_RELIEF is less than HYSTERESIS_THRESHOLD, and that is no more than OFFLOAD_THRESHOLD.",
  }),
  ECHO_GUARD_ENABLED: z.stringbool().default(true).meta({
    description:
      "Whether a model that says again what it said before in a conversation, or says nothing, is asked once more. Not where the user wants to hear it again.",
  }),
  BOREDOM_DETECTION_ENABLED: z.stringbool().default(true).meta({
    description:
      "Whether a model is told when a conversation goes in circles: three answers that are alike, without a tool's result or anything new in between.",
  }),
  CACHE_TTL_SECONDS: z.coerce.number().int().min(0).max(86_400).default(300).meta({
    description:
      "How long answers of knowledge searches may be given again while nothing they depend on has changed; 0 keeps none. At most 50 MiB in each process, and in Redis where REDIS_URL is set.",
  }),
  SECRET_KEY: z.string().optional().meta({
    description:
      "Encrypts what is stored encrypted (raw bodies): at least 32 characters. Left out outside production, one is generated into DATA_DIR.",
  }),
  SECRET_KEY_PREVIOUS: list.default([]).meta({
    description:
      "Former secret keys, separated by commas: what they sealed still opens. After `voicelens secrets reencrypt` they can go.",
  }),
  VOICELENS_OWNER_KEY: z.string().min(32, "must have at least 32 characters").optional().meta({
    description: "Fixes the owner's API key. Left out, one is generated and printed once.",
  }),
  PUBLIC_BACKEND_URL: z.url().optional().meta({
    description:
      "The address under which providers reach us, for webhook URLs and Twilio's signature. Left out, Twilio's is tried with the request's host over http and https.",
  }),
  TRUSTED_PROXIES: list.default([]).meta({
    description:
      "Addresses and CIDR ranges of our own proxies. Only they are believed about the client's address and scheme.",
  }),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description:
        "Identity provider (OpenID Connect) through which people sign in: its issuer address, under which `/.well-known/openid-configuration` lies.",
    }),
  OIDC_CLIENT_ID: z.string().optional().meta({
    description:
      "What the identity provider calls us. It must know the redirect address `<PUBLIC_BACKEND_URL>/api/v1/session/oidc/callback`.",
  }),
  OIDC_CLIENT_SECRET: z.string().optional().meta({
    description: "The secret that the identity provider gave us.",
  }),
  OIDC_NAME: z.string().max(60).default("single sign-on").meta({
    description: "What the button on the sign-in page calls the identity provider.",
  }),
  CORS_ORIGINS: list.default([]).meta({
    description:
      "Origins whose pages may use the API from a browser, separated by commas, such as `https://app.example.com`. The session cookie does not travel to us from other sites, so their pages send an API key. `*` lets every page ask, outside production only. Left out: none.",
  }),
  SSL_CERT_PATH: z.string().optional().meta({
    description:
      "File with our certificate and those above it (PEM). With SSL_KEY_PATH the server speaks https itself, and takes up a renewed certificate within a minute.",
  }),
  SSL_KEY_PATH: z.string().optional().meta({
    description: "File with the certificate's private key (PEM).",
  }),
  WEBHOOK_SECRET_RETELL: secrets(
    "Retell",
    " It is the API key with the webhook badge; alias `RETELL_API_KEY`.",
  ),
  WEBHOOK_SECRET_VAPI: secrets("Vapi"),
  WEBHOOK_SECRET_ELEVENLABS: secrets("ElevenLabs"),
  WEBHOOK_SECRET_OPENAI: secrets(
    "OpenAI",
    " Aliases `OPENAI_WEBHOOK_SECRET`, `WEBHOOK_SECRET_OPENAI_REALTIME`.",
  ),
  WEBHOOK_SECRET_ASSISTABLE: secrets("Assistable"),
  WEBHOOK_SECRET_BLAND: secrets("Bland"),
  WEBHOOK_SECRET_TWILIO: secrets("Twilio", " It is the auth token; alias `TWILIO_AUTH_TOKEN`."),
  WEBHOOK_SECRET_VCP: secrets("whoever posts VCP messages"),
  RETELL_API_KEY: firstKey(
    "Key of Retell's API, with which calls and settings are read back for its default connection. While `WEBHOOK_SECRET_RETELL` is not set it is also the webhook secret; of several, separated by commas, the first asks.",
  ),
  VAPI_API_KEY: apiKey("Vapi", " It is the private key."),
  ELEVENLABS_API_KEY: apiKey("ElevenLabs"),
  TWILIO_ACCOUNT_SID: apiKey("Twilio").meta({
    description: "The Twilio account whose calls are read back, `AC…`.",
  }),
  TWILIO_AUTH_TOKEN: firstKey(
    "Auth token of the Twilio account. While `WEBHOOK_SECRET_TWILIO` is not set it also proves webhooks; of several, separated by commas, the first asks.",
  ),
  BLAND_API_KEY: apiKey("Bland"),
  ASSISTABLE_API_KEY: apiKey("Assistable"),
  ASSISTABLE_SUBACCOUNT_ID: apiKey("Assistable").meta({
    description: "The Assistable sub-account, where the key knows several.",
  }),
  RETELL_API_URL: apiUrl("Retell"),
  VAPI_API_URL: apiUrl("Vapi"),
  ELEVENLABS_API_URL: apiUrl("ElevenLabs"),
  TWILIO_API_URL: apiUrl("Twilio"),
  BLAND_API_URL: apiUrl("Bland"),
  ASSISTABLE_API_URL: apiUrl("Assistable"),
  OPENAI_API_KEY: z
    .string()
    .regex(/^[!-~]+$/, "is not a key")
    .optional()
    .meta({
      description:
        "Key of the OpenAI project that takes calls. With it we listen to the calls of the default connection on their own sockets, which is the only place where OpenAI tells transcript, use and end.",
    }),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description:
        "Address of OpenAI's API in place of its own, with its version: `https://api.openai.com/v1`.",
    }),
  EMBEDDING_BASE_URL: serviceUrl(
    "Address of an embedding service that answers as OpenAI's does, with its version: `http://127.0.0.1:11434/v1`. Left out, `OPENAI_BASE_URL` or OpenAI's own. With it or a key, documents are searched by meaning, too.",
  ),
  EMBEDDING_API_KEY: serviceKey(
    "Key of the embedding service. Left out, it is asked with `OPENAI_API_KEY`, where that is set.",
  ),
  EMBEDDING_MODEL: z.string().min(1).max(200).default("text-embedding-3-small").meta({
    description:
      "The embedding model. Another one's vectors are made beside those that are searched, which go when it is complete.",
  }),
  EMBEDDING_DIMENSIONS: z.coerce.number().int().min(1).max(4096).default(1536).meta({
    description:
      "How many numbers each of the model's vectors has. OpenAI's `text-embedding-3` models make them as long as wished; other models have a length of their own, to be named here.",
  }),
  LLM_BASE_URL: serviceUrl(
    "Address of a model that answers as OpenAI's chat completions do, with its version: `http://127.0.0.1:11434/v1`. Left out, `OPENAI_BASE_URL` or OpenAI's own. Without it and without a key, a model that says back what it is told stands in.",
  ),
  LLM_API_KEY: serviceKey(
    "Key of the model. Left out, it is asked with `OPENAI_API_KEY`, where that is set and `LLM_BASE_URL` is not.",
  ),
  LLM_MODEL: z.string().min(1).max(200).default("gpt-4o-mini").meta({
    description: "The model that answers when a client names none of its own.",
  }),
  LLM_MODEL_MAP: list
    .pipe(z.array(z.string().regex(/^[^=]+=[^=]+$/, "is not a name=model")))
    .default([])
    .meta({
      description:
        "Further models, separated by commas: what clients call each, and what the endpoint does: `fast=gpt-4o-mini,careful=gpt-4o`.",
    }),
  LLM_FALLBACK_BASE_URL: serviceUrl(
    "Address of a second model, asked when the first fails before its first word.",
  ),
  LLM_FALLBACK_API_KEY: serviceKey("Key of the second model."),
  LLM_FALLBACK_MODEL: z.string().min(1).max(200).optional().meta({
    description: "What the second endpoint calls its model. Left out, the name the first one has.",
  }),
  QDRANT_URL: serviceUrl(
    "Qdrant server that keeps the vectors of chunks, such as `http://127.0.0.1:6333`. Left out with `WEAVIATE_URL`: in PostgreSQL where an administrator set up the extension pgvector, otherwise in memory.",
  ),
  QDRANT_API_KEY: serviceKey("Key of the Qdrant server."),
  WEAVIATE_URL: serviceUrl(
    "Weaviate server that keeps the vectors of chunks, such as `http://127.0.0.1:8080`; not asked when `QDRANT_URL` is set.",
  ),
  WEAVIATE_API_KEY: serviceKey("Key of the Weaviate server."),
  VAPI_ASSISTANT_ID: z.string().optional().meta({
    description: "The Vapi assistant that takes inbound calls for which Vapi asks us.",
  }),
  WEBHOOK_BODY_LIMIT_BYTES: z.coerce.number().int().positive().optional().meta({
    description: "Largest webhook body. Left out: 1 MiB, 32 MiB for providers that send audio.",
  }),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .meta({
      description:
        "Redis address. Replicas then count rate limits together, wake each other when calls change and share answers of searches (sealed). Left out, or while it does not answer, each process does so alone, and the database wakes.",
    }),
  ALLOWED_WEBHOOK_IPS: list.default([]).meta({
    description:
      "Addresses and CIDR ranges from which deliveries without proof of origin are accepted; `published` stands for the addresses that each provider publishes, where it does. Left out: any. Verified deliveries are accepted from anywhere.",
  }),
  GEOCODER_URL: z.url().optional().meta({
    description:
      "A search that finds addresses and answers as Nominatim does, such as `https://geocoder.example.com/search`. Callers' addresses are sent there. Left out, whether an address is delivered to cannot be told.",
  }),
  OUTBOUND_ALLOW: list.default([]).meta({
    description:
      "Addresses and CIDR ranges, on any port, to which URLs that tenants and providers name may lead although they are not public. Left out, such URLs only lead to the open internet, on ports 80 and 443. URLs set here in the environment are not checked.",
  }),
  RATE_LIMIT_PER_MINUTE: count(6000).meta({
    description:
      "Requests in any 60 seconds of one address that is not signed in or whose deliveries cannot be verified, and of one API key or user.",
  }),
  RATE_LIMIT_BURST: count(1000).meta({ description: "How many of them in any one second." }),
  RATE_LIMIT_WEBHOOKS_PER_MINUTE: count(600_000).meta({
    description:
      "Verified deliveries in any 60 seconds of one tenant and provider, for each process; a twentieth of them in any one second. Beyond it they are told to come again, so that one tenant's flood is not everybody's.",
  }),
  LOG_LEVEL: z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(["trace", "debug", "info", "warning", "warn", "error", "fatal", "silent"]))
    .transform((level) => (level === "warning" ? "warn" : level))
    .default("info")
    .meta({ description: "DEBUG, INFO, WARNING or ERROR." }),
  LOG_FORMAT: z.enum(["json", "text"]).optional().meta({
    description: "`json` or `text`. Left out: text on a terminal, JSON otherwise.",
  }),
  ALERT_WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description:
        'Where alerts of all tenants are posted as `{"text": …}`, as Slack\'s incoming webhooks take it.',
    }),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .meta({
      description:
        "Mail server by which alerts are sent, such as `smtp://user:password@mail.example.com:587?from=alerts@example.com`; `smtps://` where it begins with TLS.",
    }),
  HEARTBEAT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description:
        "Asked once a minute while calls can come in and alert rules are looked at, so that a service outside notices when we fall silent.",
    }),
  OTEL_EXPORTER_OTLP_ENDPOINT: serviceUrl(
    "Address of a collector that takes traces by OTLP over HTTP, such as `http://127.0.0.1:4318`; `/v1/traces` is added. Headers that it asks for are read from `OTEL_EXPORTER_OTLP_HEADERS`. Left out, nothing is traced.",
  ),
  BACKUP_URL: z.string().min(1).optional().meta({
    description:
      "Where backups go: a folder, or `s3://bucket/prefix`. Left out: `backups` in DATA_DIR, which is lost together with it.",
  }),
  BACKUP_SCHEDULE: schedule.optional().meta({
    description:
      "When backups are made, as a cron expression in UTC: `0 2 * * *` is every night at two. Left out: only when somebody asks.",
  }),
  RESTORE_DRILL_SCHEDULE: schedule.optional().meta({
    description:
      "When the newest backup is restored for trial to a scratch folder in DATA_DIR and compared, as a cron expression in UTC: `0 4 * * 0` is on Sundays at four. Left out: only when somebody asks.",
  }),
  BACKUP_KEY: z.string().min(16, "must have at least 16 characters").optional().meta({
    description:
      "Encrypts backups. Keep it where they are not: without it they cannot be restored. Left out, backups are not encrypted, though what is stored encrypted stays so in them.",
  }),
  BACKUP_KEEP_DAYS: count(30).meta({
    description: "After how many days scheduled backups make room.",
  }),
  BACKUP_KEEP_LAST: count(7).meta({
    description: "How many good backups are kept whatever their age.",
  }),
  S3_ENDPOINT: serviceUrl(
    "Address of a service that speaks S3, for `s3://` addresses. Left out: Amazon's own of S3_REGION.",
  ),
  S3_REGION: z
    .string()
    .regex(/^[\w-]+$/)
    .default("us-east-1")
    .meta({
      description: "Region of the S3 service.",
    }),
  S3_ACCESS_KEY_ID: serviceKey("Id of the key for the S3 service."),
  S3_SECRET_ACCESS_KEY: serviceKey("Secret of the key for the S3 service."),
  METRICS_TOKEN: z.string().min(16).optional().meta({
    description:
      "Bearer token for /metrics and health details from other machines. Left out, only loopback may read them.",
  }),
});
export type Config = Readonly<z.infer<typeof Env>>;

/** Old and foreign names, read when the name on the left is not set. */
export const aliases: Readonly<Record<string, readonly string[]>> = {
  SERVICE_PORT: ["PORT"],
  SERVICE_HOST: ["HOST"],
  WEBHOOK_SECRET_RETELL: ["RETELL_API_KEY"],
  WEBHOOK_SECRET_OPENAI: ["WEBHOOK_SECRET_OPENAI_REALTIME", "OPENAI_WEBHOOK_SECRET"],
  WEBHOOK_SECRET_TWILIO: ["TWILIO_AUTH_TOKEN"],
  LLM_BASE_URL: ["VICW_LLM_BASE_URL"],
  LLM_API_KEY: ["VICW_LLM_API_KEY"],
  LLM_MODEL: ["VICW_LLM_MODEL"],
};

/** A configuration that cannot be used. The message names variables, never their values. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Reads the environment once, at start. Reports every wrong variable at once, never its value. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given: Record<string, string> = {};
  for (const name of Object.keys(Env.shape)) {
    const value = [name, ...(aliases[name] ?? [])].map((key) => env[key]).find((v) => v);
    if (value !== undefined) given[name] = value;
  }
  const parsed = Env.safeParse(given);
  const issues = parsed.success ? [] : parsed.error.issues;
  for (const { path } of issues) delete given[String(path[0])];
  // What could be read is judged too, so that nobody mends one fault only to meet the next.
  const config = Env.parse(given);
  const lines = [
    ...issues.map((issue) => `${issue.path[0]?.toString()}: ${issue.message}`),
    ...faultsOf(config, new Set(issues.map(({ path }) => String(path[0])))),
    ...ofIdentityProvider(config),
    ...ofWindow(config),
  ];
  if (lines.length === 0) return Object.freeze(config);
  throw new ConfigError(`The configuration is not valid:\n  ${lines.join("\n  ")}`);
}

/** In any other order a window would be relieved at every message, or never. */
function ofWindow(config: z.infer<typeof Env>): string[] {
  const { TARGET_AFTER_RELIEF: target, HYSTERESIS_THRESHOLD: hysteresis } = config;
  if (target < hysteresis && hysteresis <= config.OFFLOAD_THRESHOLD) return [];
  return [
    "TARGET_AFTER_RELIEF: must be less than HYSTERESIS_THRESHOLD, which must not be above OFFLOAD_THRESHOLD",
  ];
}

/** An identity provider is named whole or not at all. */
function ofIdentityProvider(config: z.infer<typeof Env>): string[] {
  const names = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
  const missing = names.filter((name) => config[name] === undefined);
  if (missing.length === names.length) return [];
  const lines = missing.map(
    (name) => `${name}: is needed for signing in through an identity provider`,
  );
  if (config.SERVICE_ENV === "production" && config.OIDC_ISSUER?.startsWith("http:")) {
    lines.push("OIDC_ISSUER: must be https in production: it says who somebody is");
  }
  return lines;
}

function isCron(text: string): boolean {
  try {
    return new Cron(text, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}
