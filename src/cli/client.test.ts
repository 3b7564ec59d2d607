import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerOf, findServer } from "./client.ts";
import { CommandError } from "./command-error.ts";

function dataFolder(runFile?: string) {
  const path = mkdtempSync(join(tmpdir(), "voicelens-client-"));
  if (runFile !== undefined) writeFileSync(join(path, "run.json"), runFile);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

test("a problem becomes one line that names every wrong member", () => {
  const errors = [
    { path: "limit", message: "Too big" },
    { path: "", message: "Unrecognized key" },
  ];
  const problem = { title: "The request does not match the schema", detail: "x", errors };
  expect(() => answerOf(400, JSON.stringify(problem))).toThrow(
    new CommandError(
      "The request does not match the schema. limit: Too big. body: Unrecognized key",
    ),
  );
});

test("an answer that is no document of ours is told by its status", () => {
  expect(() => answerOf(502, "<html>")).toThrow(
    new CommandError("The server answered with status 502."),
  );
  expect(answerOf(204, "")).toEqual({ status: 204, json: null });
});

test("no server runs where run.json is missing, damaged, or names an address where nobody answers", async () => {
  const gone = JSON.stringify({ address: "http://127.0.0.1:9", token: "t", pid: 1 });
  for (const content of [undefined, "", "[]", '{"address":"nowhere"}', gone]) {
    using folder = dataFolder(content);
    expect(await findServer(folder.path)).toBeNull();
  }
});

test("a server that answers at the address of run.json is found", async () => {
  const server = createServer((_request, response) => response.end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = { address, token: "token", pid: process.pid };
  using folder = dataFolder(JSON.stringify(run));
  expect(await findServer(folder.path)).toEqual(run);
  server.closeAllConnections();
  server.close();
});
