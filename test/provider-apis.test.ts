import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldPatches, type PatchEntry } from "../src/calls/fold.ts";
import { type CallRecord, isTerminal } from "../src/lib/call.ts";
import {
  ApiError,
  type FetchedCall,
  findProvider,
  listAllCalls,
  type Normalised,
  NormaliseError,
  providerApis,
  type SimulatedCall,
  scenarios,
} from "../src/providers/index.ts";
import {
  type Fault,
  inventCalls,
  openServer,
  type ServedProvider,
  servedProviders,
  startProviderServer,
} from "./provider-servers/index.ts";

const startAt = Date.UTC(2026, 10, 20, 18);
const everything = { startedAfter: null, startedBefore: null, limit: 4 };

function apiOf(provider: ServedProvider) {
  const api = providerApis.get(provider);
  if (api === undefined) throw new RangeError(provider);
  return api;
}

async function collect(calls: AsyncGenerator<FetchedCall>): Promise<FetchedCall[]> {
  const all: FetchedCall[] = [];
  for await (const call of calls) all.push(call);
  return all;
}

function idsOf(calls: ReadonlyArray<{ providerCallId: string }>): string[] {
  return calls.map(({ providerCallId }) => providerCallId).sort();
}

async function errorOf(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new TypeError("no ApiError", { cause: error });
  return error;
}

describe.each(servedProviders)("%s: the list", (provider) => {
  const calls = inventCalls(provider, { count: 23, startAt });

  test("read page by page holds every call once", async () => {
    await using server = await startProviderServer(provider, { calls });
    const listed = await collect(listAllCalls(openServer(provider, server).account, everything));
    expect(listed.map(({ providerCallId }) => providerCallId)).toHaveLength(calls.length);
    expect(idsOf(listed)).toEqual(idsOf(calls));
    expect(listed.every(({ isTerminal }) => isTerminal)).toBe(true);
  });

  test("ends at the bounds of the window: the first included, the last not", async () => {
    await using server = await startProviderServer(provider, { calls });
    const { account } = openServer(provider, server);
    const all = (await collect(listAllCalls(account, everything))).filter(
      ({ listedAt }) => listedAt !== null,
    );
    const starts = all.map(({ listedAt }) => listedAt ?? 0).sort((a, b) => a - b);
    const [startedAfter = 0, startedBefore = 0] = [starts[5], starts[14]];
    const inside = await collect(
      listAllCalls(account, { ...everything, startedAfter, startedBefore }),
    );
    const wanted = all.filter(
      ({ listedAt }) => (listedAt ?? 0) >= startedAfter && (listedAt ?? 0) < startedBefore,
    );
    expect(idsOf(inside)).toEqual(idsOf(wanted));
    expect(wanted.length).toBeGreaterThan(3);
  });

  test("holds calls that never connected exactly where it says so", async () => {
    const unanswered = inventCalls(provider, { count: 3, startAt, scenario: "no_answer" });
    await using server = await startProviderServer(provider, { calls: unanswered });
    const { account } = openServer(provider, server);
    const window = { startedAfter: startAt - 3_600_000, startedBefore: startAt + 3_600_000 };
    const inside = await collect(listAllCalls(account, { ...window, limit: 10 }));
    expect(inside).toHaveLength(apiOf(provider).listsUnconnected ? 3 : 0);
  });

  test("is complete and without repetition when pages come twice or overlap", async () => {
    const faults: Fault[] = [{ kind: "duplicate-page", times: 2 }, { kind: "repeated-item" }];
    await using server = await startProviderServer(provider, { calls, faults });
    const listed = await collect(listAllCalls(openServer(provider, server).account, everything));
    expect(listed).toHaveLength(calls.length);
    expect(idsOf(listed)).toEqual(idsOf(calls));
  });

  test("lags behind the end of a call, while the call itself can be read", async () => {
    const [call] = calls;
    if (call === undefined) throw new RangeError("no call");
    let at = 0;
    const clock = () => at;
    const lag = { calls: [call], clock, listLagMs: 60_000 };
    await using server = await startProviderServer(provider, lag);
    const { account } = openServer(provider, server);
    at = Math.max(...call.deliveries.map((sent) => sent.at));
    expect(await collect(listAllCalls(account, everything))).toEqual([]);
    expect((await account.getCall(call.providerCallId))?.isTerminal).toBe(true);
    at += 60_000;
    expect(await collect(listAllCalls(account, everything))).toHaveLength(1);
  });

  test("that runs in a circle is given up as nonsense, not read for ever", async () => {
    const faults: Fault[] = [{ kind: "duplicate-page" }];
    await using server = await startProviderServer(provider, { calls, faults });
    const { account } = openServer(provider, server);
    const error = await errorOf(collect(listAllCalls(account, everything)));
    expect(error.kind).toBe("nonsense");
  });

  test("told by a clock that is off still names every call", async () => {
    const faults: Fault[] = [{ kind: "skewed-clock", ms: 90_000 }];
    await using server = await startProviderServer(provider, { calls, faults });
    const listed = await collect(listAllCalls(openServer(provider, server).account, everything));
    expect(idsOf(listed)).toEqual(idsOf(calls));
  });
});

