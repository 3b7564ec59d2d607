import { expect, test } from "vitest";
import { addBuiltIn, addLocation, askVapi, wednesdayNoon } from "./callers.ts";
import { connectionOf, createWorld, keyOf, type World } from "./world.ts";

const main = "+12125550102";
const path = "/api/v1/inbound-rules";
const known = {
  ...{ caller_number: "+12125550147", called_number: main, caller_name: "" },
  ...{ business_name: "Main Street", open_now: "yes", hours_today: "9 AM to 10 PM" },
  next_change: "today at 10 PM",
};

async function openWorld(options: Parameters<typeof createWorld>[0] = {}): Promise<World> {
  const world = await createWorld({ env: { VAPI_ASSISTANT_ID: "asst_shared" }, ...options });
  world.clock.now = wednesdayNoon;
  return world;
}

async function addRule(world: World, rule: object, key?: string) {
  const { status, json } = await world.api("POST", path, rule, key);
  expect([status, json.detail]).toEqual([201, undefined]);
  world.clock.now += 1_500;
  return json;
}

async function openAllDay(world: World, given: object = {}, key?: string) {
  const location = await addLocation(world, given, key);
  const general = [{ dow: 3, start_min: 540, end_min: 1320 }];
  await world.api("PUT", `${location.path}/hours`, { weekly: { general } }, key);
  return location;
}

async function vapi(world: World, { to = main, tenant }: { to?: string; tenant?: string } = {}) {
  const message = {
    type: "assistant-request",
    call: { id: "v1", type: "inboundPhoneCall", customer: { number: "+12125550147" } },
    phoneNumber: { number: to },
  };
  const shared =
    tenant === undefined ? {} : { path: `/webhook/vapi/${connectionOf(tenant, "vapi")}` };
  return JSON.parse((await world.deliver("vapi", { message }, shared)).body);
}

async function retell(world: World, to = main) {
  const call = { agent_id: "agent_1", from_number: "+12125550147", to_number: to };
  const body = { event: "call_inbound", call_inbound: call };
  return JSON.parse((await world.deliver("retell", body, { path: "/webhook/retell" })).body);
}

async function elevenlabs(world: World) {
  const { json } = await world.api("GET", "/api/v1/connections");
  const { id } = json.data.find((one: { provider: string }) => one.provider === "elevenlabs");
  const body = { caller_id: "+12125550147", called_number: main, agent_id: "agent_9" };
  const answer = await world.deliver("elevenlabs", body, {
    ...{ path: `/webhook/elevenlabs/${id}/inbound`, isSigned: false },
    headers: { "x-voicelens-secret": world.config.WEBHOOK_SECRET_ELEVENLABS[0] ?? "" },
  });
  return JSON.parse(answer.body);
}

test("a rule says for each provider who takes a call, and the agent is told of caller, location and hours", async () => {
  await using world = await openWorld();
  expect(await vapi(world)).toEqual({ assistantId: "asst_shared" });
  expect(await retell(world)).toEqual({ call_inbound: {} });
  const location = await openAllDay(world);
  expect((await vapi(world)).assistantOverrides.variableValues).toEqual(known);
  const variables = { greeting: "Welcome", business_name: "The Corner" };
  const told = { ...known, ...variables };
  await addRule(world, { number: "001 212 555 0102", location_id: location.id, variables });
  await addRule(world, { number: main, provider: "retell", agent_id: "agent_r" });
  expect(await vapi(world)).toEqual({
    ...{ assistantId: "asst_shared", assistantOverrides: { variableValues: told } },
  });
  // Its own rule goes before that for all providers; the only location is told all the same.
  expect(await retell(world)).toEqual({
    call_inbound: { override_agent_id: "agent_r", dynamic_variables: known },
  });
  expect(await elevenlabs(world)).toEqual({
    ...{ type: "conversation_initiation_client_data", dynamic_variables: told },
  });
  await world.api("POST", "/api/v1/contacts", { numbers: ["+12125550147"], name: "Ines" });
  expect((await vapi(world)).assistantOverrides.variableValues.caller_name).toBe("Ines");
  const all = JSON.stringify([await vapi(world), await retell(world), await elevenlabs(world)]);
  expect(all).not.toMatch(/secret|api_?key/i);
});

