import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { Agent, type Dispatcher, fetch } from "undici";
import { startDeadline } from "../lib/deadline.ts";
import { ProblemError } from "../lib/problems.ts";
import { isPublicAddress, plainAddress } from "./public-address.ts";
import { capped, readCapped } from "./read-capped.ts";

/** What a request may say. */
export interface OutgoingRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | null;
  signal?: AbortSignal;
}

/** An answer that is read as it comes. Either its body is read to the end or left early, or it is discarded. */
export interface StreamedAnswer {
  status: number;
  headers: Headers;
  /** Throws ProblemError `outbound-failed` when the other side breaks off, takes too long, or says more than was asked for. */
  body: AsyncIterable<Uint8Array>;
  discard(): Promise<void>;
}

/** Requests that we make. All kinds end after a total time, read no more than a cap, and answer a redirect instead of following it. */
export interface Outgoing {
  /**
   * For URLs that tenants or providers name: http and https on their own ports, to machines on the open internet.
   * @throws ProblemError `outbound-refused`, or `outbound-failed` when no whole answer comes.
   */
  toStranger(url: string, request?: OutgoingRequest): Promise<Response>;
  /**
   * Whether a URL that a tenant or provider names may be asked, as far as that can be told now: a name that leads nowhere yet may lead somewhere later.
   * @throws ProblemError `outbound-refused`.
   */
  refuseStranger(url: string): Promise<void>;
  /**
   * The same for answers too large for memory.
   * @throws ProblemError as `toStranger`.
   */
  streamFromStranger(
    url: string,
    options: {
      timeoutMs: number;
      bytesMax: number;
      headers?: Record<string, string>;
      signal?: AbortSignal;
    },
  ): Promise<StreamedAnswer>;
  /**
   * For URLs that the operator set in the environment: they may lead anywhere.
   * @throws ProblemError `outbound-failed` when no whole answer comes.
   */
  toOperator(url: string, request?: OutgoingRequest): Promise<Response>;
  /**
   * The same for answers that are read while they come.
   * @throws ProblemError as `toOperator`.
   */
  streamFromOperator(
    url: string,
    options: OutgoingRequest & { timeoutMs: number; bytesMax: number },
  ): Promise<StreamedAnswer>;
  close(): Promise<void>;
}

export interface OutgoingNeeds {
  /** Whether the operator lets strangers' URLs lead to this address, on any port, though it is not public. */
  isExempt: (address: string) => boolean;
  /** Every address of a name. */
  resolve?: (name: string) => Promise<readonly string[]>;
  timeoutMs?: number;
  bytesMax?: number;
}

const totalTimeoutMs = 10_000;
const answerBytesMax = 5 * 1024 * 1024;

/** Makes the two ways out: one checked, one for the operator. */
export function createOutgoing(needs: OutgoingNeeds): Outgoing {
  const { isExempt, resolve = resolveName } = needs;
  const isReachable = (address: string) => isPublicAddress(address) || isExempt(address);
  // A connection that is reused leads to the address that was checked when it was made.
  const agents = {
    usualPort: new Agent({ connect: { lookup: checkedLookup(resolve, isReachable) } }),
    anyPort: new Agent({ connect: { lookup: checkedLookup(resolve, isExempt) } }),
    operator: new Agent(),
  };
  const send = async (url: URL, request: OutgoingRequest, dispatcher: Dispatcher) => {
    const { timeoutMs = totalTimeoutMs, bytesMax = answerBytesMax } = needs;
    const { signal, ...rest } = request;
    const deadline = startDeadline(timeoutMs, signal);
    try {
      const answer = await fetch(url, {
        ...rest,
        dispatcher,
        redirect: "manual",
        signal: deadline.signal,
      });
      return await readCapped(answer, bytesMax);
    } catch (error) {
      throw explain(error, deadline.hasPassed());
    } finally {
      deadline.end();
    }
  };
  const readStranger = (given: string) => {
    const url = readUrl(given);
    const isUsualPort = url.port === "" || url.port === "80" || url.port === "443";
    const isAllowed = isUsualPort ? isReachable : isExempt;
    refuseLiteral(url, isAllowed);
    const dispatcher = isUsualPort ? agents.usualPort : agents.anyPort;
    return { url, dispatcher, isAllowed };
  };
  return {
    refuseStranger: async (given) => {
      const { url, isAllowed } = readStranger(given);
      const name = url.hostname.replace(/^\[|\]$/g, "");
      if (plainAddress(name) === null)
        refuseAny(name, await resolve(name).catch(() => []), isAllowed);
    },
    toStranger: async (given, request = {}) => {
      const { url, dispatcher } = readStranger(given);
      return send(url, request, dispatcher);
    },
    streamFromStranger: async (given, options) => {
      const { url, dispatcher } = readStranger(given);
      return stream(url, options, dispatcher);
    },
    streamFromOperator: async (given, options) => stream(readUrl(given), options, agents.operator),
    toOperator: async (given, request = {}) => send(readUrl(given), request, agents.operator),
    close: async () => {
      await Promise.all(Object.values(agents).map((agent) => agent.destroy()));
    },
  };
}

