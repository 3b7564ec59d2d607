import { parse, stringify } from "node:querystring";
import { fromBase64, fromHex, hmac, isEqualConstantTime, sha256Hex } from "../../lib/signature.ts";
import type { Delivery, Verdict, VerificationSettings } from "../provider.ts";

/**
 * Checks `X-Twilio-Signature`: base64 HMAC-SHA1, keyed with the account's auth token, over the full public URL followed by every form
 * parameter's name and value.
 *
 * The URL as Twilio knows it cannot be seen from the request alone, so every candidate is tried, with and without its port and in the
 * escaped forms that older back ends sign. A JSON body is covered by the hash in the URL's query; without one it is refused, since nothing
 * would vouch for its content. The scheme has no timestamp.
 */
export function verifyDelivery(delivery: Delivery, settings: VerificationSettings): Verdict {
  const header = delivery.headers["x-twilio-signature"];
  if (!header) return { isVerified: false, reason: "missing-signature" };
  const signature = fromBase64(header.trim(), 20);
  if (!signature) return { isVerified: false, reason: "malformed-signature" };
  const secrets = settings.secrets.filter((secret) => secret !== "");
  const messages = signedMessages(delivery);
  const isSigned = secrets.some((secret) =>
    messages.some((message) => isEqualConstantTime(signature, hmac("sha1", secret, ...message))),
  );
  return isSigned ? { isVerified: true } : { isVerified: false, reason: "wrong-signature" };
}

/** The header's value for a request to this address. */
export function signatureOf(
  url: string,
  body: string | Buffer,
  contentType: string,
  secret: string,
): string {
  const address = withoutFragment(url);
  const isForm = isFormType(contentType);
  return hmac("sha1", secret, address, isForm ? signedParameters(body) : "").toString("base64");
}

/** What Twilio may have signed for this request: an address, and the parameters after it. */
function signedMessages(delivery: Delivery): string[][] {
  const isForm = isFormType(delivery.headers["content-type"]);
  const parameters = isForm ? signedParameters(delivery.body) : null;
  const bodyHash = sha256Hex(delivery.body);
  return delivery.publicUrls.flatMap((publicUrl) => {
    const url = withoutFragment(publicUrl);
    const hash = hashInQuery(url);
    if (hash !== null) return isSameHash(hash, bodyHash) ? addressesOf(url).map((a) => [a]) : [];
    if (parameters === null) return [];
    return addressesOf(url).map((address) => [address, parameters]);
  });
}

/** Anything but JSON is read as a form: then all of the body is signed, whatever it holds. */
function isFormType(contentType: string | undefined): boolean {
  return !/^\s*application\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? "");
}

/** Names and values without separators, sorted by name; the values of a repeated name once each, sorted. */
function signedParameters(body: string | Buffer): string {
  const valuesByName = new Map<string, Set<string>>();
  // The ampersand keeps a leading question mark, which the parser would drop.
  for (const [name, value] of new URLSearchParams(`&${body.toString()}`)) {
    const values = valuesByName.get(name);
    if (values) values.add(value);
    else valuesByName.set(name, new Set([value]));
  }
  const parts: string[] = [];
  for (const name of [...valuesByName.keys()].sort()) {
    for (const value of [...(valuesByName.get(name) ?? [])].sort()) parts.push(name, value);
  }
  return parts.join("");
}

function hashInQuery(url: string): string | null {
  const queryStart = url.indexOf("?");
  if (queryStart === -1) return null;
  return new URLSearchParams(url.slice(queryStart + 1)).get("bodySHA256");
}

function isSameHash(told: string, expected: string): boolean {
  const bytes = fromHex(told, 32);
  return bytes !== null && isEqualConstantTime(bytes, Buffer.from(expected, "hex"));
}

function withoutFragment(url: string): string {
  const fragmentStart = url.indexOf("#");
  return fragmentStart === -1 ? url : url.slice(0, fragmentStart);
}

function addressesOf(url: string): string[] {
  const escaped = URL.canParse(url) ? new URL(url).toString() : url;
  const variants = [url, escaped].flatMap((variant) => [withoutPort(variant), withPort(variant)]);
  return [...new Set([...variants, ...variants.slice(2).map(withEscapedQuery)])];
}

interface AddressParts {
  scheme: string;
  userInfo: string;
  host: string;
  port: string;
  rest: string;
}

/** Splits without normalising, so that path and query keep the exact characters that were signed. */
function splitAddress(url: string): AddressParts | null {
  const match = /^([a-z][a-z0-9+.-]{0,20}:\/\/)([^/?]*)/i.exec(url);
  const [prefix = "", scheme = "", authority = ""] = match ?? [];
  if (scheme === "") return null;
  const userInfoEnd = authority.lastIndexOf("@") + 1;
  const hostAndPort = authority.slice(userInfoEnd);
  const portStart = hostAndPort.indexOf(":", hostAndPort.lastIndexOf("]") + 1);
  const hostEnd = portStart === -1 ? hostAndPort.length : portStart;
  return {
    scheme,
    userInfo: authority.slice(0, userInfoEnd),
    host: hostAndPort.slice(0, hostEnd),
    port: hostAndPort.slice(hostEnd),
    rest: url.slice(prefix.length),
  };
}

function withoutPort(url: string): string {
  const parts = splitAddress(url);
  return parts ? `${parts.scheme}${parts.userInfo}${parts.host}${parts.rest}` : url;
}

function withPort(url: string): string {
  const parts = splitAddress(url);
  if (parts?.port !== "") return url;
  const port = parts.scheme.toLowerCase() === "https://" ? ":443" : ":80";
  return `${parts.scheme}${parts.userInfo}${parts.host}${port}${parts.rest}`;
}

function withEscapedQuery(url: string): string {
  const queryStart = url.indexOf("?");
  if (queryStart === -1 || queryStart === url.length - 1) return url;
  return `${url.slice(0, queryStart)}?${stringify(parse(url.slice(queryStart + 1)))}`;
}
