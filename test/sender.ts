import { simulators } from "../src/providers/index.ts";
import { fixture } from "./payloads.ts";
import { worldSecret } from "./world.ts";

/** Other than the invented call as it is. */
interface Other {
  event?: string;
  event_timestamp?: number;
}

/** Sends the end of an invented Retell call over the network, or another event of it, signed. */
export function sendCall(url: string, providerCallId: string, other?: Other): Promise<Response> {
  return fetch(url, { method: "POST", ...signedCall(url, providerCallId, other) });
}

/** The same, as its provider would sign it. */
export function signedCall(url: string, providerCallId: string, other: Other = {}) {
  const { event = "call_ended", ...of } = other;
  const simulator = simulators.get("retell");
  if (simulator === undefined) throw new Error("no simulator for retell");
  const { body: text, contentType } = fixture("retell", `${event}.json`);
  const message = JSON.parse(text) as { call: { call_id: string } };
  Object.assign(message, of);
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
