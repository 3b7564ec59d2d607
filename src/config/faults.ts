/** What of the configuration is judged. Written out, for the schema itself asks for this judgement. */
interface Values {
  SERVICE_ENV: string;
  SECRET_KEY?: string | undefined;
  VOICELENS_OWNER_KEY?: string | undefined;
  METRICS_TOKEN?: string | undefined;
  PUBLIC_BACKEND_URL?: string | undefined;
  CORS_ORIGINS: readonly string[];
  DATABASE_URL?: string | undefined;
  DATABASE_READ_URL?: string | undefined;
  SSL_CERT_PATH?: string | undefined;
  SSL_KEY_PATH?: string | undefined;
}

const remedy = "(try: openssl rand -base64 48)";

/**
 * What is wrong with values that are each well-formed, one line per fault, by name and never by value.
 *
 * @param unread variables that were given but could not be read: they are not missing.
 */
export function faultsOf(config: Values, unread: ReadonlySet<string> = new Set()): string[] {
  const lines = [
    ...shortKey(config),
    ...halfCertificate(config, unread),
    ...strayReplica(config),
    ...oddOrigins(config),
  ];
  if (config.SERVICE_ENV !== "production") return lines;
  return [
    ...lines,
    ...weakKeys(config, unread),
    ...sharedKeys(config),
    ...openDoors(config),
    ...weakWebhookSecrets(config),
  ];
}

function shortKey({ SECRET_KEY }: Values): string[] {
  return SECRET_KEY !== undefined && SECRET_KEY.length < 32
    ? [`SECRET_KEY: must have at least 32 characters ${remedy}`]
    : [];
}

function halfCertificate(config: Values, unread: ReadonlySet<string>): string[] {
  const names = ["SSL_CERT_PATH", "SSL_KEY_PATH"] as const;
  const missing = names.filter((name) => config[name] === undefined && !unread.has(name));
  if (missing.length !== 1) return [];
  return [`${names.join(", ")}: are set together or not at all; ${missing[0]} is missing`];
}

function strayReplica({ DATABASE_URL, DATABASE_READ_URL }: Values): string[] {
  return DATABASE_READ_URL !== undefined && DATABASE_URL === undefined
    ? ["DATABASE_READ_URL: is a replica of the server that DATABASE_URL names, which is not set"]
    : [];
}

function oddOrigins({ CORS_ORIGINS }: Values): string[] {
  const odd = CORS_ORIGINS.filter((origin) => origin !== "*" && !isOrigin(origin));
  if (odd.length > 0) {
    return [
      "CORS_ORIGINS: each must be an origin as browsers send it, like https://app.example.com",
    ];
  }
  return CORS_ORIGINS.includes("*") && CORS_ORIGINS.length > 1
    ? ["CORS_ORIGINS: * stands alone, for it means every origin"]
    : [];
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function weakKeys(config: Values, unread: ReadonlySet<string>): string[] {
  if (config.SECRET_KEY === undefined && !unread.has("SECRET_KEY")) {
    return [`SECRET_KEY: is needed in production ${remedy}`, ...weakOnes(config)];
  }
  return weakOnes(config);
}

const ownKeys = ["SECRET_KEY", "VOICELENS_OWNER_KEY", "METRICS_TOKEN"] as const;

function weakOnes(config: Values): string[] {
  return ownKeys
    .filter((name) => isWeak(config[name] ?? ""))
    .map((name) => `${name}: is too regular to be a secret ${remedy}`);
}

/** One value for two purposes: whoever is given it for the one has the other too. */
function sharedKeys(config: Values): string[] {
  return ownKeys.flatMap((name, place) =>
    ownKeys
      .slice(place + 1)
      .filter((other) => config[name] !== undefined && config[name] === config[other])
      .map((other) => `${name}, ${other}: must differ from each other ${remedy}`),
  );
}

function openDoors({ PUBLIC_BACKEND_URL, CORS_ORIGINS }: Values): string[] {
  const lines: string[] = [];
  if (PUBLIC_BACKEND_URL !== undefined && !/^https:/i.test(PUBLIC_BACKEND_URL)) {
    lines.push("PUBLIC_BACKEND_URL: must be https in production: providers send callers' words");
  }
  if (CORS_ORIGINS.includes("*")) {
    lines.push("CORS_ORIGINS: * would let every page use the API; name the origins in production");
  }
  return lines;
}

function weakWebhookSecrets(config: Values): string[] {
  return Object.entries(config).flatMap(([name, values]) => {
    if (!name.startsWith("WEBHOOK_SECRET_") || !Array.isArray(values)) return [];
    const secrets = values as string[];
    if (secrets.some((secret) => secret.length < 12)) {
      return [`${name}: each secret must have at least 12 characters in production`];
    }
    return secrets.some(isPlaceholder) ? [`${name}: holds an example, not a secret`] : [];
  });
}

/** Fewer than ten different characters is no secret, whatever its length. An empty one is not set. */
export function isWeak(secret: string): boolean {
  return secret !== "" && (new Set(secret).size < 10 || isPlaceholder(secret));
}

/** Words of examples and templates: whoever reads the same page knows them. */
function isPlaceholder(secret: string): boolean {
  return (
    /^(?:secret|password|default|dev[-_]|test[-_]|demo[-_]|your[-_ ])/i.test(secret) ||
    /change[-_ ]?(?:me|this|it|in)|replace[-_ ]?(?:me|this|with)|placeholder|example|insecure|your[-_ ](?:secret|key|token)|0123456789|12345678|abcdefgh|(.)\1{5}/i.test(
      secret,
    )
  );
}
