import { createStore } from "../lib/store.ts";

const parameter = "tenant";

/**
 * The tenant whose page the address names that was opened, until somebody answered for whom they act.
 *
 * Read before the router, which drops what a page does not know. Sessions act for one tenant: an address alone never switches.
 */
export const linkedTenant = createStore<string | null>(
  new URLSearchParams(window.location.search).get(parameter),
);

/** The address of the page as others can open it, whomever they act for. */
export function addressOfPage(tenantId: string): string {
  const url = new URL(window.location.href);
  url.searchParams.set(parameter, tenantId);
  return url.href;
}
