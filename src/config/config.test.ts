import fc from "fast-check";
import { expect, test } from "vitest";
import { isWeak } from "./faults.ts";
import { readConfig } from "./index.ts";

const strong = "kX9-vT2q_Lm4ZsR7bN1wYc8HdE5uJ0aP";

/** The lines of the refusal; none when the configuration is accepted. */
function faultLines(env: Record<string, string | undefined>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n  ").slice(1);
  }
}

test("nothing needs to be set, and nothing can be changed afterwards", () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    SERVICE_PORT: 8080,
    DATA_DIR: "./data",
    SERVICE_ENV: "development",
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test("several secrets are separated by commas, and other names are read where ours is not set", () => {
  expect(readConfig({ WEBHOOK_SECRET_RETELL: " one, two ,,three" }).WEBHOOK_SECRET_RETELL).toEqual([
    "one",
    "two",
    "three",
  ]);
  const aliased = {
    RETELL_API_KEY: "a",
    TWILIO_AUTH_TOKEN: "b",
    OPENAI_WEBHOOK_SECRET: "c",
    PORT: "9",
  };
  expect(readConfig(aliased)).toMatchObject({
    WEBHOOK_SECRET_RETELL: ["a"],
    WEBHOOK_SECRET_TWILIO: ["b"],
    WEBHOOK_SECRET_OPENAI: ["c"],
    SERVICE_PORT: 9,
  });
  expect(readConfig({ ...aliased, WEBHOOK_SECRET_RETELL: "ours" }).WEBHOOK_SECRET_RETELL).toEqual([
    "ours",
  ]);
});

test("every wrong variable is told at once, by name, never by value", () => {
  const wrong = {
    SERVICE_PORT: "hush-1",
    VOICELENS_OWNER_KEY: "hush-2",
    PUBLIC_BACKEND_URL: "hush-3",
    LOG_LEVEL: "hush-4",
  };
  const attempt = () => readConfig(wrong);
  for (const name of Object.keys(wrong)) expect(attempt).toThrow(name);
  expect(attempt).not.toThrow(/hush/);
});

const production = { SERVICE_ENV: "production", SECRET_KEY: strong };

/** One fault each, and the line that tells it. */
const faults: ReadonlyArray<[env: Record<string, string | undefined>, line: RegExp]> = [
  [{ SECRET_KEY: undefined }, /^SECRET_KEY: is needed/],
  [{ SECRET_KEY: "short" }, /^SECRET_KEY: must have at least 32/],
  [{ SECRET_KEY: "a".repeat(40) }, /^SECRET_KEY: is too regular/],
  [{ SECRET_KEY: `change-me-${strong}` }, /^SECRET_KEY: is too regular/],
  [{ SECRET_KEY: `dev-secret-key-${strong}` }, /^SECRET_KEY: is too regular/],
  [{ SECRET_KEY: `${strong}-replace-with-yours` }, /^SECRET_KEY: is too regular/],
  [{ VOICELENS_OWNER_KEY: "short" }, /^VOICELENS_OWNER_KEY: must have at least 32/],
  [{ VOICELENS_OWNER_KEY: "1".repeat(40) }, /^VOICELENS_OWNER_KEY: is too regular/],
  [{ VOICELENS_OWNER_KEY: strong }, /^SECRET_KEY, VOICELENS_OWNER_KEY: must differ/],
  [{ METRICS_TOKEN: "secret".repeat(4) }, /^METRICS_TOKEN: is too regular/],
  [{ METRICS_TOKEN: strong }, /^SECRET_KEY, METRICS_TOKEN: must differ/],
  [{ PUBLIC_BACKEND_URL: "http://voicelens.example.com" }, /^PUBLIC_BACKEND_URL: must be https/],
  [{ CORS_ORIGINS: "*" }, /^CORS_ORIGINS: \* would let every page/],
  [{ CORS_ORIGINS: "*,https://app.example.com" }, /^CORS_ORIGINS: \* stands alone/],
  [{ CORS_ORIGINS: "https://app.example.com/" }, /^CORS_ORIGINS: each must be an origin/],
  [{ CORS_ORIGINS: "dashboard.example.org" }, /^CORS_ORIGINS: each must be an origin/],
  [{ SSL_CERT_PATH: "/tls/a.pem" }, /^SSL_CERT_PATH, SSL_KEY_PATH: .*SSL_KEY_PATH is missing/],
  [{ SSL_KEY_PATH: "/tls/a.pem" }, /^SSL_CERT_PATH, SSL_KEY_PATH: .*SSL_CERT_PATH is missing/],
  [{ DATABASE_READ_URL: "postgresql://db.example.com/v" }, /^DATABASE_READ_URL: .*DATABASE_URL/],
  [{ WEBHOOK_SECRET_VAPI: "short" }, /^WEBHOOK_SECRET_VAPI: each secret must have/],
  [{ WEBHOOK_SECRET_VAPI: `${strong},your-vapi-secret` }, /^WEBHOOK_SECRET_VAPI: holds an example/],
];

test.each(faults)("production refuses %o", (env, line) => {
  const lines = faultLines({ ...production, ...env });
  expect(lines).toContainEqual(expect.stringMatching(line));
  for (const value of Object.values(env)) {
    if (value !== undefined && value.length > 1) expect(lines.join("\n")).not.toContain(value);
  }
});

test("production tells every fault at once, those of form and those of judgement", () => {
  const lines = faultLines({
    SERVICE_ENV: "production",
    SERVICE_PORT: "many",
    SECRET_KEY: "short",
    VOICELENS_OWNER_KEY: "1".repeat(40),
    METRICS_TOKEN: "secret".repeat(4),
    PUBLIC_BACKEND_URL: "http://voicelens.example.com",
    CORS_ORIGINS: "*",
    SSL_CERT_PATH: "/tls/a.pem",
    WEBHOOK_SECRET_TWILIO: "short",
  });
  for (const name of [
    "SERVICE_PORT",
    "SECRET_KEY",
    "VOICELENS_OWNER_KEY",
    "METRICS_TOKEN",
    "PUBLIC_BACKEND_URL",
    "CORS_ORIGINS",
    "SSL_CERT_PATH",
    "WEBHOOK_SECRET_TWILIO",
  ]) {
    expect(lines.filter((line) => line.startsWith(name))).not.toEqual([]);
  }
});

test("production takes strong secrets, an https address and named origins", () => {
  const config = readConfig({
    ...production,
    VOICELENS_OWNER_KEY: [...strong].reverse().join(""),
    PUBLIC_BACKEND_URL: "HTTPS://voicelens.example.com",
    CORS_ORIGINS: "https://app.example.com, http://localhost:3000",
    WEBHOOK_SECRET_VAPI: "q8Nf2-Lw0-Tz",
  });
  expect(config.CORS_ORIGINS).toEqual(["https://app.example.com", "http://localhost:3000"]);
});

test("outside production any origin may be let in", () => {
  expect(readConfig({ CORS_ORIGINS: "*" }).CORS_ORIGINS).toEqual(["*"]);
});

test("a generated secret is never taken for an example", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 48 }), (bytes) => {
      fc.pre(new Set(bytes).size > 24);
      expect(isWeak(Buffer.from(bytes).toString("base64url"))).toBe(false);
    }),
  );
});

