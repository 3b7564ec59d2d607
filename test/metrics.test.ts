import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { fixtures } from "./payloads.ts";
import { createWorld, type World } from "./world.ts";

const scrape = async (world: World) => (await world.app.http.inject("/metrics")).body;

/** What the contract promises, with the labels of each. */
const promised: Record<string, readonly string[]> = {
  voicelens_webhook_requests_total: ["provider", "status"],
  voicelens_webhook_processing_seconds: ["provider"],
  voicelens_active_connections: [],
  http_requests_total: ["area", "status"],
  http_request_duration_seconds: ["area"],
  calls_total: ["direction", "outcome", "provider"],
  calls_active: [],
  database_connections_active: [],
  database_connections_max: [],
  database_connections_waiting: [],
  cache_hits_total: ["cache"],
  cache_misses_total: ["cache"],
  tool_call_seconds: ["outcome"],
  queue_depth: [],
  queue_oldest_seconds: [],
  dead_letters: [],
  vicw_chat_requests_total: ["outcome"],
  vicw_chat_duration_seconds: [],
  embedding_jobs_total: ["outcome"],
  phone_assignment_total: ["outcome"],
  calls_recovered_total: ["provider"],
  backup_age_seconds: [],
  restore_drill_success: [],
  rate_limited_total: ["class"],
  blocked_total: [],
};

/** The series of a scrape as name and labels, without the classes of histograms. */
function seriesOf(body: string): Array<{ name: string; labels: Record<string, string> }> {
  return body.split("\n").flatMap((line) => {
    const [, name = "", labels = ""] = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    if (name === "") return [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [
      key,
      value,
    ]);
    return [
      { name: name.replace(/_(?:bucket|sum|count)$/, ""), labels: Object.fromEntries(pairs) },
    ];
  });
}

test("every promised metric is there, with its labels and no others, whatever is asked for", async () => {
  await using world = await createWorld();
  for (const { provider, body, contentType } of fixtures) {
    await world.deliver(provider, body, { contentType });
  }
  await world.settle();
  await world.api("POST", "/chat", { message: "Are you open today?" });
  await world.api("POST", "/v1/chat/completions", {
    model: "no-such-model",
    messages: [{ role: "user", content: "hello" }],
  });
  const number = { number: "+12125550123" };
  await world.api("POST", "/api/v1/phone-numbers", number);
  await world.api("POST", "/api/v1/phone-numbers", number);
  const before = seriesOf(await scrape(world)).length;
  for (let i = 0; i < 20; i++) {
    await world.api("POST", `/webhook/provider-${i}`, {}, null);
    await world.api("POST", `/webhook/retell/con_${i}`, {}, null);
    await world.api("GET", `/nowhere/${i}`, undefined, null);
    await world.api("GET", `/api/v1/calls/call_${i}`);
  }
  const body = await scrape(world);
  const series = seriesOf(body);
  // A refused connection and an unknown path are a class each; twenty of them are no more.
  expect(series.length - before).toBeLessThan(45);

  for (const [name, labels] of Object.entries(promised)) {
    expect([name, body.includes(`# TYPE ${name} `)]).toEqual([name, true]);
    for (const one of series.filter((each) => each.name === name)) {
      const { le: _, ...own } = one.labels;
      expect([name, Object.keys(own).sort()]).toEqual([name, [...labels].sort()]);
    }
  }
  const value = (line: string) => new RegExp(`^${line} (\\S+)$`, "m").exec(body)?.[1];
  expect(value('vicw_chat_requests_total\\{outcome="answered"\\}')).toBe("1");
  expect(value('vicw_chat_requests_total\\{outcome="refused"\\}')).toBe("1");
  expect(value("vicw_chat_duration_seconds_count")).toBe("2");
  expect(value('phone_assignment_total\\{outcome="assigned"\\}')).toBe("1");
  expect(value('phone_assignment_total\\{outcome="taken"\\}')).toBe("1");
  // Nobody knows yet, and 0 would be an answer.
  expect(value("backup_age_seconds")).toBeUndefined();
  expect(value("restore_drill_success")).toBeUndefined();

  for (const name of body.matchAll(/^# TYPE (\w+) (\w+)$/gm)) {
    const [, metric = "", kind] = name;
    expect([metric, kind === "counter"]).toEqual([metric, metric.endsWith("_total")]);
  }
  for (const { name, labels } of series) {
    for (const text of Object.values(labels)) {
      expect([name, text]).toEqual([name, expect.stringMatching(/^[\w.+-]{0,40}$/)]);
      expect([name, text]).toEqual([name, expect.not.stringMatching(/call_|ten_|con_|\+?\d{7}/)]);
    }
  }

  // A machine that has promtool judges, too.
  const judged = spawnSync("promtool", ["check", "metrics"], { input: body, encoding: "utf8" });
  if (judged.error === undefined) {
    expect([judged.status, `${judged.stdout}${judged.stderr}`]).toEqual([0, ""]);
  }
});
