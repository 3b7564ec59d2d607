import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import { freshBytes } from "../lib/fresh-bytes.ts";

/** Encrypts what is stored encrypted, with AES-256-GCM. A box of another purpose or context does not open. */
export interface SecretBox {
  /** `context` names what the content belongs to; opening needs the same one. */
  seal(plain: Buffer, context: string): Buffer;
  /** @throws SecretBoxError when the content was sealed with an unknown key or another context, or was changed. */
  open(sealed: Buffer, context: string): Buffer;
  /** The ids of its keys (see {@link keyIdOf}), the present one first. */
  readonly keyIds: readonly string[];
}

export class SecretBoxError extends Error {
  override readonly name = "SecretBoxError";
}

const version = 1;
const keyIdBytes = 4;
const ivBytes = 12;
const tagBytes = 16;
const headerBytes = 1 + keyIdBytes + ivBytes;

/**
 * Makes the box of one purpose from the installation's secret key.
 *
 * Sealed form: version (1 byte), key id (4, from the key's hash, so that a rotation can tell old from new), nonce (12), ciphertext, tag (16). What former keys sealed
 * opens too; only the present one seals.
 */
export function createSecretBox(
  secretKey: string,
  purpose: string,
  formerKeys: readonly string[] = [],
): SecretBox {
  const present = deriveKey(secretKey, purpose);
  const keys = new Map([present, ...formerKeys.map((key) => deriveKey(key, purpose))]);
  const [presentId, presentKey] = present;
  const prefix = Buffer.concat([Buffer.from([version]), Buffer.from(presentId, "hex")]);
  return {
    keyIds: [...keys.keys()],
    seal: (plain, context) => {
      const iv = freshBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", presentKey, iv);
      cipher.setAAD(Buffer.from(context));
      return Buffer.concat([prefix, iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open: (sealed, context) => {
      const keyId = keyIdOf(sealed);
      if (keyId === null) throw new SecretBoxError("This is not sealed content");
      const key = keys.get(keyId);
      if (key === undefined) {
        throw new SecretBoxError("This content was sealed with another SECRET_KEY");
      }
      return decrypt(key, sealed, context);
    },
  };
}

/** Which key sealed a content, in hexadecimal; null for what is not sealed. */
export function keyIdOf(sealed: Buffer): string | null {
  if (sealed.length < headerBytes + tagBytes || sealed[0] !== version) return null;
  return sealed.subarray(1, 1 + keyIdBytes).toString("hex");
}

function deriveKey(secretKey: string, purpose: string): [id: string, key: Buffer] {
  const key = Buffer.from(hkdfSync("sha256", secretKey, "voicelens", purpose, 32));
  const id = createHash("sha256").update(key).digest().subarray(0, keyIdBytes);
  return [id.toString("hex"), key];
}

function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const iv = sealed.subarray(1 + keyIdBytes, headerBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, iv);
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    const body = decipher.update(sealed.subarray(headerBytes, -tagBytes));
    return Buffer.concat([body, decipher.final()]);
  } catch (error) {
    throw new SecretBoxError("This content was changed, or belongs to something else", {
      cause: error,
    });
  }
}
