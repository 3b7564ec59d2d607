import ipaddr from "ipaddr.js";

/** Looks like the open internet and is not: Azure answers every virtual machine there, with its secrets. */
const cloudAddresses = new Set(["168.63.129.16"]);

/** All that is given out of IPv6. What lies outside is no place on the internet, whether it has a name (local, NAT64) or none (IPv4 written into the last four bytes). */
const globalIpv6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** The one spelling of an address; IPv4 written as IPv6 becomes IPv4. Null for what is none. */
export function plainAddress(address: string): string | null {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : null;
}

/**
 * Whether an address (as {@link plainAddress} spells it) is one machine on the open internet. Everything else has a name in the registries: private, loopback, link-local (cloud metadata), shared by
 * carriers, multicast, documentation, IPv4 wrapped in IPv6 (6to4, Teredo, NAT64), reserved.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = ipaddr.parse(address);
  const isGivenOut = parsed instanceof ipaddr.IPv4 || parsed.match(globalIpv6);
  return isGivenOut && parsed.range() === "unicast" && !cloudAddresses.has(address);
}
