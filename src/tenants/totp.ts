import { Secret, TOTP } from "otpauth";

const stepSec = 30;
const digits = 6;
/** A clock may be one step off either way. */
const window = 1;

function totpOf(secret: string, email: string): TOTP {
  return new TOTP({
    issuer: "VoiceLens",
    label: email,
    algorithm: "SHA1",
    digits,
    period: stepSec,
    secret: Secret.fromBase32(secret),
  });
}

/** A fresh secret, with the address that authenticator apps read from a picture. */
export function newTotp(email: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totpOf(secret, email).toString() };
}

/** The time step whose code this is, or null. Who accepts it must note the step: a code is good once (RFC 6238, 5.2). */
export function stepOfCode(secret: string, code: string, nowMs: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret, "").validate({ token: code, timestamp: nowMs, window });
  return delta === null ? null : Math.floor(nowMs / 1000 / stepSec) + delta;
}
