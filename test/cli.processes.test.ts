import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type CommandLine, createCommandLine, type Finished } from "./command-line.ts";
import { ownerKey, worldSecret } from "./world.ts";

const secrets = Object.fromEntries(
  ["RETELL", "VAPI", "ELEVENLABS", "OPENAI", "ASSISTABLE", "BLAND", "TWILIO", "VCP"].map((name) => [
    `WEBHOOK_SECRET_${name}`,
    worldSecret,
  ]),
);
const fast = ["--speed", "5000", "--rate", "200"];

interface Listed {
  data: Array<Record<string, unknown>>;
}

let line: CommandLine;
beforeAll(() => {
  line = createCommandLine({ VOICELENS_OWNER_KEY: ownerKey, ...secrets });
});
afterAll(() => line[Symbol.asyncDispose]());

/** What a command printed for programs. */
async function json<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  const finished = await line.run([...args, "--json"]);
  expect(finished).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(finished.stdout) as T;
}

function expectSentence({ code, stdout, stderr }: Finished, sentence: RegExp): void {
  expect({ code, stdout, lines: stderr.trim().split("\n").length }).toEqual({
    code: 1,
    stdout: "",
    lines: 1,
  });
  expect(stderr).toMatch(sentence);
}

/** Tests of one server share it and come in order: starting one costs more than all of them. */
describe.sequential("beside a running server", () => {
  let server: Awaited<ReturnType<CommandLine["serve"]>>;
  let before: unknown;
  const read = async () => {
    const response = await fetch(`${server.url}/api/v1/calls?limit=200`, {
      headers: { authorization: `Bearer ${ownerKey}` },
    });
    const { data } = (await response.json()) as Listed;
    return data.map(({ updated_at: _, ...call }) => call).sort(byId);
  };
  beforeAll(async () => {
    server = await line.serve();
  });

  test("simulated calls are accepted and listed", async () => {
    const report = await json("simulate", "--count", "20", "--seed", "1", ...fast);
    expect(report).toMatchObject({ seed: 1, accepted: report.deliveries });
    await vi.waitFor(async () => {
      expect(await read()).toHaveLength(20);
      expect(await unfolded(server.url)).toHaveLength(0);
    }, 20_000);
    before = await read();
  });

  test("calls are written into a file, in each form and by a filter", async () => {
    const to = join(line.dataDir, "calls.csv");
    const csv = await json("calls", "export", "--to", to);
    expect(csv).toMatchObject({ file: to, format: "csv", calls: 20 });
    expect(readFileSync(to, "utf8")).toMatch(/^id,provider,/);
    expect(readFileSync(to).length).toBe(csv.bytes);
    const filter = ["--format", "jsonl", "--provider", "vapi", "--from", "2020-01-01"];
    const some = await json("calls", "export", "--to", to, ...filter);
    const lines = readFileSync(to, "utf8").trimEnd().split("\n");
    expect(some.calls).toBe(lines.length);
    expect(new Set(lines.map((text) => JSON.parse(text).provider))).toEqual(new Set(["vapi"]));
  });

  test("folding an event again, or all of a filter, changes no call", async () => {
    const [{ data }, dry] = await Promise.all([
      json<Listed>("events", "list", "--status", "processed", "--limit", "1"),
      json("events", "replay", "--status", "processed", "--dry-run"),
    ]);
    const id = String(data[0]?.id);
    expect(await json("events", "replay", id)).toMatchObject({ matched: 1, replayed: 1 });
    expect(dry).toMatchObject({ replayed: 0, dry_run: true });
    expect(dry.matched).toBeGreaterThan(20);
    expect(await json("events", "replay", "--provider", "vapi")).not.toMatchObject({ replayed: 0 });
    await vi.waitFor(async () => expect(await unfolded(server.url)).toHaveLength(0), 20_000);
    expect(await read()).toEqual(before);
  });

  test("today's mapping finds nothing to change in what it made itself, however often it is asked", async () => {
    const ask = () => json("renormalise", "--dry-run");
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first).toMatchObject({ changed: 0, differences: [] });
    expect(first.checked).toBeGreaterThan(20);
    expect(second).toEqual(first);
  });

  test("a delivery signed with another secret is refused and stays refused", async () => {
    const wrong = { WEBHOOK_SECRET_RETELL: "another-secret-than-the-servers" };
    const args = ["simulate", "--provider", "retell", "--count", "1", "--json", ...fast];
    const { code, stderr } = await line.run(args, wrong);
    expect(code).toBe(1);
    expect(stderr).toMatch(/not accepted \(retell\).*WEBHOOK_SECRET/);
    const outcome = await json("events", "reverify", "--provider", "retell");
    expect(outcome).toMatchObject({ accepted: 0, still_rejected: outcome.checked });
    expect(outcome.checked).toBeGreaterThan(0);
  });

  test("what cannot be done is told in one line and by the exit code", async () => {
    const [unknownEvent, noFilter, unknownProvider] = await Promise.all([
      line.run(["events", "show", "01a00000-0000-7000-8000-000000000000"]),
      line.run(["events", "replay"]),
      line.run(["events", "list", "--provider", "acme"]),
    ]);
    expectSentence(unknownEvent, /^No such webhook event\./);
    expectSentence(noFilter, /by its id, or choose events by a filter/);
    expectSentence(unknownProvider, /The providers are retell, vapi/);
  });

  test("whoever holds the owner key cannot replace it over HTTP", async () => {
    const response = await fetch(`${server.url}/api/v1/owner-key/reset`, {
      method: "POST",
      headers: { authorization: `Bearer ${ownerKey}` },
    });
    expect(response.status).toBe(403);
    expect(await read()).toEqual(before);
  });

  test("how fast it was is told, what was slow, and figures are forgotten by age", async () => {
    const [figures, slow, forgotten, refused] = await Promise.all([
      json("performance", "--hours", "168"),
      json("bottlenecks", "--hours", "168"),
      json("cleanup", "--days", "7"),
      line.run(["cleanup", "--days", "0"]),
    ]);
    expect(figures).toMatchObject({ hours: 168, error_rate: expect.any(Number) });
    expect(figures.total_requests).toBeGreaterThan(20);
    expect(slow).toMatchObject({ hours: 168, slow_endpoints: expect.any(Array) });
    expect(forgotten).toEqual({ deleted: 0 });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/more than 0/) });
    const words = await line.run(["bottlenecks"]);
    expect(words).toMatchObject({ code: 0, stdout: expect.stringMatching(/^slow endpoints\n/) });
  });

  test("health is told, and a server that is asked to stop leaves no address behind", async () => {
    // Traffic of the tests before may still be on its way.
    await vi.waitFor(
      async () => expect(await json("health")).toMatchObject({ status: "healthy", details: {} }),
      20_000,
    );
    expect(await server.stop()).toMatchObject({ code: 0 });
    expect(existsSync(join(line.dataDir, "run.json"))).toBe(false);
  });
});

