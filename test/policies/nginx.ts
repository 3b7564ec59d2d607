/** What a configuration of nginx may not do, though nginx takes it. What it does is tried with a real one (`nginx.processes.test.ts`). */
export function nginxFaults(text: string): string[] {
  const lines = text.replace(/#.*$/gm, "");
  const webhooks = blocksOf(lines, "location").filter(({ head }) => /webhook/.test(head));
  const inPlaces = blocksOf(lines, "location").map(({ body }) => body);
  const outside = inPlaces.reduce((all, body) => all.replace(body, ""), lines);
  const parts: Record<string, boolean> = {
    "a name that is not ours is answered by nothing": /default_server[\s\S]*return 444/.test(lines),
    "who is refused hears that it was too often": /limit_req\b/.test(lines)
      ? /limit_req_status 429/.test(lines)
      : true,
    "providers are never counted by their address": webhooks.every(
      ({ body }) => !/limit_req\b/.test(body),
    ),
    "zones are made where nginx takes them": blocksOf(lines, "server").every(
      ({ body }) => !/limit_req_zone/.test(body),
    ),
    "directives that exist": !/\bwebsocket_\w+/.test(lines),
    "what a client says of its address is not passed on": !/proxy_add_x_forwarded_for/.test(lines),
    "headers hold for refusals, too": lines
      .split("\n")
      .every((line) => !/add_header/.test(line) || /always;\s*$/.test(line)),
    // Where a place adds one, nginx forgets those of the server.
    "a place with a header of its own keeps the others": !(
      /add_header/.test(outside) && inPlaces.some((body) => /add_header/.test(body))
    ),
    "the version stays untold": /server_tokens off/.test(lines),
    "a body is never too large before the server says so":
      Number(/client_max_body_size (\d+)m/.exec(lines)?.[1] ?? 1) >= 64,
    "streams come at once": /proxy_buffering off/.test(lines),
  };
  return Object.entries(parts)
    .filter(([, holds]) => !holds)
    .map(([part]) => part);
}

/** Blocks of a kind with their heads, found by counting braces. */
function blocksOf(text: string, kind: string): Array<{ head: string; body: string }> {
  return [...text.matchAll(new RegExp(`\\b${kind}\\b([^{;]*)\\{`, "g"))].map((found) => {
    const from = found.index + found[0].length;
    let depth = 1;
    let to = from;
    while (to < text.length && depth > 0) {
      if (text[to] === "{") depth++;
      if (text[to] === "}") depth--;
      to++;
    }
    return { head: found[1] ?? "", body: text.slice(from, to - 1) };
  });
}
