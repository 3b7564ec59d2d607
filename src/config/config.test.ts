import { expect, test } from "vitest";
import { readConfig } from "./index.ts";

const strong = "kX9-vT2q_Lm4ZsR7bN1wYc8HdE5uJ0aP";

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

test("production refuses weak secrets and takes strong ones", () => {
  const production = (more: Record<string, string>) => () =>
    readConfig({ SERVICE_ENV: "production", ...more });
  expect(production({})).toThrow(/SECRET_KEY: is needed/);
  expect(production({ SECRET_KEY: "short" })).toThrow(/at least 32/);
  expect(production({ SECRET_KEY: "a".repeat(40) })).toThrow(/too regular/);
  expect(production({ SECRET_KEY: `change-me-${strong}` })).toThrow(/too regular/);
  const many = production({
    SECRET_KEY: "short",
    VOICELENS_OWNER_KEY: "1".repeat(40),
    METRICS_TOKEN: "secret".repeat(4),
    PUBLIC_BACKEND_URL: "http://voicelens.example.com",
  });
  for (const name of ["SECRET_KEY", "VOICELENS_OWNER_KEY", "METRICS_TOKEN", "PUBLIC_BACKEND_URL"]) {
    expect(many).toThrow(new RegExp(`${name}: `));
  }
  expect(production({ SECRET_KEY: strong, WEBHOOK_SECRET_VAPI: "short" })).toThrow(
    /WEBHOOK_SECRET_VAPI/,
  );
  expect(production({ SECRET_KEY: strong })).not.toThrow();
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
