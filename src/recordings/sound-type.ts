/** What the first bytes of sound say, where they say it. */
const marks: ReadonlyArray<readonly [type: string, shape: RegExp]> = [
  ["audio/wav", /^RIFF[\s\S]{4}WAVE/],
  ["audio/mpeg", /^(?:ID3|\xff[\xe2-\xe7\xf2-\xff])/],
  ["audio/ogg", /^OggS/],
  ["audio/flac", /^fLaC/],
  ["audio/mp4", /^[\s\S]{4}ftyp/],
];
/** Long enough for every mark. */
const markBytes = 12;

const extensions: Readonly<Record<string, string>> = {
  wav: "audio/wav",
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  opus: "audio/ogg",
  m4a: "audio/mp4",
  mp4: "audio/mp4",
  flac: "audio/flac",
  webm: "audio/webm",
};

/**
 * The type under which a recording is given out: by its first bytes, by what the provider says, or, where it says nothing, by the name. Null for what is no sound: a page
 * that says "not found" or "sign in" must not be kept as a recording, nor ever be shown as a page.
 */
export function soundType(given: { first: Buffer; declared: string; url: string }): string | null {
  const head = given.first.subarray(0, markBytes).toString("latin1");
  const marked = marks.find(([, shape]) => shape.test(head));
  if (marked !== undefined) return marked[0];
  const declared = given.declared.split(";")[0]?.trim().toLowerCase() ?? "";
  if (/^audio\/[\w.+-]{1,60}$/.test(declared)) return declared;
  if (declared !== "" && !/^(?:application|binary)\/octet-stream$/.test(declared)) return null;
  const extension = /\.(\w{2,4})(?:[?#]|$)/.exec(given.url)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(extensions, extension) ? (extensions[extension] ?? null) : null;
}

/** The ending of a file of this type. */
export function extensionOf(contentType: string): string {
  const found = Object.entries(extensions).find(([, type]) => type === contentType);
  return found?.[0] ?? "audio";
}
