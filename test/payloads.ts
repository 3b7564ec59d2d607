import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createRandom } from "../src/lib/random.ts";
import { type Scenario, scenarios, simulators, writeScript } from "../src/providers/index.ts";

/** One webhook body as its provider would send it. */
export interface Payload {
  provider: string;
  name: string;
  contentType: string;
  body: string;
}

const sourceFolder = resolve(import.meta.dirname, "..", "src");
const json = "application/json";
const form = "application/x-www-form-urlencoded";

/** Every committed fixture of every provider, VCP messages among them. */
export const fixtures: readonly Payload[] = [
  ...[...simulators.keys()].flatMap((provider) =>
    read(provider, join(sourceFolder, "providers", provider, "fixtures")),
  ),
  ...read("vcp", join(sourceFolder, "vcp", "fixtures")),
];

function read(provider: string, folder: string): Payload[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return provider === "twilio"
        ? { provider, name, contentType: form, body: encodeForm(JSON.parse(text)) }
        : { provider, name, contentType: json, body: text };
    });
}

/** One fixture by name. */
export function fixture(provider: string, name: string): Payload {
  const found = fixtures.find((each) => each.provider === provider && each.name === name);
  if (found === undefined) throw new Error(`no fixture ${provider}/${name}`);
  return found;
}

export function encodeForm(fields: Record<string, string>): string {
  return new URLSearchParams(fields).toString();
}

/** A simulated call of a provider, in the order in which it would be sent. */
export function simulatedCall(provider: string, scenario: Scenario, seed: number): Payload[] {
  const simulator = simulators.get(provider);
  if (simulator === undefined) throw new Error(`no simulator for ${provider}`);
  const random = createRandom(seed);
  const script = writeScript(random, { scenario });
  return simulator
    .simulate(script, random, Date.UTC(2026, 10, 20, 12))
    .deliveries.map(({ body, contentType }, index) => ({
      provider,
      name: `${scenario}-${seed}-${index}`,
      contentType,
      body,
    }));
}

/** Every provider that can be simulated, with every kind of call. */
export const simulations: ReadonlyArray<readonly [provider: string, scenario: Scenario]> = [
  ...simulators.keys(),
].flatMap((provider) => scenarios.map((scenario) => [provider, scenario] as const));
