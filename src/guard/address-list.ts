import { BlockList, isIP } from "node:net";
import { ConfigError } from "../config/index.ts";

/** Makes a test for addresses from single ones and CIDR ranges. @throws ConfigError naming the entry that is neither. */
export function createAddressList(
  entries: readonly string[],
  variable: string,
): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [, network = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
    const family = isIP(network);
    const size = family === 4 ? 32 : 128;
    const prefix = bits === undefined ? size : Number(bits);
    if (family === 0 || prefix > size) {
      throw new ConfigError(`${variable}: "${entry}" is neither an address nor a CIDR range`);
    }
    list.addSubnet(network, prefix, family === 4 ? "ipv4" : "ipv6");
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
    const family = isIP(plain);
    return family !== 0 && list.check(plain, family === 4 ? "ipv4" : "ipv6");
  };
}
