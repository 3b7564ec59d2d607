// Many readers of a live stream, in a process of their own. They note when each call came to each, and read no more of it than its id.
import { connect } from "node:net";

const mark = Buffer.from('"provider_call_id":"');
/** What a mark and an id may take, where two chunks meet. */
const overlap = 128;

/** @type {import("node:net").Socket[]} */
let sockets = [];
/** @type {Map<string, number[]>} */
let arrivals = new Map();
let closed = 0;

/** @param {{ port: number, token: string, events: number, webSockets: number }} options */
async function gather({ port, token, events, webSockets }) {
  const authorization = token === "" ? "" : `authorization: Bearer ${token}\r\n`;
  const head = (path) => `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${authorization}`;
  const upgrade =
    "connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const requests = [
    ...Array.from({ length: events }, () => `${head("/api/v1/live")}\r\n`),
    ...Array.from({ length: webSockets }, () => `${head("/ws")}${upgrade}\r\n`),
  ];
  arrivals = new Map();
  closed = 0;
  sockets = await Promise.all(requests.map((request) => open(port, request)));
  return sockets.length;
}

function open(port, request) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    let rest = Buffer.alloc(0);
    socket.once("data", (chunk) => {
      const status = chunk.subarray(0, 12).toString("latin1");
      if (/^HTTP\/1\.1 (?:200|101)$/.test(status)) resolve(socket);
      else reject(new Error(`A reader was answered ${status}`));
    });
    socket.on("data", (chunk) => {
      rest = note(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]));
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      closed++;
    });
    socket.write(request);
  });
}

/** Notes the calls that a chunk tells of. Returns what the next chunk may continue. */
function note(bytes) {
  const now = performance.timeOrigin + performance.now();
  let at = bytes.indexOf(mark);
  let seen = 0;
  while (at >= 0) {
    const start = at + mark.length;
    const end = bytes.indexOf(0x22, start);
    if (end < 0) return bytes.subarray(at);
    const id = bytes.toString("latin1", start, end);
    const times = arrivals.get(id);
    if (times === undefined) arrivals.set(id, [now]);
    else times.push(now);
    seen = end;
    at = bytes.indexOf(mark, end);
  }
  return bytes.subarray(Math.max(seen, bytes.length - overlap));
}

const commands = {
  gather,
  /** How many readers hold each of these calls, and how long it took from when each was due. */
  delays: ({ ids, dueAt }) => {
    const delays = ids.flatMap((id, place) =>
      (arrivals.get(id) ?? []).map((at) => at - dueAt[place]),
    );
    return { delays, closed };
  },
  count: () => [...arrivals.values()].reduce((sum, times) => sum + times.length, 0),
  leave: () => {
    for (const socket of sockets) socket.destroy();
    return sockets.length;
  },
};

process.on("message", async ({ id, command, value }) => {
  try {
    process.send?.({ id, result: await commands[command](value) });
  } catch (error) {
    process.send?.({ id, error: String(error) });
  }
});
process.once("disconnect", () => process.exit(0));
