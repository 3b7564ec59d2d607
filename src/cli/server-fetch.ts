import { request as httpRequest, type IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { connect, type TLSSocket } from "node:tls";

/**
 * How to ask the server of this machine.
 *
 * Over https its certificate is compared with the one that it wrote into `run.json`, before anything is sent: it is made out to the name that others
 * use, and may be signed by nobody we know.
 */
export function fetchOf({
  certificate_sha256: fingerprint,
}: {
  certificate_sha256?: string | undefined;
}): typeof fetch {
  if (fingerprint === undefined) return fetch;
  return async (input, init) => {
    const request = new Request(input, init);
    const { hostname, port } = new URL(request.url);
    const host = hostname.replace(/^\[|\]$/g, "");
    const socket = await dial({ host, port: Number(port || 443) }, fingerprint);
    try {
      return await ask(request, socket, Buffer.from(await request.arrayBuffer()));
    } catch (error) {
      socket.destroy();
      throw error;
    }
  };
}

/** As it comes: an export is larger than memory. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  return Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
}

function dial(place: { host: string; port: number }, fingerprint: string): Promise<TLSSocket> {
  return new Promise((done, fail) => {
    const socket = connect({ ...place, rejectUnauthorized: false });
    socket.once("error", fail).once("secureConnect", () => {
      if (socket.getPeerX509Certificate()?.fingerprint256 === fingerprint) return done(socket);
      socket.destroy();
      fail(new Error("Another server than the one of run.json answers there."));
    });
  });
}

function ask(request: Request, socket: TLSSocket, body: Buffer): Promise<Response> {
  const { pathname, search, host } = new URL(request.url);
  return new Promise((done, fail) => {
    const outgoing = httpRequest({
      createConnection: () => socket,
      method: request.method,
      path: `${pathname}${search}`,
      headers: {
        ...Object.fromEntries(request.headers),
        host,
        connection: "close",
        "content-length": body.length,
      },
      signal: request.signal,
    });
    outgoing.once("error", fail).once("response", (incoming) => {
      incoming.once("close", () => socket.destroy());
      const status = incoming.statusCode ?? 500;
      const headers = Object.entries(incoming.headersDistinct).map(
        ([name, values]): [string, string] => [name, (values ?? []).join(", ")],
      );
      const hasBody = status !== 204 && status !== 304;
      if (!hasBody) incoming.resume();
      done(new Response(hasBody ? bodyOf(incoming) : null, { status, headers }));
    });
    outgoing.end(body);
  });
}
