import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandLine, createCommandLine } from "./command-line.ts";
import { ownerKey } from "./world.ts";

let line: CommandLine;
let folder: string;
beforeAll(() => {
  line = createCommandLine({ VOICELENS_OWNER_KEY: ownerKey });
  folder = mkdtempSync(join(tmpdir(), "voicelens-knowledge-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await line[Symbol.asyncDispose]();
});

test("files are added, listed and read again beside a running server, and failures are told", async () => {
  const server = await line.serve();
  const good = join(folder, "hours.md");
  const bad = join(folder, "broken.pdf");
  writeFileSync(good, "# Hours\n\nWe open at nine.");
  writeFileSync(bad, "no PDF");
  try {
    const added = await line.run(["knowledge", "add", good, "--base", "Help", "--json"]);
    expect(added).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(added.stdout)).toMatchObject({
      data: [{ external_id: good, status: "ready", chunk_count: 1, problem: null }],
    });
    const failed = await line.run(["knowledge", "add", good, bad, "--base", "help"]);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain("1 document ready, 1 failed.");
    const list = await line.run(["knowledge", "list", "--json"]);
    expect(JSON.parse(list.stdout)).toMatchObject({
      data: [{ name: "Help", documents: { ready: 1, failed: 1 }, chunks: 1 }],
    });
    const rebuilt = await line.run(["knowledge", "rebuild"]);
    expect(rebuilt).toMatchObject({
      code: 1,
      stdout: "Help: 1 document ready, 1 failed, 1 chunk.\n",
    });
    const missing = await line.run(["knowledge", "add", join(folder, "none.txt")]);
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining("cannot be read")]);
  } finally {
    await server.stop();
  }
});

test("a question set is run beside a server and without one; what was lost fails the command", async () => {
  const markdown = join(folder, "rooms.md");
  writeFileSync(
    markdown,
    "# Parking\n\nParking costs twelve euros.\n\n# Pool\n\nThe pool opens in May.",
  );
  const server = await line.serve();
  const api = async (path: string, body: object) => {
    const answer = await fetch(`${server.url}/api/v1/knowledge/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${ownerKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect([path, answer.ok]).toEqual([path, true]);
  };
  const run = ["knowledge", "questions", "run", "Guests"];
  try {
    expect((await line.run(["knowledge", "add", markdown, "--base", "Rooms"])).code).toBe(0);
    const many = Array.from({ length: 55 }, (_, at) => ({
      query: `When does the pool open, ${at}?`,
      expected_passage: "opens in May",
    }));
    const parking = { query: "What does parking cost?", expected_passage: "twelve" };
    const questions = [parking, ...many];
    await api("question-sets", { knowledge_base: "Rooms", name: "Guests", questions });
    const first = await line.run(run);
    expect([first.code, first.stderr]).toEqual([0, ""]);
    expect(first.stdout).toContain("56 of 56 questions right, searched by words.");
    expect(first.stdout).toContain("There is no run before to compare with.");
    writeFileSync(markdown, "# Parking\n\nParking is free.\n\n# Pool\n\nThe pool opens in May.");
    expect((await line.run(["knowledge", "add", markdown, "--base", "Rooms"])).code).toBe(0);
    const second = await line.run(run);
    expect(second.code).toBe(1);
    expect(second.stdout).toContain(
      "1 answer changed, 1 lost, 0 gained.\n  lost: What does parking cost?",
    );
    expect((await line.run(["knowledge", "questions", "run", "none"])).code).toBe(1);
  } finally {
    await server.stop();
  }
  const third = await line.run([...run, "--json"]);
  expect(third.code).toBe(0);
  expect(JSON.parse(third.stdout)).toMatchObject({
    run: { status: "done", figures: { right: 55 } },
    comparison: { summary: "0 answers changed, 0 lost, 0 gained" },
  });
});

test("what a location has is taken out of a file: looked at first, then all of it or nothing", async () => {
  const server = await line.serve();
  const authorization = `Bearer ${ownerKey}`;
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${server.url}/api/v1/locations${path}`, {
      ...{ method, headers: { authorization, "content-type": "application/json" } },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return answer.json() as Promise<{ id: string; data: Array<{ title: string }> }>;
  };
  const place = { name: "Downtown", time_zone: "America/New_York", currency: "USD" };
  const { id } = await ask("POST", "", place);
  const file = join(folder, "texts.csv");
  writeFileSync(file, "kind,title,content\npolicy,Dogs,Dogs are welcome.\n");
  const run = (location: string, ...more: string[]) =>
    line.run(["business", "import", "--file", file, "--location", location, ...more]);
  try {
    const looked = await run("Downtown", "--kind", "texts", "--dry-run", "--json");
    expect(looked).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(looked.stdout)).toMatchObject({ dry_run: true, created: 1, failed: 0 });
    expect((await ask("GET", `/${id}/texts`)).data).toEqual([]);
    const done = await run(id, "--kind", "texts");
    expect(done.stdout).toContain("1 created, 0 updated, 0 unchanged.");
    expect((await ask("GET", `/${id}/texts`)).data).toMatchObject([{ title: "Dogs" }]);
    writeFileSync(file, "kind,title,content\npolicy,Cats,So are cats.\nnonsense,,\n");
    expect((await run(id, "--kind", "texts", "--dry-run")).code).toBe(1);
    expect((await run(id, "--kind", "texts")).code).not.toBe(0);
    expect((await ask("GET", `/${id}/texts`)).data).toHaveLength(1);
    expect((await run("Nowhere", "--kind", "texts")).code).not.toBe(0);
    expect((await run(id, "--kind", "people")).code).not.toBe(0);
  } finally {
    await server.stop();
  }
});
