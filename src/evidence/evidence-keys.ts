import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, type JWK } from "jose";

/** A key that signs evidence, and its public half as others keep it. */
export interface EvidenceKey {
  kid: string;
  privateKey: KeyObject;
  publicJwk: JWK;
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

/**
 * The installation's signing keys, the present one first. They are derived from its secret keys: nothing more is to be kept, and every replica has the same. What a former
 * secret key signed stays verifiable as long as that key is named.
 */
export async function evidenceKeys(secretKeys: readonly string[]): Promise<EvidenceKey[]> {
  return Promise.all(
    secretKeys.map(async (secretKey) => {
      const seed = Buffer.from(hkdfSync("sha256", secretKey, "voicelens", "evidence-signing", 32));
      const der = Buffer.concat([pkcs8Prefix, seed]);
      const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
      const { kty, crv, x } = createPublicKey(privateKey).export({ format: "jwk" });
      const publicJwk: JWK = { kty: String(kty), crv: String(crv), x: String(x) };
      const kid = await calculateJwkThumbprint(publicJwk);
      return { kid, privateKey, publicJwk: { ...publicJwk, kid, alg: "EdDSA", use: "sig" } };
    }),
  );
}
