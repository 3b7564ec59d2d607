/** Names the relays that a request came through. */
const relayHeader = "x-voicelens-relay";

/** What belongs to the connection between two machines, or tells of the way to us; and what the request to the receiver says anew. */
const left: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "cookie",
  "expect",
  "forwarded",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
  "x-real-ip",
  "x-received-content-type",
]);

/**
 * The headers of a delivery as its receiver should see them: those of the provider, its signature among them, unchanged.
 *
 * @returns null when the request came through this very relay: passing it on would never end.
 */
export function relayHeaders(
  received: Readonly<Record<string, string>>,
  of: { relayId: string; provider: string },
): Record<string, string> | null {
  const passed = (received[relayHeader] ?? "").split(",").map((id) => id.trim());
  if (passed.includes(of.relayId)) return null;
  const named = (received.connection ?? "").toLowerCase().split(",");
  const hopByHop = new Set(named.map((name) => name.trim()));
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(received)) {
    const isLeft = left.has(name) || hopByHop.has(name) || name.startsWith("x-forwarded-");
    // On our own path the header may hold a key of ours.
    const isOurs = of.provider === "vcp" && name === "authorization";
    if (!isLeft && !isOurs) headers[name] = value;
  }
  // A type that is none was set aside when it came.
  const type = received["x-received-content-type"];
  if (type !== undefined) headers["content-type"] = type;
  headers[relayHeader] = [...passed.filter(Boolean), of.relayId].join(", ");
  return headers;
}