describe.sequential("without a server", () => {
  test("the history can be read and folded again, whatever a killed server left behind", async () => {
    const stale = { address: "http://127.0.0.1:1", token: "x", pid: 1 };
    writeFileSync(join(line.dataDir, "run.json"), JSON.stringify(stale));
    const { matched } = await json("events", "replay", "--provider", "twilio");
    expect(matched).toBeGreaterThan(0);
    const waiting = await json<Listed>("events", "list", "--status", "received");
    expect(waiting.data).toEqual([]);
  });

  test("the owner key is replaced", async () => {
    const { key } = await json("keys", "reset-owner");
    expect(key).toMatch(/^vl_[\w-]{40,}$/);
  });

  test("a key is made for a program, the audit log tells of it and proves itself", async () => {
    const made = await json("keys", "create", "--name", "reports", "--scopes", "calls:read");
    expect(made).toMatchObject({ role: "viewer", scopes: ["calls:read"] });
    expect(made.key).toMatch(/^vl_[\w-]{40,}$/);
    const { data } = await json<Listed>("audit", "verify");
    expect(data).toContainEqual(
      expect.objectContaining({ tenant_id: "ten_default", is_intact: true, count: 4 }),
    );
    expectSentence(await line.run(["keys", "create", "--name", "x", "--scopes", "all"]), /scopes/);
  });

  test("everything that is encrypted opens with the present key", async () => {
    const done = await json("secrets", "reencrypt", "--dry-run");
    expect(done).toMatchObject({ unreadable: 0 });
    expect(done.checked).toBeGreaterThan(0);
  });

  test("the schema is up to date", async () => {
    expect(await json("migrate", "status")).toMatchObject({ is_up_to_date: true, pending: [] });
  });

  test("traffic has nowhere to go, and there is no health", async () => {
    const [simulate, health] = await Promise.all([line.run(["simulate"]), line.run(["health"])]);
    expectSentence(simulate, /No server is running/);
    expectSentence(health, /No server is running/);
  });
});

async function unfolded(url: string): Promise<unknown[]> {
  const response = await fetch(`${url}/api/v1/webhook-events?status=received`, {
    headers: { authorization: `Bearer ${ownerKey}` },
  });
  return ((await response.json()) as Listed).data;
}

function byId(a: Record<string, unknown>, b: Record<string, unknown>): number {
  return String(a.id) < String(b.id) ? -1 : 1;
}
