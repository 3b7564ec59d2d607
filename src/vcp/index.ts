/** VCP 0.5 and vCon: reading, checking, upgrading and writing the provider-neutral record of one call. */
export { buildVcpMessage } from "./build-message.ts";
export { canonicalJson, vcpChecksum } from "./checksum.ts";
export { cleanJson, cleanText, elideBinaries } from "./clean-json.ts";
export { downgradeVcp } from "./downgrade.ts";
export {
  VcpError,
  type VcpErrorCode,
  type VcpFinding,
  type VcpWarningCode,
  vcpErrorCodes,
  vcpWarningCodes,
} from "./findings.ts";
export type { VcpMessage03 } from "./legacy.schema.ts";
export { patchFromVcp } from "./read-message.ts";
export type { VcpSource } from "./source.ts";
export { upgradeVcp, type VcpUpgrade } from "./upgrade.ts";
export { type VcpVerdict, validateVcp } from "./validate.ts";
export { buildVcon, type Vcon } from "./vcon.ts";
export { type VcpMessage, type VcpVersion, vcpJsonSchema } from "./vcp.schema.ts";
