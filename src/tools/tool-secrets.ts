import type { SecretBox } from "../guard/index.ts";

/** A tool's secret and headers are bound to it: put elsewhere, they do not open. */
export function toolSecretContext(of: { tenant_id: string; id: string }): string {
  return `tool/${of.tenant_id}/${of.id}`;
}

/** Headers that go with each request of a tool. */
export function openHeaders(
  box: SecretBox,
  of: { tenant_id: string; id: string; sealed_headers: Buffer | null },
): Record<string, string> {
  if (of.sealed_headers === null) return {};
  const text = box.open(of.sealed_headers, toolSecretContext(of)).toString();
  return JSON.parse(text) as Record<string, string>;
}
