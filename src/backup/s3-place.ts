import { setTimeout as pause } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";
import type { Outgoing } from "../guard/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { ArchiveError } from "./archive-error.ts";
import type { Place, Stored } from "./place.ts";
import { readList, readText } from "./s3-xml.ts";

export interface S3Settings {
  /** Left out, Amazon's own of the region. */
  endpoint: string | undefined;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** All but the last part have this size; with 10,000 parts, as many as there may be, it makes archives of 160 GB. */
const partBytes = 16 * 1024 * 1024;
const triesMax = 4;
const readTimeoutMs = 24 * 3_600_000;

/** A bucket of any service that speaks S3. What is written appears when all of it is there. */
export function createS3Place(
  settings: S3Settings,
  where: { bucket: string; prefix: string },
  outgoing: Pick<Outgoing, "toOperator" | "streamFromOperator">,
): Place {
  const prefix = where.prefix === "" ? "" : `${where.prefix}/`;
  const endpoint = settings.endpoint ?? `https://s3.${settings.region}.amazonaws.com`;
  const bucketUrl = `${endpoint.replace(/\/$/, "")}/${where.bucket}`;
  const urlOf = (name: string) =>
    `${bucketUrl}/${`${prefix}${name}`.split("/").map(encodeURIComponent).join("/")}`;
  const sign = createSigner(settings);

  const ask: Ask = async (request) => {
    for (let tries = 1; ; tries++) {
      const { url, ...signed } = await sign(request);
      const answer = await outgoing
        .toOperator(url, { ...signed, ...(request.signal && { signal: request.signal }) })
        .catch((error: unknown) => {
          if (tries === triesMax || request.signal?.aborted) throw error;
        });
      if (answer?.ok) return answer;
      if (answer !== undefined && (answer.status < 500 || tries === triesMax)) {
        throw refusal(answer.status, await answer.text());
      }
      await pause(250 * 2 ** tries, undefined, request.signal && { signal: request.signal });
    }
  };

  const open = async (whole: string, at: number) => {
    const { url, headers, method } = await sign({ method: "GET", url: whole });
    const answer = await outgoing.streamFromOperator(url, {
      method,
      headers: at === 0 ? headers : { ...headers, range: `bytes=${at}-` },
      timeoutMs: readTimeoutMs,
      bytesMax: Number.MAX_SAFE_INTEGER,
    });
    if (answer.status === (at === 0 ? 200 : 206)) return answer;
    await answer.discard();
    throw refusal(answer.status, "");
  };

  return {
    address: `s3://${where.bucket}/${where.prefix}`,
    async list() {
      const found: Stored[] = [];
      let token: string | null = "";
      while (token !== null) {
        const query = new URLSearchParams({ "list-type": "2", prefix });
        if (token !== "") query.set("continuation-token", token);
        const answer = await ask({ method: "GET", url: `${bucketUrl}?${query}` });
        const page = readList(await answer.text());
        for (const { key, ...rest } of page.contents) {
          const name = key.slice(prefix.length);
          if (!name.includes("/")) found.push({ name, ...rest });
        }
        token = page.next;
      }
      return found;
    },
    async put(name, content, signal) {
      const url = urlOf(name);
      const more = signal && { signal };
      const parts = inParts(content);
      const first = await parts.next();
      const second = await parts.next();
      if (second.done === true) {
        await ask({ method: "PUT", url, body: first.value ?? Buffer.alloc(0), ...more });
        return;
      }
      async function* all() {
        if (first.done !== true) yield first.value;
        if (second.done !== true) yield second.value;
        yield* parts;
      }
      await putInParts(ask, url, all(), more);
    },
    // A large archive takes hours to load, and few connections last that long: what breaks off goes on where it was.
    async *read(name) {
      let at = 0;
      for (let tries = 1; ; tries++) {
        const answer = await open(urlOf(name), at);
        try {
          for await (const part of answer.body) {
            at += part.length;
            tries = 1;
            yield part;
          }
          return;
        } catch (error) {
          if (tries === triesMax || !isBrokenOff(error)) throw error;
        }
        await pause(250 * 2 ** tries);
      }
    },
    remove: async (name) => {
      await ask({ method: "DELETE", url: urlOf(name) });
    },
  };
}

type Ask = (request: Request) => Promise<Response>;

/** Parts that were sent are nothing until the list of them is. */
async function putInParts(
  ask: Ask,
  url: string,
  parts: AsyncIterable<Buffer>,
  more: { signal: AbortSignal } | undefined,
): Promise<void> {
  const begun = await ask({ method: "POST", url: `${url}?uploads`, ...more });
  const id = encodeURIComponent(readText(await begun.text(), "UploadId"));
  try {
    const listed: string[] = [];
    for await (const body of parts) {
      const number = listed.length + 1;
      const at = `${url}?partNumber=${number}&uploadId=${id}`;
      const { headers } = await ask({ method: "PUT", url: at, body, ...more });
      const tag = headers.get("etag") ?? "";
      listed.push(`<Part><PartNumber>${number}</PartNumber><ETag>${tag}</ETag></Part>`);
    }
    const list = `<CompleteMultipartUpload>${listed.join("")}</CompleteMultipartUpload>`;
    const body = Buffer.from(list);
    const done = await ask({ method: "POST", url: `${url}?uploadId=${id}`, body, ...more });
    // A failure at this point comes with status 200.
    const said = await done.text();
    if (said.includes("<Error>")) throw refusal(500, said);
  } catch (error) {
    await ask({ method: "DELETE", url: `${url}?uploadId=${id}` }).catch(() => undefined);
    throw error;
  }
}

interface Request {
  method: string;
  url: string;
  body?: Buffer;
  signal?: AbortSignal;
}

function createSigner({ region, accessKeyId, secretAccessKey }: S3Settings) {
  return async ({ method, url, body }: Request) => {
    const hash = await crypto.subtle.digest("SHA-256", new Uint8Array(body ?? []));
    const signed = await new AwsV4Signer({
      ...{ method, url, accessKeyId, secretAccessKey, region },
      service: "s3",
      headers: { "x-amz-content-sha256": Buffer.from(hash).toString("hex") },
    }).sign();
    return {
      method,
      url: signed.url.href,
      headers: Object.fromEntries(signed.headers),
      ...(body === undefined ? {} : { body }),
    };
  };
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "outbound-failed";
}

async function* inParts(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of content) {
    waiting.push(piece);
    bytes += piece.length;
    while (bytes >= partBytes) {
      const all = Buffer.concat(waiting);
      yield all.subarray(0, partBytes);
      waiting = [all.subarray(partBytes)];
      bytes -= partBytes;
    }
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

function refusal(status: number, body: string): ArchiveError {
  if (status === 404) return new ArchiveError("There is no such bucket or archive at S3_ENDPOINT.");
  const code = readText(body, "Code") || "no reason given";
  return new ArchiveError(`The S3 service refused (${status}, ${code}).`);
}
