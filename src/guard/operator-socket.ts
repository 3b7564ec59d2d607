import { WebSocket } from "ws";

/** A WebSocket that is open. */
export interface OperatorSocket {
  /** Reads no more until {@link OperatorSocket.resume}: the other side then has to wait. What was read already may still come. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** How a socket ended. */
export interface SocketEnd {
  /** The other side's code; 1006 when it just went. */
  code: number;
  reason: string;
}

export interface OperatorSocketOptions {
  headers: Record<string, string>;
  /** A longer frame ends the socket. */
  frameBytesMax: number;
  handshakeMs: number;
  /** After so long without any sign of life it is taken for gone. */
  silenceMs: number;
  /** Called for every frame, from the first on. */
  onFrame: (frame: Buffer) => void;
  /** Called once, after the last frame; never when the socket did not open. */
  onEnd: (end: SocketEnd) => void;
}

/** Why a socket did not open. */
export class SocketRefusedError extends Error {
  override readonly name = "SocketRefusedError";
  /** The answer's status; null when there was none. */
  readonly status: number | null;

  constructor(status: number | null, cause?: unknown) {
    super("The socket was not opened.", { cause });
    this.status = status;
  }
}

/** How long the other side may take to say goodbye. */
const farewellMs = 2_000;

/**
 * Opens a WebSocket to an address that the operator set, which may lead anywhere, or to a provider's own. Follows no redirect and sends nothing but signs of life.
 * @throws SocketRefusedError
 */
export function openOperatorSocket(
  url: string,
  options: OperatorSocketOptions,
): Promise<OperatorSocket> {
  const { headers, frameBytesMax, handshakeMs, silenceMs, onFrame, onEnd } = options;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, {
      headers,
      maxPayload: frameBytesMax,
      handshakeTimeout: handshakeMs,
      perMessageDeflate: false,
      followRedirects: false,
    });
    let isOpen = false;
    socket.on("unexpected-response", (request, answer) => {
      answer.resume();
      request.destroy();
      reject(new SocketRefusedError(answer.statusCode ?? null));
    });
    // After the opening an error is always followed by the end.
    socket.on("error", (error) => reject(new SocketRefusedError(null, error)));
    socket.on("message", (frame: Buffer) => onFrame(frame));
    socket.on("close", (code, reason) => {
      if (!isOpen) return reject(new SocketRefusedError(null));
      onEnd({ code, reason: reason.toString() });
    });
    socket.on("open", () => {
      isOpen = true;
      watchSilence(socket, silenceMs);
      resolve({
        pause: () => socket.pause(),
        resume: () => socket.resume(),
        close: () => {
          socket.close(1000);
          setTimeout(() => socket.terminate(), farewellMs).unref();
        },
      });
    });
  });
}

/** Asks for a sign of life now and then: a line that was cut somewhere says nothing by itself. */
function watchSilence(socket: WebSocket, silenceMs: number): void {
  let isAlive = true;
  const alive = () => {
    isAlive = true;
  };
  socket.on("pong", alive);
  socket.on("message", alive);
  const timer = setInterval(() => {
    // While we do not read, silence is our own doing.
    if (!isAlive && !socket.isPaused) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, silenceMs / 2).unref();
  socket.on("close", () => clearInterval(timer));
}
