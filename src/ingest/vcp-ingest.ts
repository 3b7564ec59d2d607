import type { Delivery } from "../providers/index.ts";
import { upgradeVcp, VcpError, type VcpFinding, validateVcp } from "../vcp/index.ts";
import { parseBody, UnreadableBodyError } from "./parse-body.ts";
import { isTestEvent } from "./test-event.ts";

/** What is wrong with a posted VCP message; empty for a valid one. */
export function postedErrors(delivery: Delivery): readonly VcpFinding[] {
  try {
    const { body } = parseBody(delivery.body, delivery.headers);
    if (isTestEvent(body)) return [];
    return validateVcp(upgradeVcp(body, delivery.receivedAt).message).errors;
  } catch (error) {
    if (error instanceof UnreadableBodyError) {
      return [{ code: "VCP_E001", rule: 1, message: error.message, path: "" }];
    }
    if (error instanceof VcpError) return error.findings;
    throw error;
  }
}
