// A server that lists calls as Vapi's API does: newest first, bounded by times, each call whole. Nothing is kept: a call is invented anew whenever it is asked for.
import { once } from "node:events";
import { createServer } from "node:http";
import { createRandom } from "../../dist/lib/random.js";
import { simulators, writeScript } from "../../dist/providers/index.js";

const limitUsual = 100;
const limitMax = 1000;
/** An account has many calls and few numbers and assistants. */
const numbers = 10;

/** Calls an even time apart, the newest last. */
export function inventCalls({ count, startAt, everyMs }) {
  const vapi = simulators.get("vapi");
  const simulate = (place) => {
    const random = createRandom(1_000_003 + place);
    const script = writeScript(random, { scenario: "booked" });
    return vapi.simulate(script, random, startAt + place * everyMs);
  };
  return {
    count,
    /** The webhook that says all of it. */
    reportOf: (place) =>
      simulate(place).deliveries.findLast(({ body }) => body.includes('"end-of-call-report"')).body,
    objectOf: (place) => ({
      ...objectOf(simulate(place)),
      createdAt: createdAt(place),
      phoneNumberId: `num_${place % numbers}`,
      assistantId: `asst_${place % numbers}`,
    }),
    createdMs: (place) => startAt + place * everyMs,
  };

  function createdAt(place) {
    return new Date(startAt + place * everyMs).toISOString();
  }
}

/** The report's parts stand in the call itself here. */
function objectOf({ deliveries }) {
  const messages = deliveries.map(({ body }) => JSON.parse(body).message);
  const report = messages.find(({ type }) => type === "end-of-call-report");
  const { phoneNumber: _, ...call } = report.call;
  const { startedAt, endedAt, endedReason, cost, costBreakdown, costs, analysis, artifact } =
    report;
  const told = { startedAt, endedAt, endedReason, cost, costBreakdown, costs, analysis, artifact };
  const updatedAt = new Date(Number(report.timestamp)).toISOString();
  return { ...call, ...told, status: "ended", updatedAt, messages: artifact.messages };
}

/** Serves invented calls. @returns address, what was asked, and a way to stop */
export async function startVapiList(calls) {
  const asked = { requests: 0, bytes: 0 };
  const server = createServer((incoming, outgoing) => {
    const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://127.0.0.1");
    asked.requests++;
    const found = pathname === "/call" ? list(calls, searchParams) : describeThing(pathname);
    const body = JSON.stringify(found ?? { message: "Not Found", statusCode: 404 });
    asked.bytes += body.length;
    outgoing.writeHead(found === null ? 404 : 200, { "content-type": "application/json" });
    outgoing.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function describeThing(pathname) {
  const [, kind, id] = /^\/(assistant|phone-number)\/(\w+)$/.exec(pathname) ?? [];
  if (kind === undefined) return null;
  return kind === "assistant"
    ? { id, name: "Front desk", model: { model: "gpt-4.1-mini", messages: [] } }
    : { id, name: "Main line", number: "+12125550102", provider: "vapi" };
}

function list(calls, query) {
  const bound = (name, missing) => (query.has(name) ? Date.parse(query.get(name)) : missing);
  const from = bound("createdAtGe", Number.NEGATIVE_INFINITY);
  const before = bound("createdAtLt", Number.POSITIVE_INFINITY);
  const until = bound("createdAtLe", Number.POSITIVE_INFINITY);
  const limit = Math.min(Number(query.get("limit") ?? limitUsual), limitMax);
  const page = [];
  for (let place = calls.count - 1; place >= 0 && page.length < limit; place--) {
    const at = calls.createdMs(place);
    if (at < from) break;
    if (at < before && at <= until) page.push(calls.objectOf(place));
  }
  return page;
}
