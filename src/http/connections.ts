import { randomUUID } from "node:crypto";
import { createServer, type RequestListener, type Server, type ServerOptions } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import type { SecureContextOptions } from "node:tls";
import { type ProblemCode, problems } from "../lib/problems.ts";
import { securityHeaders } from "./security-headers.ts";

/** What one client, or all together, may hold of us before a request is understood. */
export interface ConnectionLimits {
  /** From the connection, or the last answer on it, to the end of the next request's head. */
  headersTimeoutMs: number;
  /** From there to the end of its body. */
  requestTimeoutMs: number;
  /** How long a connection may wait for its next request. */
  keepAliveTimeoutMs: number;
  /** How often connections are looked through for those that are too slow. */
  checkEveryMs: number;
  /** Request line and all headers together. */
  headerBytesMax: number;
  /** Headers after these are not read. */
  headersMax: number;
  /** A connection that never ended would keep a client with one of several replicas for good. */
  requestsPerConnectionMax: number;
  connectionsMax: number;
}

export const connectionLimits: ConnectionLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 65_000,
  checkEveryMs: 5_000,
  headerBytesMax: 16 * 1024,
  headersMax: 200,
  requestsPerConnectionMax: 100_000,
  connectionsMax: 20_000,
};

/** The server below the framework: it bounds what a slow or oversized sender can hold, and speaks TLS when it has a certificate. */
export function createNodeServer(
  handler: RequestListener,
  limits: ConnectionLimits,
  certificate: KeyPair | undefined,
): Server {
  const options: ServerOptions = {
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: limits.checkEveryMs,
    maxHeaderSize: limits.headerBytesMax,
  };
  const server =
    certificate === undefined
      ? createServer(options, handler)
      : createTlsServer({ ...options, ...tlsOptions(certificate) }, handler);
  server.maxHeadersCount = limits.headersMax;
  server.maxRequestsPerSocket = limits.requestsPerConnectionMax;
  server.maxConnections = limits.connectionsMax;
  return server;
}

/** A certificate and its private key, as PEM. */
export interface KeyPair {
  cert: string;
  key: string;
}

/** How TLS is spoken with a certificate; the same at the start and after a renewal. */
export function tlsOptions({ cert, key }: KeyPair): SecureContextOptions {
  return { cert, key, minVersion: "TLSv1.2" };
}

const unreadable: Readonly<Record<string, [code: ProblemCode, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ["request-timeout", "Send the whole request at once."],
  HPE_HEADER_OVERFLOW: ["headers-too-large", "Send fewer or shorter headers."],
};

/**
 * Answers what is no HTTP request, or none in time, and closes. The framework never sees these.
 *
 * @returns the request id and the problem that were answered; null when nothing could be.
 */
export function answerUnreadable(
  error: NodeJS.ErrnoException,
  socket: Socket,
): { requestId: string; problem: ProblemCode } | null {
  if (error.code === "ECONNRESET" || !socket.writable || isAnswering(socket)) {
    socket.destroy();
    return null;
  }
  const [problem, detail] = unreadable[error.code ?? ""] ?? [
    "invalid-request",
    "The request could not be read.",
  ];
  const { status, title } = problems[problem];
  const requestId = randomUUID();
  const type = `/problems/${problem}`;
  const body = JSON.stringify({ type, title, status, detail, instance: requestId });
  const headers = {
    ...securityHeaders,
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-request-id": requestId,
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${reasons[status] ?? ""}\r\n${lines.join("")}\r\n${body}`);
  // Whoever does not close now is not waited for.
  socket.destroySoon();
  return { requestId, problem };
}

const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

/** Whether an answer is under way, into which another would be written. Node keeps it with the socket, and asks in the same way. */
function isAnswering(socket: Socket & { _httpMessage?: { headersSent?: boolean } | null }) {
  return socket._httpMessage?.headersSent === true;
}
