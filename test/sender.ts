import { simulators } from "../src/providers/index.ts";
import { fixture } from "./payloads.ts";
import { worldSecret } from "./world.ts";

/** Sends the end of an invented Retell call over the network, signed. */
export function sendCall(url: string, providerCallId: string): Promise<Response> {
  return fetch(url, { method: "POST", ...signedCall(url, providerCallId) });
}

/** The end of an invented Retell call, as its provider would sign it. */
export function signedCall(url: string, providerCallId: string) {
  const simulator = simulators.get("retell");
  if (simulator === undefined) throw new Error("no simulator for retell");
  const { body: text, contentType } = fixture("retell", "call_ended.json");
  const message = JSON.parse(text) as { call: { call_id: string } };
  message.call.call_id = providerCallId;
  const body = Buffer.from(JSON.stringify(message));
  const signature = simulator.sign({
    body,
    contentType,
    url,
    at: Date.now(),
    secret: worldSecret,
    deliveryId: providerCallId,
  });
  return { headers: { "content-type": contentType, ...signature }, body };
}
