import { liveScripts, readToolAnswer } from "../src/providers/index.ts";
import { connectionOf, type World, worldSecret } from "./world.ts";

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

let useCount = 0;

/** Asks for a tool as Vapi does, signed, and gives what the model is told. */
export async function askVapi(
  world: World,
  { name, arguments: given = {}, id = `use_${++useCount}` }: AskedUse,
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

/** A call through any provider, as {@link askAs} makes it. */
export interface AskedAs {
  provider: string;
  /** The id of a connection. */
  connection: string;
  tool: string;
  arguments?: object;
  to?: string;
  call?: string;
  useId?: string;
  secret?: string;
  /** What is sent beside what the provider sends. */
  headers?: Record<string, string>;
  body?: object;
}

/** Asks for a tool exactly as a provider does, with its proof, and gives what the caller hears. */
export async function askAs(
  world: World,
  { provider, connection, tool, to = "+12125550102", secret = worldSecret, ...asked }: AskedAs,
): Promise<{ text: string; isError: boolean; path: string }> {
  const script = liveScripts.get(provider);
  if (script === undefined) throw new Error(`${provider} uses no tools`);
  const { useId = `use_${++useCount}`, call: id = `call_${useId}` } = asked;
  const call = { ...{ id, useId, to, tool }, from: "+12125550147" };
  const request = script.tool({ ...call, arguments: { ...asked.arguments } }, world.clock.now);
  const path = `/webhook/${provider}/${connection}${request.path}`;
  const body = JSON.stringify({ ...request.body, ...asked.body });
  const headers = {
    ...{ ...request.headers, ...script.sign(body, world.clock.now, secret) },
    ...asked.headers,
  };
  const answer = await world.deliver(provider, body, { path, isSigned: false, headers });
  if (answer.statusCode !== 200) return { text: answer.body, isError: true, path };
  const heard = readToolAnswer(JSON.parse(answer.body));
  if (heard === null) throw new Error(`no answer to a tool: ${answer.body}`);
  return { ...heard, path };
}
