/** What `scan.wat` compiles to: it holds a loop of 128-bit instructions, about ten times as fast as one in JavaScript. */
export const scanBytes =
  "AGFzbQEAAAABDgJgBX9/f39/AGABewF/AhIBBm1lbW9yeQZtZW1vcnkCAAEDAwIAAQcIAQRzY2FuAAAKywICrgIDBH8FewJ/IANBAXQhDiAOIANqIQ8CQANAIAUgAk8NAf0MAAAAAAAAAAAAAAAAAAAAACEK/QwAAAAAAAAAAAAAAAAAAAAAIQv9DAAAAAAAAAAAAAAAAAAAAAAhDP0MAAAAAAAAAAAAAAAAAAAAACENIAEhBiABIANqIQcgACEIA0AgCP0ABAAhCSAKIAkgBv0BAwD9ugH9rgEhCiALIAkgBiADav0BAwD9ugH9rgEhCyAMIAkgBiAOav0BAwD9ugH9rgEhDCANIAkgBiAPav0BAwD9ugH9rgEhDSAIQRBqIQggBkEIaiEGIAYgB0kNAAsgBCAKEAE2AgAgBCALEAE2AgQgBCAMEAE2AgggBCANEAE2AgwgBEEQaiEEIAcgD2ohASAFQQRqIQUMAAsLCxkAIAD9GwAgAP0bAWogAP0bAiAA/RsDamoL";

/** The products of a question with many vectors; see `scan.wat` for what lies where. */
export type Scan = (
  question: number,
  vectors: number,
  rows: number,
  size: number,
  products: number,
) => void;

const scanModule = new WebAssembly.Module(Buffer.from(scanBytes, "base64"));

/** The loop over one memory. */
export function openScan(memory: WebAssembly.Memory): Scan {
  const { exports } = new WebAssembly.Instance(scanModule, { memory: { memory } });
  return exports.scan as Scan;
}
