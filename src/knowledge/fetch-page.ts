import { isTooLarge, type Outgoing, type StreamedAnswer } from "../guard/index.ts";
import { ProblemError } from "../lib/problems.ts";

/** The largest document that is taken, however it comes. */
export const documentBytesMax = 50 * 1024 * 1024;

const fetchMsMax = 60_000;
const redirectsMax = 5;

/** A page as it comes. */
export interface FetchedPage {
  /** As its server says; undefined where it says nothing of use. */
  mime: string | undefined;
  body: AsyncIterable<Uint8Array>;
}

/** A page that may be there later. */
export class LaterError extends Error {
  override readonly name = "LaterError";
  /** What to say when it never comes. */
  readonly problem: ProblemError;
  constructor(problem: ProblemError) {
    super(problem.message, { cause: problem });
    this.problem = problem;
  }
}

/**
 * Asks for a document where a tenant says it is. Redirects are followed, each checked as the first address was.
 * @throws ProblemError when no other try will bring it, LaterError when one may. Both also while the body is read.
 */
export async function fetchPage(
  outgoing: Pick<Outgoing, "streamFromStranger">,
  url: string,
  signal: AbortSignal,
): Promise<FetchedPage> {
  let address = url;
  for (let redirects = 0; redirects <= redirectsMax; redirects++) {
    const answer = await ask(outgoing, address, signal);
    const location = answer.headers.get("location");
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      await answer.discard();
      if (!URL.canParse(location, address)) throw unreachable("It leads to what is no URL.");
      address = new URL(location, address).href;
      continue;
    }
    if (answer.status !== 200) {
      await answer.discard();
      throw refusalOf(answer.status);
    }
    const [mime = ""] = (answer.headers.get("content-type") ?? "").split(";");
    return { mime: mime.trim() || undefined, body: explained(answer.body) };
  }
  throw unreachable(`It leads on more than ${redirectsMax} times.`);
}

async function ask(
  outgoing: Pick<Outgoing, "streamFromStranger">,
  url: string,
  signal: AbortSignal,
): Promise<StreamedAnswer> {
  try {
    return await outgoing.streamFromStranger(url, {
      timeoutMs: fetchMsMax,
      bytesMax: documentBytesMax,
      headers: { accept: "text/html, application/pdf, text/*;q=0.9, */*;q=0.5" },
      signal,
    });
  } catch (error) {
    throw explain(error);
  }
}

async function* explained(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  if (!(error instanceof ProblemError) || error.code === "outbound-refused") return error;
  if (isTooLarge(error)) return tooLarge();
  return new LaterError(unreachable(error.message));
}

/** Being refused or not there lasts; the rest may pass. */
function refusalOf(status: number): Error {
  const problem = unreachable(`Its server answered with status ${status}.`);
  const isLasting = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return isLasting ? problem : new LaterError(problem);
}

function unreachable(detail: string): ProblemError {
  return new ProblemError("document-url-unreachable", detail);
}

/** For a document over {@link documentBytesMax}. */
export function tooLarge(): ProblemError {
  return new ProblemError(
    "document-too-large",
    `A document has at most ${documentBytesMax / 1024 / 1024} MB.`,
  );
}
