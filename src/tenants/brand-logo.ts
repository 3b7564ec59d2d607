/** How a logo begins where it crosses the wire. */
export const logoUrlStart = "data:image/png;base64,";

/** A logo stands in a bar 48 pixels high, and comes with every session. */
export const logoBytesMax = 32 * 1024;
const sideMax = 1024;

const pngMark = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** Reads a logo out of its `data:` URL. Null for anything but a small PNG: pictures that can hold scripts or addresses are none. */
export function readLogo(url: string): Buffer | null {
  if (!url.startsWith(logoUrlStart)) return null;
  const content = Buffer.from(url.slice(logoUrlStart.length), "base64");
  if (content.length < 24 || content.length > logoBytesMax) return null;
  if (!content.subarray(0, pngMark.length).equals(pngMark)) return null;
  // A few bytes can unfold into a picture that no browser has the memory for.
  const sides = [content.readUInt32BE(16), content.readUInt32BE(20)];
  return sides.every((side) => side > 0 && side <= sideMax) ? content : null;
}
