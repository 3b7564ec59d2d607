import { randomBytes } from "node:crypto";

/** What a test event is called in the log of events. */
export const testEventType = "voicelens.test";

const member = "voicelens_test";
const nonceBytes = 16;

/** A body that says nothing about a call, in the shape that the provider sends: a form of Twilio's, else JSON. Never the same twice. */
export function writeTestEvent(provider: string): { body: string; contentType: string } {
  const content = { [member]: randomBytes(nonceBytes).toString("hex") };
  return provider === "twilio"
    ? {
        body: new URLSearchParams(content).toString(),
        contentType: "application/x-www-form-urlencoded",
      }
    : { body: JSON.stringify(content), contentType: "application/json" };
}

/** Whether a parsed body is one of ours: nothing else is in it, so no event of a provider is taken for one. */
export function isTestEvent(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  const [name, ...others] = Object.keys(body);
  return name === member && others.length === 0;
}
