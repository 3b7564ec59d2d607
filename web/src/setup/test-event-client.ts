import type { TestOutcome } from "../api.ts";
import { send } from "../client.ts";

/** What our own test events are called in the log. */
export const testEventType = "voicelens.test";

export const sendTestEvent = (connectionId: string) =>
  send<TestOutcome>("POST", `/api/v1/connections/${encodeURIComponent(connectionId)}/test-event`);
