import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import { checkServerIdentity, connect, TLSSocket } from "node:tls";

/** One answer, without its body. */
export interface SiteAnswer {
  path: string;
  status: number;
  /** Names in lower case, however the server and HTTP/2 write them. */
  headers: IncomingHttpHeaders;
}

export interface SiteTls {
  protocol: string | null;
  validTo: number;
  isNameRight: boolean;
  /** Why no browser would trust the certificate; null when it would. */
  distrust: string | null;
  takesOldProtocol: boolean;
}

/** What an address shows to somebody who has no key. */
export interface Site {
  url: URL;
  answers: SiteAnswer[];
  tls: SiteTls | null;
  /** How http on the usual port answers beside https; null when it does not, or that was not asked. */
  plain: SiteAnswer | null;
  /** The server's clock, in our own at that moment. */
  clock: { theirs: number; ours: number } | null;
}

const patienceMs = 5_000;
const readPaths = ["/", "/health", "/api/v1/calls", "/metrics"] as const;

/** Asks an address for what the checks look at. @throws Error when nobody answers there. */
export async function readSite(url: URL): Promise<Site> {
  const answers: SiteAnswer[] = [];
  let tls: SiteTls | null = null;
  let clock: Site["clock"] = null;
  for (const path of readPaths) {
    const asked = await ask(new URL(path, url));
    answers.push(asked.answer);
    tls ??= asked.tls;
    clock ??= clockOf(asked.answer, Date.now());
  }
  if (tls !== null) tls.takesOldProtocol = await takesOldProtocol(url);
  return { url, answers, tls, plain: await readPlain(url), clock };
}

function ask(url: URL): Promise<{ answer: SiteAnswer; tls: SiteTls | null }> {
  return new Promise((done, fail) => {
    const options = { method: "GET", timeout: patienceMs, agent: false, rejectUnauthorized: false };
    const outgoing =
      url.protocol === "https:" ? httpsRequest(url, options) : httpRequest(url, options);
    outgoing.once("timeout", () => outgoing.destroy(new Error("no answer in time")));
    outgoing.once("error", fail).once("response", (incoming) => {
      const { statusCode: status = 0, headers, socket } = incoming;
      const tls = socket instanceof TLSSocket ? readTls(url, socket) : null;
      done({ answer: { path: url.pathname, status, headers }, tls });
      incoming.destroy();
    });
    outgoing.end();
  });
}

function readTls(url: URL, socket: TLSSocket): SiteTls {
  const certificate = socket.getPeerCertificate();
  const nameError = checkServerIdentity(hostOf(url), certificate);
  const { authorizationError } = socket;
  // Whether the name is right is asked separately.
  const isDistrusted =
    !socket.authorized && `${authorizationError}` !== "ERR_TLS_CERT_ALTNAME_INVALID";
  return {
    protocol: socket.getProtocol(),
    validTo: Date.parse(certificate.valid_to),
    isNameRight: nameError === undefined,
    distrust: isDistrusted ? `${authorizationError}` : null,
    takesOldProtocol: false,
  };
}

function takesOldProtocol(url: URL): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({
      host: hostOf(url),
      port: Number(url.port || 443),
      rejectUnauthorized: false,
      minVersion: "TLSv1",
      maxVersion: "TLSv1.1",
      // Our own library would not offer them otherwise.
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    const settle = (taken: boolean) => {
      socket.destroy();
      done(taken);
    };
    socket.setTimeout(patienceMs, () => settle(false));
    socket.once("error", () => settle(false)).once("secureConnect", () => settle(true));
  });
}

async function readPlain(url: URL): Promise<SiteAnswer | null> {
  if (url.protocol !== "https:" || url.port !== "") return null;
  try {
    return (await ask(new URL(`http://${url.hostname}/`))).answer;
  } catch {
    return null;
  }
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

function clockOf({ headers }: SiteAnswer, ours: number): Site["clock"] {
  const theirs = Date.parse(headers.date ?? "");
  return Number.isNaN(theirs) ? null : { theirs, ours };
}
