import { expect, test } from "vitest";
import { createCommandLine } from "./command-line.ts";
import { startReceiver } from "./receiver.ts";
import { ownerKey } from "./world.ts";

test("whatever provider asks, the caller hears the tool's answer; an apology ends with code 1", async () => {
  await using receiver = await startReceiver();
  receiver.answer = (response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"result":"Until ten."}');
  };
  await using line = createCommandLine({
    VOICELENS_OWNER_KEY: ownerKey,
    OUTBOUND_ALLOW: "127.0.0.1/32",
    WEBHOOK_SECRET_VAPI: "whsec_dGVzdC1zZWNyZXQtb2YtdGhlLXdvcmxkLTAwMDI=",
  });
  const { url } = await line.serve();
  const post = async (path: string, body: object) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${ownerKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(201);
    return (await response.json()) as { id: string };
  };
  const parameters = { type: "object", properties: { question: { type: "string" } } };
  const tool = { kind: "http", description: "When we are open.", parameters, url: receiver.url };
  await post("/tools", { ...tool, name: "opening_hours" });
  const own: string[][] = [];
  for (const provider of ["retell", "elevenlabs", "assistable", "bland"]) {
    const { id } = await post("/connections", { provider, name: "own" });
    await post(`/connections/${id}/secrets`, {});
    own.push([provider, "--connection", id]);
  }
  const say = (...args: string[]) =>
    line.run(["converse", "are you open", "--to", "+12125550102", "--json", "--provider", ...args]);
  for (const args of [["vapi"], ...own]) {
    const { code, stdout, stderr } = await say(...args);
    expect([args[0], code, stderr]).toEqual([args[0], 0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({ heard: "Until ten.", is_fallback: false });
  }
  expect(JSON.parse(String(receiver.requests[0]?.body))).toMatchObject({
    arguments: { question: "are you open" },
    call: { to: "+12125550102" },
  });
  const lists = await fetch(`${url}/api/v1/connections`, {
    headers: { authorization: `Bearer ${ownerKey}` },
  });
  const { data } = (await lists.json()) as { data: Array<{ secrets: unknown[] }> };
  expect(data.filter(({ secrets }) => secrets.length > 1)).toEqual([]);
  const audit = await fetch(`${url}/api/v1/admin/audit?limit=200`, {
    headers: { authorization: `Bearer ${ownerKey}` },
  });
  const { data: done } = (await audit.json()) as { data: Array<{ action: string }> };
  expect(done.filter(({ action }) => action === "connection.secret_lent")).toHaveLength(4);
  receiver.answer = 500;
  const failed = await say("vapi");
  expect(failed.code).toBe(1);
  expect(JSON.parse(failed.stdout)).toMatchObject({ is_fallback: true });
}, 120_000);