test("a window is emptied further than where it is armed again, and that lies below its threshold", () => {
  const order = /TARGET_AFTER_RELIEF: must be less than HYSTERESIS_THRESHOLD/;
  expect(() => readConfig({ TARGET_AFTER_RELIEF: "0.7" })).toThrow(order);
  expect(() => readConfig({ HYSTERESIS_THRESHOLD: "0.85" })).toThrow(order);
  expect(() => readConfig({ OFFLOAD_THRESHOLD: "1" })).toThrow("OFFLOAD_THRESHOLD");
  const conservative = { OFFLOAD_THRESHOLD: "0.9", HYSTERESIS_THRESHOLD: "0.8" };
  expect(readConfig({ ...conservative, TARGET_AFTER_RELIEF: "0.7" }).TARGET_AFTER_RELIEF).toBe(0.7);
});

test("an empty variable is as good as none", () => {
  expect(readConfig({ SERVICE_PORT: "", WEBHOOK_SECRET_VAPI: "", DATABASE_URL: "" })).toEqual(
    readConfig({}),
  );
});

test("an identity provider is named whole or not at all, and by https in production", () => {
  const whole = {
    OIDC_ISSUER: "http://id.example.com",
    OIDC_CLIENT_ID: "voicelens",
    OIDC_CLIENT_SECRET: "hush-1",
  };
  expect(readConfig(whole)).toMatchObject({ ...whole, OIDC_NAME: "single sign-on" });
  for (const name of Object.keys(whole)) {
    expect(() => readConfig({ ...whole, [name]: undefined })).toThrow(`${name}: is needed`);
  }
  expect(() => readConfig({ ...whole, OIDC_ISSUER: "ftp://id.example.com" })).toThrow(
    "OIDC_ISSUER",
  );
  const production = { SERVICE_ENV: "production", SECRET_KEY: strong };
  expect(() => readConfig({ ...production, ...whole })).toThrow(/OIDC_ISSUER: must be https/);
  const safe = { ...production, ...whole, OIDC_ISSUER: "https://id.example.com" };
  expect(readConfig(safe).OIDC_ISSUER).toBe("https://id.example.com");
});
