export const imageBytesMax = 5 * 1024 * 1024;

/** The kinds of images that are kept. */
export const imageTypes = ["image/jpeg", "image/png", "image/webp"] as const;
export type ImageType = (typeof imageTypes)[number];

const marks: ReadonlyArray<readonly [type: ImageType, shape: RegExp]> = [
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/png", /^\x89PNG\r\n/],
  ["image/webp", /^RIFF[\s\S]{4}WEBP/],
];
const markBytes = 12;

/** What the first bytes say an image is; what was claimed of it does not count. Null for anything else. */
export function imageTypeOf(content: Buffer): ImageType | null {
  const head = content.subarray(0, markBytes).toString("latin1");
  return marks.find(([, shape]) => shape.test(head))?.[0] ?? null;
}