describe.each(servedProviders)("%s: one call", (provider) => {
  const calls = inventCalls(provider, { count: 2, startAt });
  const id = calls[0]?.providerCallId ?? "";

  test("that is not there (any more) is null", async () => {
    await using server = await startProviderServer(provider, { calls });
    const { account } = openServer(provider, server);
    expect((await account.getCall(id))?.providerCallId).toBe(id);
    server.faults.add({ kind: "vanished", providerCallId: id });
    expect(await account.getCall(id)).toBeNull();
    expect(await account.getCall("../../etc?x=1#y")).toBeNull();
  });

  test.each<[Fault, ApiError["kind"]]>([
    [{ kind: "revoked-key" }, "unauthorized"],
    [{ kind: "status", status: 403 }, "forbidden"],
    [{ kind: "status", status: 422 }, "refused"],
    [{ kind: "status", status: 302 }, "refused"],
    [{ kind: "status", status: 500 }, "unavailable"],
    [{ kind: "html" }, "nonsense"],
    [{ kind: "truncated-json" }, "nonsense"],
    [{ kind: "wrong-shape" }, "nonsense"],
    [{ kind: "endless", bytes: 33 * 1024 * 1024 }, "nonsense"],
  ])("%j is told at once as %s", async (fault, kind) => {
    await using server = await startProviderServer(provider, { calls, faults: [fault] });
    const { account, clock } = openServer(provider, server);
    expect((await errorOf(account.getCall(id))).kind).toBe(kind);
    expect(server.requests).toHaveLength(1);
    expect(clock.pauses).toEqual([]);
    expect((await errorOf(account.listCalls({ ...everything, cursor: null }))).kind).toBe(kind);
  });

  test.each<Fault>([
    { kind: "rate-limited", times: 2 },
    { kind: "rate-limited", times: 1, retryAfter: "7" },
    { kind: "status", status: 502, times: 3 },
    { kind: "status", status: 503, times: 1 },
    { kind: "cut-connection", times: 2 },
    { kind: "slow", times: 1 },
  ])("%j passes, and another try brings the call", async (fault) => {
    await using server = await startProviderServer(provider, { calls, faults: [fault] });
    const { account, clock } = openServer(provider, server, { timeoutMs: 300 });
    expect((await account.getCall(id))?.providerCallId).toBe(id);
    expect(clock.pauses.length).toBeGreaterThanOrEqual(fault.times ?? 0);
    const list = await account.listCalls({ ...everything, cursor: null });
    expect(list.calls.length).toBeGreaterThan(0);
  });

  test.each<[Fault, ApiError["kind"]]>([
    [{ kind: "rate-limited" }, "rate_limited"],
    [{ kind: "status", status: 503 }, "unavailable"],
    [{ kind: "cut-connection" }, "unavailable"],
  ])("%j that stays is given up after four tries as %s", async (fault, kind) => {
    await using server = await startProviderServer(provider, { calls, faults: [fault] });
    const { account } = openServer(provider, server);
    expect((await errorOf(account.getCall(id))).kind).toBe(kind);
    expect(server.requests).toHaveLength(4);
  });

  test("is not read with a wrong key, and no error quotes key or body", async () => {
    await using server = await startProviderServer(provider, { calls });
    const credentials = Object.fromEntries(
      Object.keys(server.credentials).map((name) => [name, "sk_wrong_4242"]),
    );
    const { account } = openServer(provider, server, { credentials });
    const error = await errorOf(account.getCall(id));
    expect(error.kind).toBe("unauthorized");
    const cut = openServer(provider, server).account;
    server.faults.add({ kind: "truncated-json", times: 1 });
    const broken = await errorOf(cut.getCall(id));
    expect(inspect([error, broken], { depth: 8 })).not.toMatch(/sk_wrong|\+1212|transcript/i);
  });
});

