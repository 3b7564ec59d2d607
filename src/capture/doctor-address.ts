import { isPublicAddress, plainAddress } from "../guard/index.ts";

/** Why a provider could not, or should not, deliver to an address. */
export type AddressFault = "not_https" | "not_public";

/** Names that only mean something on this machine or in this network. */
const privateNames = /(?:^|\.)(?:localhost|local|localdomain|internal|lan|home|test|invalid)$/i;

/** Whether a webhook address leads to the open internet over https. Nobody is asked. */
export function addressFault(address: string): AddressFault | null {
  if (!URL.canParse(address)) return "not_public";
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const literal = plainAddress(host);
  const isPublic =
    literal === null ? host.includes(".") && !privateNames.test(host) : isPublicAddress(literal);
  if (!isPublic) return "not_public";
  return url.protocol === "https:" ? null : "not_https";
}

/** An address for people: what may be a password or token in it is left out. */
export function shownAddress(address: string): string {
  if (!URL.canParse(address)) return "something that is no address";
  const { origin, pathname, search } = new URL(address);
  return `${origin}${pathname}${search === "" ? "" : "?…"}`;
}

/** An address without its fragment: that is for the sender, and never arrives. */
export function withoutFragment(address: string): string {
  return address.split("#", 1)[0] ?? "";
}