async function stream(
  url: URL,
  options: OutgoingRequest & { timeoutMs: number; bytesMax: number },
  dispatcher: Dispatcher,
): Promise<StreamedAnswer> {
  const { timeoutMs, bytesMax, signal, ...rest } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const ended = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    const answer = await fetch(url, { ...rest, dispatcher, redirect: "manual", signal: ended });
    return {
      status: answer.status,
      headers: new Headers([...answer.headers]),
      body: capped(answer.body ?? [], bytesMax, (error) => explain(error, timeout.aborted)),
      discard: async () => {
        await answer.body?.cancel().catch(() => undefined);
      },
    };
  } catch (error) {
    throw explain(error, timeout.aborted);
  }
}

function readUrl(given: string): URL {
  if (!URL.canParse(given)) throw refusal("This is no URL.");
  const url = new URL(given);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw refusal("Only http and https are asked.");
  }
  if (url.username !== "" || url.password !== "") {
    throw refusal("A URL must not hold a user name or password.");
  }
  return url;
}

/** No name is looked up for an address, so it is checked here; the parser has turned every spelling of it (decimal, octal, hexadecimal, short) into one. */
function refuseLiteral({ hostname }: URL, isAllowed: (address: string) => boolean): void {
  const address = plainAddress(hostname.replace(/^\[|\]$/g, ""));
  if (address !== null && !isAllowed(address)) throw notAllowed(hostname, [address]);
}

/**
 * Resolves a name once for a connection and gives on exactly the addresses that it checked: an answer that changes in between changes nothing. One bad address spoils all,
 * because which of them is connected to is up to the system.
 */
function checkedLookup(
  resolve: (name: string) => Promise<readonly string[]>,
  isAllowed: (address: string) => boolean,
): LookupFunction {
  return (name, options, done) => {
    const checked = resolve(name).then((found) => {
      if (found.length === 0) throw new Error(`${name} has no address`);
      const addresses = refuseAny(name, found, isAllowed);
      return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    });
    checked.then(
      (addresses) => {
        const [first] = addresses;
        if (options.all || first === undefined) done(null, addresses);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, []),
    );
  };
}

/** One bad address spoils all. */
function refuseAny(
  name: string,
  found: readonly string[],
  isAllowed: (address: string) => boolean,
): string[] {
  const addresses = found.map((address) => plainAddress(address) ?? "");
  if (addresses.every((address) => address !== "" && isAllowed(address))) return addresses;
  throw notAllowed(name, addresses);
}

async function resolveName(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

/** Which address it was is for the log: a stranger must not learn what our names lead to. */
function notAllowed(name: string, addresses: readonly string[]): ProblemError {
  return new ProblemError(
    "outbound-refused",
    "The URL does not lead to the open internet, or to a port that is not 80 or 443.",
    { cause: new Error(`${name} leads to ${addresses.join(", ")}`) },
  );
}

function refusal(detail: string): ProblemError {
  return new ProblemError("outbound-refused", detail);
}

function explain(error: unknown, isTimeout: boolean): unknown {
  if (error instanceof ProblemError) return error;
  const { cause } = error as { cause?: unknown };
  if (cause instanceof ProblemError) return cause;
  const detail = isTimeout
    ? "The other side took too long."
    : "The other side could not be reached, or broke off.";
  return new ProblemError("outbound-failed", detail, { cause: cause ?? error });
}