/**
 * What the API tells differently from the webhooks, by provider: taken out of both records before they are compared. Each is named in
 * the provider's README.
 */
const exceptions: Record<ServedProvider, (record: CallRecord, all: CallRecord) => void> = {
  retell: dropTransferSteps,
  vapi(record, all) {
    dropTransferSteps(record);
    if (isConnected(all)) return;
    delete record.facts.endedAt;
    delete record.facts.durationMs;
  },
  elevenlabs({ facts }, all) {
    if (isConnected(all)) return;
    delete facts.createdAt;
    delete facts.endReason;
    delete facts.endedBy;
    delete facts.metrics;
  },
  twilio({ facts }) {
    delete facts.costMicros;
    delete facts.recordingUrl;
    delete facts.metrics?.sip_response_code;
  },
  bland(record) {
    record.timeline = record.timeline.filter(({ type }) => type !== "log");
  },
  assistable(record, all) {
    const { facts } = record;
    for (const name of ["taskStatus", "agentId", "metadata", "analysis", "integrations"] as const) {
      delete facts[name];
    }
    delete facts.metrics?.task_completion;
    delete facts.metrics?.assistant_success;
    if (Object.keys(facts.metrics ?? {}).length === 0) delete facts.metrics;
    record.toolCalls = [];
    if (all.statusSource !== "task_completion") return;
    record.status = "unknown";
    record.statusSource = "none";
  },
};

function dropTransferSteps(record: CallRecord): void {
  record.timeline = record.timeline.filter(({ type }) => type !== "transfer");
}

function isConnected({ facts }: CallRecord): boolean {
  return typeof facts.startedAt === "number";
}

function comparable(provider: ServedProvider, record: CallRecord, all: CallRecord): CallRecord {
  // A fetched call cannot know when its first webhook was sent.
  const copy = { ...structuredClone(record), firstOccurredAt: null };
  exceptions[provider](copy, all);
  return dropSilence(copy);
}

/** Null and absent both mean "not told". */
function dropSilence<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, member: unknown) =>
    member === null ? undefined : member,
  ) as T;
}

function entriesOf(normalised: Normalised, eventKey: string): PatchEntry[] {
  return normalised.patches.map((patch, seq) => ({
    eventId: eventKey,
    seq,
    kind: "event",
    eventKey,
    eventType: normalised.eventType,
    isVerified: true,
    receivedAt: 0,
    patch,
  }));
}

function readWebhooks(provider: string, call: SimulatedCall): PatchEntry[][] {
  return call.deliveries.map(({ body, contentType, at }, place) => {
    const isForm = contentType !== "application/json";
    const parsed = isForm ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body);
    const read = findProvider(provider)?.normalise(parsed, { receivedAt: at, headers: {} });
    return read ? entriesOf(read, `hook-${place}`) : [];
  });
}

