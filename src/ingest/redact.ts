const blank = "[redacted]";

/** Headers that may prove an identity: everything that is not known to be harmless. */
const shownHeaders = new Set([
  "accept",
  "accept-encoding",
  "cache-control",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "date",
  "host",
  "traceparent",
  "transfer-encoding",
  "user-agent",
  "webhook-id",
  "webhook-timestamp",
  "x-request-id",
  "x-timestamp",
]);

/** The headers with every value blanked that might be a secret or a signature. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, shownHeaders.has(name) ? value : blank]),
  );
}

/** Members that providers are known to fill with secrets of their customer (providers.md §9.12). */
const secretMember =
  /("(?:[\w-]*(?:secret|password|api[_-]?key|apikey|auth[_-]?token|access[_-]?token|credential|authorization)[\w-]*)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

/** The body as text with secrets blanked. Only the copy shown is changed, never what is stored. */
export function redactBody(text: string): string {
  return text.replace(secretMember, `$1"${blank}"`);
}
