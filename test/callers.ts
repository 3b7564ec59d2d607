import { connectionOf, type World } from "./world.ts";

/** One tool as an agent asks for it. */
export interface AskedUse {
  name: string;
  arguments?: object;
  /** The provider's id of the use; the same again is the same use. */
  id?: string;
}

interface Asking {
  /** Whose connection; left out, the installation's own. */
  tenant?: string;
  from?: string | null;
  to?: string;
  call?: string;
}

let asked = 0;

/** Asks for a tool as Vapi does, signed, and gives what the model is told. */
export async function askVapi(
  world: World,
  { name, arguments: given = {}, id = `use_${++asked}` }: AskedUse,
  { tenant, from = "+12125550147", to = "+12125550102", call = "0194-call" }: Asking = {},
): Promise<{ result?: string; error?: string }> {
  const message = {
    type: "tool-calls",
    timestamp: world.clock.now,
    call: {
      id: call,
      type: "inboundPhoneCall",
      ...(from === null ? {} : { customer: { number: from } }),
    },
    phoneNumber: { number: to },
    toolCallList: [{ id, type: "function", function: { name, arguments: given } }],
  };
  const path =
    tenant === undefined ? {} : { path: `/webhook/vapi/${connectionOf(tenant, "vapi")}` };
  const answer = await world.deliver("vapi", { message }, path);
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
  return JSON.parse(answer.body).results[0];
}

/** Gives the agents of a tenant a built-in tool, under its own name unless told otherwise. */
export async function addBuiltIn(
  world: World,
  builtIn: string,
  settings: object = {},
  { key, ...more }: { key?: string; name?: string; fallbacks?: object } = {},
) {
  const body = { kind: "built_in", built_in: builtIn, settings, ...more };
  const { status, json } = await world.api("POST", "/api/v1/tools", body, key);
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(json)}`);
  world.clock.now += 1_500;
  return json;
}

/** A location in New York, at noon on a Wednesday. */
export async function addLocation(
  world: World,
  given: object = {},
  key?: string,
): Promise<{ id: string; path: string }> {
  const body = { name: "Main Street", time_zone: "America/New_York", currency: "USD", ...given };
  const { status, json } = await world.api("POST", "/api/v1/locations", body, key);
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(json)}`);
  world.clock.now += 1_500;
  return { id: json.id, path: `/api/v1/locations/${json.id}` };
}

export const wednesdayNoon = Date.parse("2026-11-25T17:00:00Z");