describe.each(servedProviders)("%s: a fetched call", (provider) => {
  test("with any of its webhooks, in any order and number, gives the record that all webhooks give", async () => {
    await using server = await startProviderServer(provider, {});
    const { account } = openServer(provider, server);
    const api = apiOf(provider);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1_000_000),
        fc.constantFrom(...scenarios),
        fc.infiniteStream(fc.nat(1_000)),
        fc.constantFrom("0-api", "zz-api"),
        async (seed, scenario, dice, eventKey) => {
          const [call] = inventCalls(provider, { seed, count: 1, startAt, scenario });
          if (call === undefined) throw new RangeError("no call");
          server.setCalls([call]);
          const fetched = await account.getCall(call.providerCallId);
          const read = api.normaliseFetched(fetched?.body, { receivedAt: 0, headers: {} });
          expect(read.eventType).toBe("api.call");
          expect(read.findings).toEqual([]);
          const webhooks = readWebhooks(provider, call);
          const roll = () => dice.next().value ?? 0;
          const some = webhooks.flatMap((entries) =>
            Array.from({ length: roll() % 3 }, () => entries).flat(),
          );
          const mixed = [...some, ...entriesOf(read, eventKey)]
            .map((entry) => ({ entry, place: roll() }))
            .sort((a, b) => a.place - b.place)
            .map(({ entry }) => entry);
          const all = foldPatches(webhooks.flat());
          expect(comparable(provider, foldPatches(mixed), all)).toEqual(
            comparable(provider, all, all),
          );
        },
      ),
      { numRuns: 70 },
    );
  });

  test("of any shape is read or refused with a reason, never with a crash", () => {
    const api = apiOf(provider);
    const call = fc.record({ call_id: fc.jsonValue(), id: fc.jsonValue(), status: fc.jsonValue() });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), call), (body) => {
        try {
          const read = api.normaliseFetched(body, { receivedAt: 0, headers: {} });
          expect(read.eventType).toBe("api.call");
        } catch (error) {
          expect(error).toBeInstanceOf(NormaliseError);
        }
      }),
    );
  });

  test("fetched too early takes nothing away from what the webhooks tell", async () => {
    let at = 0;
    await using server = await startProviderServer(provider, { clock: () => at });
    const { account } = openServer(provider, server);
    const api = apiOf(provider);
    const anyMoment = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1_000_000),
        fc.constantFrom(...scenarios),
        anyMoment,
        async (seed, scenario, moments) => {
          const [call] = inventCalls(provider, { seed, count: 1, startAt, scenario });
          if (call === undefined) throw new RangeError("no call");
          server.setCalls([call]);
          const times = call.deliveries.map((sent) => sent.at);
          const [first, last] = [Math.min(...times), Math.max(...times)];
          const entries = readWebhooks(provider, call).flat();
          const all = foldPatches(entries);
          for (const [place, moment] of moments.entries()) {
            at = Math.round(first + (last - first) * moment);
            const fetched = await account.getCall(call.providerCallId);
            const read = api.normaliseFetched(fetched?.body, { receivedAt: at, headers: {} });
            expect(read.findings).toEqual([]);
            const lifecycle = read.patches[0]?.lifecycle ?? "registered";
            expect(isTerminal(lifecycle)).toBe(fetched?.isTerminal);
            entries.push(...entriesOf(read, `api-${place}`));
          }
          const mixed = comparable(provider, foldPatches(entries), all);
          expect(mixed).toEqual(comparable(provider, all, all));
        },
      ),
      { numRuns: 50 },
    );
  });

  test("that still goes on is told as such, and as over afterwards", async () => {
    const [call] = inventCalls(provider, { count: 1, startAt, scenario: "booked" });
    if (call === undefined) throw new RangeError("no call");
    let at = call.deliveries[0]?.at ?? 0;
    await using server = await startProviderServer(provider, { calls: [call], clock: () => at });
    const { account } = openServer(provider, server);
    const api = apiOf(provider);
    const read = async () => {
      const fetched = await account.getCall(call.providerCallId);
      const context = { receivedAt: at, headers: {} };
      return { fetched, patch: api.normaliseFetched(fetched?.body, context).patches[0] };
    };
    const during = await read();
    expect(during.fetched?.isTerminal).toBe(false);
    expect(during.patch?.lifecycle).toMatch(/^(?:registered|ringing|in_progress)$/);
    at = Math.max(...call.deliveries.map((sent) => sent.at));
    const after = await read();
    expect(after.fetched?.isTerminal).toBe(true);
    expect(after.patch?.lifecycle).toMatch(/^(?:ended|analyzed)$/);
  });
});
