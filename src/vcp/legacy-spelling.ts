import { type VcpFinding, warning } from "./findings.ts";

/** VCP §6.1: `from` wins over `from_`. */
export function originOf(
  call: Record<string, unknown>,
  warnings: VcpFinding[],
): Record<string, unknown> {
  const { from, from_: alias } = call;
  if (alias === undefined || alias === null) return from === undefined ? {} : { from };
  const isTold = from !== undefined && from !== null;
  const text = isTold && from !== alias ? "differs from `from`, which wins" : "is read as `from`";
  warnings.push(warning("VCP_W017", "vcp_payload.call.from_", text));
  return { from: isTold ? from : alias };
}

/** VCP §3.1: a legacy channel is a phone call in that direction; an explicit direction wins over it. */
export function directionOf(
  call: Record<string, unknown>,
  warnings: VcpFinding[],
): Record<string, unknown> {
  const { channel, direction } = call;
  if (channel !== "inbound" && channel !== "outbound") return {};
  const isTold = direction !== undefined && direction !== null;
  const text =
    isTold && direction !== channel
      ? "disagrees with the direction, which wins"
      : "is read as a phone call in that direction";
  warnings.push(warning("VCP_W017", "vcp_payload.call.channel", text));
  return { channel: "phone", direction: isTold ? direction : channel };
}
