import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { files } from "../deploy/monitoring/grafana/write-dashboards.js";
import { dashboardQueries, metricsOf, read, rules } from "./monitoring.ts";
import { createWorld, ownerKey } from "./world.ts";

test("every alert has its runbook, and every runbook its alert", () => {
  const alerts = rules.filter(({ alert }) => alert !== undefined);
  const runbooks = readdirSync(new URL("../docs/runbooks/alerts/", import.meta.url));
  expect(runbooks.sort()).toEqual(alerts.map(({ alert }) => `${alert}.md`).sort());
  for (const { alert, labels, annotations } of alerts) {
    expect(["page", "ticket", "info", "none"]).toContain(labels?.severity);
    expect(annotations).toEqual({
      summary: expect.any(String),
      description: expect.any(String),
      runbook: `docs/runbooks/alerts/${alert}.md`,
    });
  }
});

test("dashboards are what their source writes", () => {
  for (const [name, text] of files) expect(read(`grafana/dashboards/${name}`)).toBe(text);
});

test("the metrics of an expression are told from everything else in it", () => {
  expect(metricsOf('sum by (le, area) (rate(a_bucket{b="c"}[5m])) / ignoring (d) e:f > 0')).toEqual(
    ["a_bucket", "e:f"],
  );
});

test("what rules and dashboards read is what a server tells", async () => {
  await using world = await createWorld();
  const { json } = await world.api("GET", "/metrics", undefined, ownerKey);
  const told = new Map(
    [...String(json).matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", type]) => [name, type]),
  );
  const recorded = new Set(rules.map(({ record }) => record));
  const isTold = (name: string) => {
    const [, base] = /^(.*)_(?:bucket|count|sum)$/.exec(name) ?? [];
    return (
      name === "up" ||
      recorded.has(name) ||
      told.has(name) ||
      (base !== undefined && told.get(base) === "histogram")
    );
  };
  const read = [...rules.map(({ expr }) => expr), ...dashboardQueries].flatMap(metricsOf);
  expect(read.length).toBeGreaterThan(80);
  expect([...new Set(read)].filter((name) => !isTold(name))).toEqual([]);
});
