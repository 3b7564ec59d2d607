import { expect, test } from "vitest";
import { readConfig } from "../config/index.ts";
import { providers } from "../providers/index.ts";
import { secretsOf, withDemoSecrets } from "./secrets.ts";
import { welcomeOf, welcomeText } from "./welcome.ts";

const started = { url: "http://localhost:8080", ownerKey: "vl_new", warnings: [] };
const welcome = (env: Record<string, string>) => welcomeOf(readConfig(env), started);

test("whoever starts the server learns address, new owner key, and every webhook URL in one column", () => {
  const text = welcomeText(welcome({}));
  expect(text).toContain("http://localhost:8080");
  expect(text).toContain("vl_new");
  const columns = text
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) => line.indexOf("http"));
  expect(columns).toHaveLength(providers.length);
  expect(new Set(columns).size).toBe(1);
});

test("a key that was made earlier is not spoken of", () => {
  const later = welcomeOf(readConfig({}), { ...started, ownerKey: null });
  expect(welcomeText(later)).not.toContain("Owner key");
});

test("providers without a secret are called unverified, in production refused", () => {
  const secret = "a-secret-of-retell";
  expect(welcomeText(welcome({ RETELL_API_KEY: secret }))).toMatch(
    /No secret is set for Vapi, .*accepted unverified/,
  );
  const production = welcomeText(
    welcome({ SERVICE_ENV: "production", SECRET_KEY: "zK4tq9Lm2XcV8bN1wRj7pYs3Hd6Gf0Aa" }),
  );
  expect(production).toMatch(/No secret is set for any provider: deliveries are refused/);
  expect(production).not.toContain("unverified");
});

test("webhook URLs are shown under the public address where there is one", () => {
  const { webhooks } = welcome({ PUBLIC_BACKEND_URL: "https://voice.example.com/" });
  expect(webhooks[0]?.url).toBe("https://voice.example.com/webhook/retell");
  expect(webhooks.at(-1)?.url).toBe("https://voice.example.com/vcp/ingest");
});

test("a demonstration signs for every provider, and leaves configured secrets alone", () => {
  const SECRET_KEY = "zK4tq9Lm2XcV8bN1wRj7pYs3Hd6Gf0Aa";
  const given = readConfig({ SECRET_KEY, OPENAI_WEBHOOK_SECRET: "whsec_b3BlbmFp" });
  const config = withDemoSecrets(given);
  expect(secretsOf(config, "openai_realtime")).toEqual(["whsec_b3BlbmFp"]);
  const secrets = providers.map(({ id }) => secretsOf(config, id)[0]);
  expect(new Set(secrets).size).toBe(providers.length);
  expect(secrets).not.toContain(undefined);
  expect(withDemoSecrets(given)).toEqual(config);
  expect(Object.isFrozen(config)).toBe(true);
});
