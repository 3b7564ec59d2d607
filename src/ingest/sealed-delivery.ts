import type { SecretBox } from "../guard/index.ts";

/** What is kept of a delivery beside its row: the exact bytes, and the headers as they came. */
export interface DeliveryContent {
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

const lengthBytes = 4;

/** A sealed delivery opens only for the connection that received it. */
export function deliveryContext(connectionId: string): string {
  return `delivery/${connectionId}`;
}

/** Seals headers and body as one, bound to the connection that received them: headers hold secrets, bodies hold people's words. */
export function sealDelivery(
  box: SecretBox,
  connectionId: string,
  content: DeliveryContent,
): Buffer {
  const headers = Buffer.from(JSON.stringify(content.headers));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(headers.length);
  return box.seal(Buffer.concat([length, headers, content.body]), deliveryContext(connectionId));
}

/** @throws SecretBoxError when it was sealed with another key, for another connection, or was changed. */
export function openDelivery(
  box: SecretBox,
  connectionId: string,
  sealed: Buffer,
): DeliveryContent {
  const plain = box.open(sealed, deliveryContext(connectionId));
  const end = lengthBytes + plain.readUInt32BE(0);
  return {
    headers: JSON.parse(plain.subarray(lengthBytes, end).toString()) as Record<string, string>,
    body: plain.subarray(end),
  };
}
