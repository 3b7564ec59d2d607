// Follows the live stream as a dashboard does, and notes when each call was first seen.
import { get } from "node:http";

const reconnectMs = 100;

/** @returns {{ seenAt: Map<string, number>, opened: Promise<void>, close: () => void }} times on the wall clock */
export function followCalls({ port, token }) {
  /** @type {Map<string, number>} */
  const seenAt = new Map();
  let lastId = "";
  let isClosed = false;
  let current;
  let tellOpened = () => {};
  const opened = new Promise((resolve) => {
    tellOpened = () => resolve(undefined);
  });
  const read = (block, now) => {
    const id = /^id: (\d+)$/m.exec(block)?.[1];
    const call = /"provider_call_id":"([^"]+)"/.exec(block)?.[1];
    if (id !== undefined) lastId = id;
    if (call !== undefined && !seenAt.has(call)) seenAt.set(call, now);
  };
  const connect = () => {
    const resume = lastId === "" ? {} : { "last-event-id": lastId };
    const headers = { authorization: `Bearer ${token}`, ...resume };
    current = get(
      { host: "127.0.0.1", port, path: "/api/v1/live", headers, agent: false },
      (stream) => {
        let rest = "";
        stream.setEncoding("utf8");
        stream.on("data", (chunk) => {
          tellOpened();
          const blocks = (rest + chunk).split("\n\n");
          rest = blocks.pop() ?? "";
          const now = performance.timeOrigin + performance.now();
          for (const block of blocks) read(block, now);
        });
        stream.on("close", again);
      },
    );
    current.on("error", again);
  };
  const again = () => {
    if (!isClosed) setTimeout(connect, reconnectMs);
  };
  connect();
  return {
    seenAt,
    opened,
    close: () => {
      isClosed = true;
      current.destroy();
    },
  };
}
