import { isTooLarge, type Outgoing, type StreamedAnswer } from "../guard/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { soundType } from "./sound-type.ts";

/** Sound as it comes. */
export interface Sound {
  contentType: string;
  body: AsyncIterable<Uint8Array>;
}

/** Why there is no recording, in a word that people and programs see. */
export class NoRecording extends Error {
  override readonly name = "NoRecording";
  readonly reason: string;
  /** `later`: another try may bring it. `absent`: it is not there, or not yet. `never`: no try will. `refused`: we do not ask there. */
  readonly kind: "later" | "absent" | "never" | "refused";
  constructor(kind: NoRecording["kind"], reason: string, cause?: unknown) {
    super(reason, { cause });
    this.kind = kind;
    this.reason = reason;
  }
}

const recordingBytesMax = 512 * 1024 * 1024;
const downloadMsMax = 10 * 60_000;
const redirectsMax = 3;
const usualHeaders = { accept: "audio/*, application/octet-stream;q=0.8, */*;q=0.1" };

/** What opens an address that wants a key; null for an address that none of ours is for. */
export type KeyFor = (url: string) => Promise<Readonly<Record<string, string>> | null>;

/**
 * Asks for a recording where its provider says it is. Redirects are followed, each checked as the first address was. A key is sent only where it is asked for, and only to the
 * address that it is for: never along a redirect.
 * @throws NoRecording
 */
export async function fetchRecording(
  outgoing: Pick<Outgoing, "streamFromStranger">,
  url: string,
  { keyFor, signal }: { keyFor: KeyFor; signal: AbortSignal },
): Promise<Sound> {
  let address = url;
  for (let redirects = 0; redirects <= redirectsMax; redirects++) {
    const answer = await askWithKey(outgoing, address, { keyFor, signal });
    const location = answer.headers.get("location");
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      await answer.discard();
      if (!URL.canParse(location, address)) throw new NoRecording("never", "url-refused");
      address = new URL(location, address).href;
      continue;
    }
    if (answer.status !== 200) {
      await answer.discard();
      throw noRecordingOf(answer.status);
    }
    const declared = answer.headers.get("content-type") ?? "";
    return asSound(readingProblems(answer.body), { declared, url: address });
  }
  throw new NoRecording("later", "too-many-redirects");
}

/** Sound that lies in memory. @throws NoRecording when it is none. */
export function soundFrom(bytes: Buffer): Promise<Sound> {
  async function* whole() {
    yield bytes;
  }
  return asSound(whole(), { declared: "audio/mpeg", url: "" });
}

async function askWithKey(
  outgoing: Pick<Outgoing, "streamFromStranger">,
  url: string,
  { keyFor, signal }: { keyFor: KeyFor; signal: AbortSignal },
): Promise<StreamedAnswer> {
  const answer = await ask(outgoing, url, { headers: {}, signal });
  if (answer.status !== 401 && answer.status !== 403) return answer;
  const headers = await keyFor(url);
  if (headers === null) return answer;
  await answer.discard();
  return ask(outgoing, url, { headers, signal });
}

async function ask(
  outgoing: Pick<Outgoing, "streamFromStranger">,
  url: string,
  { headers, signal }: { headers: Readonly<Record<string, string>>; signal: AbortSignal },
): Promise<StreamedAnswer> {
  try {
    return await outgoing.streamFromStranger(url, {
      timeoutMs: downloadMsMax,
      bytesMax: recordingBytesMax,
      headers: { ...usualHeaders, ...headers },
      signal,
    });
  } catch (error) {
    throw asNoRecording(error);
  }
}

async function* readingProblems(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw asNoRecording(error);
  }
}

function asNoRecording(error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error;
  if (isTooLarge(error)) return new NoRecording("never", "too-large", error);
  if (error.code === "outbound-refused") return new NoRecording("refused", "url-refused", error);
  return new NoRecording("later", "unreachable", error);
}

function noRecordingOf(status: number): NoRecording {
  switch (status) {
    case 401:
      return new NoRecording("later", "needs-key");
    case 403:
      return new NoRecording("absent", "link-expired");
    case 404:
      return new NoRecording("absent", "not-found");
    case 410:
      return new NoRecording("absent", "removed");
    default:
      return new NoRecording("later", "provider-error");
  }
}

/** Looks at the first bytes before anything is kept. */
async function asSound(
  body: AsyncGenerator<Uint8Array>,
  { declared, url }: { declared: string; url: string },
): Promise<Sound> {
  const start = await body.next();
  if (start.done === true || start.value.byteLength === 0) {
    throw new NoRecording("later", "empty");
  }
  const first = Buffer.from(start.value);
  const contentType = soundType({ first, declared, url });
  if (contentType === null) {
    await body.return(undefined);
    throw new NoRecording("later", "not-audio");
  }
  async function* whole() {
    yield first;
    yield* body;
  }
  return { contentType, body: whole() };
}