test("calls are refused, forwarded, and answered by the rule for any number where there is no other", async () => {
  await using world = await openWorld();
  const refusing = await addRule(world, { number: main, refuse_spoken: "We moved." });
  expect(await vapi(world)).toEqual({ error: "We moved." });
  expect(await retell(world)).toEqual({ call_inbound: { reject: true } });
  const forwarding = { refuse_spoken: null, forward_to: "(212) 555-0109" };
  const changed = await world.api("PATCH", `${path}/${refusing.id}`, forwarding);
  expect(changed.json).toMatchObject({ forward_to: "+12125550109", refuse_spoken: null });
  world.clock.now += 1_500;
  expect(await vapi(world)).toEqual({ destination: { type: "number", number: "+12125550109" } });
  await addRule(world, { provider: "vapi", agent_id: "asst_any", variables: { tone: "calm" } });
  const other = await vapi(world, { to: "+12125550103" });
  expect(other).toMatchObject({
    assistantId: "asst_any",
    assistantOverrides: { variableValues: { tone: "calm", open_now: "unknown", hours_today: "" } },
  });
  await world.api("PATCH", `${path}/${refusing.id}`, { is_enabled: false });
  world.clock.now += 1_500;
  expect((await vapi(world)).assistantId).toBe("asst_any");
  expect((await world.api("DELETE", `${path}/${refusing.id}`)).status).toBe(204);
  expect((await world.api("GET", path)).json.data).toHaveLength(1);
});

test("tenants that share an assistant hear of their own location, in its language, by the number that is dialled", async () => {
  await using world = await openWorld({ tenants: ["ten_a", "ten_b"] });
  const german = { name: "Altstadt", language: "de-DE", time_zone: "Europe/Berlin" };
  await openAllDay(world, { name: "Main Street" }, keyOf("ten_a"));
  const first = await openAllDay(world, german, keyOf("ten_b"));
  const second = await openAllDay(world, { name: "Bahnhof" }, keyOf("ten_b"));
  await addRule(world, { number: main, location_id: first.id }, keyOf("ten_b"));
  const b = { number: "+12125550103", location_id: second.id, language: "fr" };
  await addRule(world, b, keyOf("ten_b"));
  const namesOf = async (tenant: string, to = main) => {
    const { assistantId, assistantOverrides } = await vapi(world, { tenant, to });
    const { business_name: name, hours_today: hours } = assistantOverrides.variableValues;
    return [assistantId, name, hours];
  };
  expect(await namesOf("ten_a")).toEqual(["asst_shared", "Main Street", "9 AM to 10 PM"]);
  expect(await namesOf("ten_b")).toEqual(["asst_shared", "Altstadt", "9 Uhr bis 22 Uhr"]);
  const french = await namesOf("ten_b", "+12125550103");
  expect(french).toEqual(["asst_shared", "Bahnhof", "de 9 h à 22 h"]);
  // Tools follow the rule of the number too.
  await addBuiltIn(world, "opening_hours", {}, { key: keyOf("ten_b") });
  const ask = (to: string) => askVapi(world, { name: "opening_hours" }, { tenant: "ten_b", to });
  expect((await ask(main)).result).toBe("Wir haben bis 22 Uhr geöffnet.");
  expect((await ask("+12125550103")).result).toMatch(/^Nous sommes ouverts/);
});

test("rules that contradict themselves or each other are refused", async () => {
  await using world = await openWorld();
  const rule = await addRule(world, { number: main, provider: "vapi", agent_id: "asst_1" });
  for (const [body, code] of [
    [{ number: main, provider: "vapi" }, "inbound-rule-exists"],
    [{ agent_id: "asst_1" }, "inbound-rule-invalid"],
    [{ provider: "vapi", agent_id: "a", forward_to: main }, "inbound-rule-invalid"],
    [{ number: "anonymous" }, "inbound-rule-invalid"],
    [{ provider: "nobody" }, "inbound-rule-invalid"],
    [{ location_id: "loc_of_nobody" }, "location-not-found"],
    [{ language: "English!" }, "invalid-request"],
    [{ variables: { "a b": "c" } }, "invalid-request"],
    [{ variables: { guests: 4 } }, "invalid-request"],
  ] as const) {
    const { json } = await world.api("POST", path, body);
    expect([body, json.type]).toEqual([body, `/problems/${code}`]);
  }
  const both = await world.api("PATCH", `${path}/${rule.id}`, { provider: null });
  expect(both.json.type).toBe("/problems/inbound-rule-invalid");
  const unknown = await world.api("GET", `${path}/inr_unknown`);
  expect([unknown.status, unknown.json.type]).toEqual([404, "/problems/inbound-rule-not-found"]);
  expect((await world.api("GET", path, undefined, null)).status).toBe(401);
});
