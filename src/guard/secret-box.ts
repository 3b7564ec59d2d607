import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import { freshBytes } from "../lib/fresh-bytes.ts";

/** Encrypts what is stored encrypted, with AES-256-GCM. A box of another purpose or context does not open. */
export interface SecretBox {
  /** `context` names what the content belongs to; opening needs the same one. */
  seal(plain: Buffer, context: string): Buffer;
  /** @throws SecretBoxError when the content was sealed with another key or context, or was changed. */
  open(sealed: Buffer, context: string): Buffer;
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
 * Sealed form: version (1 byte), key id (4, from the key's hash, so that a rotation can tell old from new), nonce (12), ciphertext, tag (16).
 */
export function createSecretBox(secretKey: string, purpose: string): SecretBox {
  const key = Buffer.from(hkdfSync("sha256", secretKey, "voicelens", purpose, 32));
  const keyId = createHash("sha256").update(key).digest().subarray(0, keyIdBytes);
  const prefix = Buffer.concat([Buffer.from([version]), keyId]);
  return {
    seal: (plain, context) => {
      const iv = freshBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      cipher.setAAD(Buffer.from(context));
      return Buffer.concat([prefix, iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open: (sealed, context) => {
      if (sealed.length < headerBytes + tagBytes || sealed[0] !== version) {
        throw new SecretBoxError("This is not sealed content");
      }
      if (!sealed.subarray(1, 1 + keyIdBytes).equals(keyId)) {
        throw new SecretBoxError("This content was sealed with another SECRET_KEY");
      }
      const decipher = createDecipheriv(
        "aes-256-gcm",
        key,
        sealed.subarray(1 + keyIdBytes, headerBytes),
      );
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
    },
  };
}
