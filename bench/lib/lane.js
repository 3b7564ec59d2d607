// One keep-alive connection that carries one request at a time. Built for little work per request: the generator shares its cores with the server.
import { connect } from "node:net";

const headEnd = Buffer.from("\r\n\r\n");

/**
 * @typedef {object} Answer
 * @property {number} status 0 when the connection broke or nothing came in time
 * @property {string} retryAfter
 */

/**
 * Opens a connection and keeps it open.
 * @param {number} port
 * @param {number} timeoutMs how long an answer is waited for
 * @param {(address: import("node:net").TcpNetConnectOpts) => import("node:net").Socket} [dial] `tls.connect` with what it needs, for https
 */
export function openLane(port, timeoutMs, dial = connect) {
  let socket = open();
  let pending = Buffer.alloc(0);
  /** @type {((answer: Answer) => void) | undefined} */
  let waiting;

  function open() {
    const next = dial({ host: "127.0.0.1", port, noDelay: true });
    next.setTimeout(timeoutMs, () => next.destroy());
    next.on("data", (chunk) => next === socket && receive(chunk));
    next.on("error", () => undefined);
    next.on("close", () => next === socket && lose());
    return next;
  }

  function lose() {
    pending = Buffer.alloc(0);
    settle({ status: 0, retryAfter: "" });
  }

  function settle(answer) {
    const done = waiting;
    waiting = undefined;
    done?.(answer);
  }

  function receive(chunk) {
    const buffer = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const end = buffer.indexOf(headEnd);
    const head = end < 0 ? "" : buffer.latin1Slice(0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (end < 0 || buffer.length < end + headEnd.length + length) {
      pending = buffer;
      return;
    }
    pending = Buffer.alloc(0);
    const status = Number(head.slice(9, 12));
    const retryAfter = status < 300 ? "" : (/\r\nretry-after: ([^\r]*)/i.exec(head)?.[1] ?? "");
    // The server closes after what it could not read, and after many requests: what is sent on this connection from now on would be lost.
    if (/\r\nconnection: close/i.test(head)) socket.destroy();
    settle({ status, retryAfter });
  }

  return {
    /** Sends one whole request; `done` is called once, whatever happens. */
    send(bytes, done) {
      if (socket.destroyed) socket = open();
      waiting = done;
      socket.write(bytes);
    },
    close: () => socket.destroy(),
  };
}
