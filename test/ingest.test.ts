import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorld } from "./world.ts";

function fixture(provider: string, name: string): string {
  return readFileSync(
    join(import.meta.dirname, "..", "src", "providers", provider, "fixtures", name),
    "utf8",
  );
}

test("three Retell events in any order, each twice, are one call", async () => {
  await using world = await createWorld();
  const events = ["call_analyzed.json", "call_started.json", "call_ended.json"];
  for (const name of [...events, ...events]) {
    const answer = await world.deliver("retell", fixture("retell", name));
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe('{"received":true}');
  }
  await world.settle();
  const { json } = await world.api("GET", "/api/v1/calls");
  expect(json.data).toHaveLength(1);
  expect(json.data[0]).toMatchObject({
    provider: "retell",
    lifecycle: "analyzed",
    disposition: "completed",
    status: "success",
    cost_usd: "0.1832",
    is_verified: true,
  });
  const log = await world.api("GET", "/api/v1/webhook-events");
  expect(log.json.data).toHaveLength(3);
});
