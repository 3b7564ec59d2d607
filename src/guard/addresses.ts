import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** An address in its plain form: IPv4 mapped into IPv6 is IPv4. Null for what is no address. */
function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  // The library also takes shortened and octal forms, which nobody means.
  return isIP(address) === 0 ? null : ipaddr.process(address);
}

/**
 * The network that one sender can be held to: the address itself, for IPv6 its /64, because whoever has one address there has them all.
 * What is no address is kept as it is.
 */
export function senderOf(address: string): string {
  const parsed = parse(address);
  if (parsed === null) return address;
  if (parsed.kind() === "ipv4") return `${parsed.toString()}/32`;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`;
}

/** Whether an address can be anybody's on the internet; not loopback, private, link-local or otherwise special. */
export function isPublic(address: string): boolean {
  const range = parse(address)?.range();
  // Addresses of documentation are nobody's, but what comes from one is certainly no proxy of ours.
  return range === "unicast" || range === "reserved";
}

/** A network in the form the database gives, from an address or a CIDR range; null for anything else. */
export function readNetwork(text: string): string | null {
  const [, base = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const address = parse(base);
  if (address === null) return null;
  const isIpv4 = address.kind() === "ipv4";
  const size = isIpv4 ? 32 : 128;
  const prefix = bits === undefined ? size : Number(bits);
  if (prefix > size) return null;
  const cidr = `${address.toString()}/${prefix}`;
  const network = isIpv4
    ? ipaddr.IPv4.networkAddressFromCIDR(cidr)
    : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${network.toString()}/${prefix}`;
}
