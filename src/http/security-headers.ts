import { randomBytes } from "node:crypto";

/** What holds for every answer that a browser might show, pages and data alike. */
const everywhere = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  // Listed origins read us through CORS, which this does not concern.
  "cross-origin-resource-policy": "same-origin",
};

/** The headers of answers that are no page. Should a browser be made to show one, it loads and runs nothing. */
export const securityHeaders: Readonly<Record<string, string>> = {
  ...everywhere,
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** A year. Other names under our domain are not ours to speak for, and preloading cannot be taken back. */
export const strictTransportSecurity = "max-age=31536000";

/** A value that nobody can foresee, for the tags of one answer. */
export function newNonce(): string {
  return randomBytes(16).toString("base64url");
}

/** The policy of the dashboard: scripts run if they carry the nonce of this answer, or were loaded by one that does. */
export function dashboardPolicy(nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self' https:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
}

/** The policy of Swagger UI, whose scripts and styles are files of ours. The hash is of the one style element that its scripts add. */
export const apiPagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
