import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Server as NodeServer } from "node:net";
import { Server as TlsServer } from "node:tls";
import { ConfigError } from "../config/index.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import { tlsOptions } from "./connections.ts";

export interface CertificateFiles {
  certPath: string;
  keyPath: string;
}

/** A certificate with its key, read and found to be usable. */
export interface Certificate {
  cert: string;
  key: string;
  /** SHA-256 of the certificate, by which commands on this machine know the server. */
  fingerprint: string;
  validTo: Date;
}

/**
 * Reads a certificate and its key, and makes sure that a server can use them now.
 * @throws ConfigError that says which file to mend.
 */
export function readCertificate(files: CertificateFiles, nowMs: number): Certificate {
  const cert = readText(files.certPath, "SSL_CERT_PATH");
  const key = readText(files.keyPath, "SSL_KEY_PATH");
  const certificate = parse(() => new X509Certificate(cert), "SSL_CERT_PATH", "certificate");
  const privateKey: KeyObject = parse(() => createPrivateKey(key), "SSL_KEY_PATH", "private key");
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new ConfigError(
      "SSL_CERT_PATH, SSL_KEY_PATH: the key is of another certificate. With a chain, our own certificate comes first.",
    );
  }
  const validTo = new Date(certificate.validTo);
  if (validTo.getTime() <= nowMs) {
    throw new ConfigError(`SSL_CERT_PATH: the certificate ran out on ${validTo.toISOString()}`);
  }
  const validFrom = new Date(certificate.validFrom);
  if (validFrom.getTime() > nowMs) {
    throw new ConfigError(
      `SSL_CERT_PATH: the certificate holds from ${validFrom.toISOString()} on`,
    );
  }
  return { cert, key, fingerprint: certificate.fingerprint256, validTo };
}

function readText(path: string, variable: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigError(`${variable}: ${path} cannot be read (${code})`, { cause });
  }
}

function parse<T>(read: () => T, variable: string, what: string): T {
  try {
    return read();
  } catch (cause) {
    throw new ConfigError(`${variable}: the file holds no ${what} in PEM without a passphrase`, {
      cause,
    });
  }
}

/** Takes up a certificate that was renewed on the disk. Connections that are open keep the one they began with. */
export function createCertificateWatch(needs: {
  files: CertificateFiles;
  server: NodeServer;
  current: Certificate;
  log: Logger;
  now: () => number;
  onRenewed: (certificate: Certificate) => void;
}) {
  let { current } = needs;
  let refused = "";
  return {
    /** Looks at the files once. One that cannot be used is logged once, and the present one stays. */
    look(): void {
      try {
        const next = readCertificate(needs.files, needs.now());
        refused = "";
        if (next.cert === current.cert && next.key === current.key) return;
        if (needs.server instanceof TlsServer) needs.server.setSecureContext(tlsOptions(next));
        current = next;
        needs.log.info({ valid_to: next.validTo }, "the renewed certificate is used from now on");
        needs.onRenewed(next);
      } catch (error) {
        const reason = error instanceof ConfigError ? error.message : "";
        if (reason === refused) return;
        refused = reason;
        needs.log.error({ reason, ...errorFields(error) }, "the certificate cannot be renewed");
      }
    },
  };
}
