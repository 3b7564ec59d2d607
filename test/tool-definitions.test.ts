import type { LlmResponse } from "retell-sdk/resources/llm";
import { expect, test } from "vitest";
import { liveScripts } from "../src/providers/index.ts";
import { addBuiltIn, addLocation, askAs, wednesdayNoon } from "./callers.ts";
import { connectionOf, createWorld, keyOf, type World, worldSecret } from "./world.ts";

const key = keyOf("ten_a");
const base = "https://voicelens.example.com";
type Definition = Record<string, unknown>;
interface Defined {
  name: string;
  url: string;
  definition: Definition;
}

async function define(world: World, provider: string, connection?: string) {
  const query = new URLSearchParams({ provider, ...(connection && { connection }) });
  const { status, json } = await world.api(
    "GET",
    `/api/v1/tools/definitions?${query}`,
    undefined,
    key,
  );
  expect([provider, status]).toEqual([provider, 200]);
  const named = (name: string): Defined =>
    json.data.find((one: Defined) => one.name === name) ?? { name, url: "", definition: {} };
  return { json, named };
}

test("each provider is told the tools in its own words, with the tenant's names and no secret, and where they say calls are answered", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  world.clock.now = wednesdayNoon;
  const { id, path } = await addLocation(world, { name: "Main Street" }, key);
  await world.api("POST", `${path}/categories`, { name: "Pizza", position: 0 }, key);
  await world.api("POST", `${path}/categories`, { name: "Pasta", position: 1 }, key);
  await addBuiltIn(world, "items_and_prices", {}, { key });
  await addBuiltIn(world, "opening_hours", {}, { key });
  const destinations = [{ number: "+12125550111", name: "Kitchen" }];
  await addBuiltIn(world, "transfer", { destinations }, { key });
  const { status } = await world.api(
    "POST",
    "/api/v1/tools",
    {
      ...{ kind: "http", name: "book", description: "Books a table." },
      parameters: {
        type: "object",
        properties: {
          day: { type: "string", description: "Which day." },
          guests: { type: ["integer", "null"] },
          wishes: { type: "array", items: { type: "string", enum: ["window", "quiet"] } },
        },
        required: ["day"],
      },
      ...{ url: "https://crm.example.com/book", headers: { "x-api-key": "k-crm-123456" } },
    },
    key,
  );
  expect(status).toBe(201);

  const vapi = await define(world, "vapi");
  const vapiUrl = `${base}/webhook/vapi/${connectionOf("ten_a", "vapi")}`;
  expect(vapi.named("book").definition).toEqual({
    ...{ type: "function", async: false },
    function: {
      ...{ name: "book", description: "Books a table." },
      parameters: expect.objectContaining({ type: "object", required: ["day"] }),
    },
    server: { url: vapiUrl, timeoutSeconds: 20, credentialId: expect.stringMatching(/^<.*>$/) },
  });
  const items = JSON.stringify(vapi.named("items_and_prices").definition);
  expect(items).toContain("Categories: Pizza, Pasta.");
  // There is only one: nobody has to say which.
  expect(items).not.toContain('"location"');
  expect(JSON.stringify(vapi.named("transfer").definition)).toContain("One of: Kitchen.");

  const retell = await define(world, "retell");
  const asRetell: LlmResponse.CustomTool = {
    ...{ type: "custom", name: "book", description: "Books a table.", method: "POST" },
    url: `${base}/webhook/retell/${connectionOf("ten_a", "retell")}`,
    parameters: expect.objectContaining({ type: "object" }),
    ...{ timeout_ms: 20_000, max_retry: 0, args_at_root: false },
    ...{ speak_during_execution: false, speak_after_execution: true },
  };
  expect(retell.named("book").definition).toEqual(asRetell);

  const elevenlabs = await define(world, "elevenlabs");
  const schema = elevenlabs.named("book").definition.tool_config as Definition;
  expect(schema).toMatchObject({
    ...{ type: "webhook", name: "book", response_timeout_secs: 20 },
    api_schema: {
      ...{ url: elevenlabs.named("book").url, method: "POST" },
      request_headers: { "x-voicelens-secret": { secret_id: expect.stringMatching(/^<.*>$/) } },
      request_body_schema: {
        properties: {
          system__caller_id: { type: "string", dynamic_variable: "system__caller_id" },
          args: {
            ...{ type: "object", required: ["day"] },
            properties: {
              day: { type: "string", description: "Which day." },
              guests: { type: "integer", description: "guests" },
              wishes: { type: "array", items: { type: "string", enum: ["window", "quiet"] } },
            },
          },
        },
      },
    },
  });

  const assistable = await define(world, "assistable");
  expect(assistable.named("book").definition).toMatchObject({
    headers: { "x-voicelens-secret": "<the secret of this connection>" },
    parameters: {
      properties: {
        day: { description: "Which day." },
        guests: { description: "Leave it empty when it is not known." },
      },
    },
  });
  const bland = await define(world, "bland");
  expect(bland.named("transfer")).toMatchObject({
    url: expect.stringMatching(/\/tools\/transfer$/),
    definition: { name: "ask", body: { call_id: "{{call_id}}", args: { to: "{{input.to}}" } } },
  });

  await addLocation(world, { name: "Harbour" }, key);
  const two = JSON.stringify((await define(world, "vapi")).named("opening_hours").definition);
  expect(two).toContain("One of: Harbour, Main Street.");
  const all = [vapi, retell, elevenlabs, assistable, bland];
  expect(JSON.stringify(all.map(({ json }) => json))).not.toMatch(
    new RegExp(`${worldSecret}|${key}|k-crm|sealed|crm\\.example`),
  );
  for (const { json } of all) {
    const { provider, connection_id: connection } = json;
    const place = { provider, connection, tool: "opening_hours" };
    const heard = await askAs(world, { ...place, arguments: { location: id, service: "" } });
    expect([provider, heard.text]).toEqual([provider, "I do not know those opening hours."]);
    const { url } = (await define(world, provider)).named("opening_hours");
    expect(`${base}${heard.path}`).toBe(url);
  }
  expect(all.map(({ json }) => json.provider).sort()).toEqual([...liveScripts.keys()].sort());
  const unfilled = { location: "{{input.location}}", service: "{{input.service}}" };
  const place = { provider: "bland", connection: connectionOf("ten_a", "bland") };
  await addBuiltIn(world, "opening_hours", { location_id: id }, { key, name: "hours_main" });
  const heard = await askAs(world, { ...place, tool: "hours_main", arguments: unfilled });
  expect(heard.text).toBe("I do not know those opening hours.");

  for (const [query, code] of [
    ["provider=twilio", "provider-not-found"],
    ["provider=nobody", "provider-not-found"],
    ["provider=vapi&connection=con_nobody", "connection-not-found"],
    [`provider=vapi&connection=${connectionOf("ten_a", "retell")}`, "connection-not-found"],
    ["", "invalid-request"],
  ]) {
    const { json } = await world.api("GET", `/api/v1/tools/definitions?${query}`, undefined, key);
    expect([query, json.type]).toEqual([query, `/problems/${code}`]);
  }
});

test("an agent that tenants share is told no names of one of them", async () => {
  await using world = await createWorld();
  await addLocation(world, { name: "Main Street" });
  await addLocation(world, { name: "Harbour" });
  await addBuiltIn(world, "opening_hours");
  const told = async () =>
    JSON.stringify((await world.api("GET", "/api/v1/tools/definitions?provider=vapi")).json.data);
  expect(await told()).toContain("Harbour");
  const { data } = (await world.api("GET", "/api/v1/connections")).json;
  const { id } = data.find((one: { provider: string }) => one.provider === "vapi");
  await world.api("PATCH", `/api/v1/connections/${id}`, { is_shared: true });
  expect(await told()).not.toContain("Harbour");
  expect(await told()).toContain('"location"');
});
