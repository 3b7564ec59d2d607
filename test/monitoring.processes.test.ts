import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test, vi } from "vitest";
import { freePort } from "./free-port.ts";
import { listen } from "./live-readers.ts";
import { dashboardQueries, monitoring, rules } from "./monitoring.ts";
import { createWorld, ownerKey } from "./world.ts";

const run = promisify(execFile);
/** Where prometheus, promtool and amtool are. Named, they must be there; otherwise they are looked for on PATH. */
const folder = process.env.MONITORING_TOOLS;
const tool = (name: string) => (folder === undefined ? name : join(folder, name));
const hasTools =
  folder !== undefined ||
  (await Promise.all(
    ["prometheus", "promtool", "amtool"].map((name) => run(tool(name), ["--version"])),
  ).then(
    () => true,
    () => false,
  ));
const file = (path: string) => fileURLToPath(new URL(path, monitoring));
const check = (name: string, ...args: string[]) =>
  run(tool(name), args, { cwd: file("prometheus") });

// Debian has them: prometheus and prometheus-alertmanager.
test.skipIf(!hasTools)("configuration and rules are read without a complaint", async () => {
  await check("promtool", "check", "config", "--syntax-only", "--lint=all", "prometheus.yml");
  const names = ["rules/recording.yml", "rules/alerts.yml"];
  await check("promtool", "check", "rules", "--lint=all", "--lint-fatal", ...names);
});

test.skipIf(!hasTools)(
  "each alert fires when it should, and is silent when it should be",
  async () => {
    const parts = [
      "presence",
      "webhooks",
      "days",
      "weeks",
      "work",
      "answers",
      "resources",
      "backups",
    ];
    const { stdout } = await check(
      "promtool",
      ...["test", "rules"],
      ...parts.map((name) => `tests/${name}.yml`),
    );
    expect(stdout.match(/SUCCESS/g)).toHaveLength(parts.length);
  },
);

test.skipIf(!hasTools)("alerts go to whom they should", async () => {
  const config = file("alertmanager/alertmanager.yml");
  await check("amtool", "check-config", config);
  for (const { alert, labels } of rules.filter((rule) => rule.alert !== undefined)) {
    const receiver = { page: "people", ticket: "tickets", info: "nobody", none: "heartbeat" }[
      String(labels?.severity)
    ];
    await check(
      "amtool",
      ...["config", "routes", "test", `--config.file=${config}`, `--verify.receivers=${receiver}`],
      ...[`alertname=${alert}`, `severity=${labels?.severity}`],
    );
  }
});

test.skipIf(!hasTools)(
  "Prometheus reads a server, knows the rules, and answers what dashboards ask",
  async () => {
    const token = "a-token-for-metrics-of-32-characters";
    await using world = await createWorld({ env: { METRICS_TOKEN: token }, isStarted: true });
    await world.deliver("retell", { event: "call_started", call: { call_id: "c1" } });
    const place = mkdtempSync(join(tmpdir(), "voicelens-prometheus-"));
    await using prometheus = await startPrometheus(place, {
      target: await listen(world),
      token,
    });
    const ask = (path: string) => prometheus.ask(path);
    await vi.waitFor(async () => {
      const { data } = await ask("/api/v1/query?query=sum(voicelens_webhook_requests_total)");
      expect(data.result).toMatchObject([{ value: [expect.any(Number), "1"] }]);
    });
    const { data } = await ask("/api/v1/rules");
    const loaded = data.groups.flatMap((group: { rules: Array<{ name: string }> }) => group.rules);
    expect(loaded).toHaveLength(rules.length);
    for (const query of dashboardQueries) {
      const asked = query.replaceAll("$__rate_interval", "5m");
      const answer = await ask(`/api/v1/query?query=${encodeURIComponent(asked)}`);
      expect([asked, answer.status]).toEqual([asked, "success"]);
    }
  },
);

test.skipIf(!hasTools)("what a server tells is well-formed", async () => {
  await using world = await createWorld();
  const { json } = await world.api("GET", "/metrics", undefined, ownerKey);
  const checking = spawn(tool("promtool"), ["check", "metrics"]);
  checking.stdin.on("error", () => undefined).end(json);
  let said = "";
  checking.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const [code] = await once(checking, "close");
  expect([code, said]).toEqual([0, ""]);
});

interface Prometheus extends AsyncDisposable {
  // biome-ignore lint/suspicious/noExplicitAny: answers of another server
  ask(path: string): Promise<any>;
}

/** A Prometheus of its own that reads one server every second. */
async function startPrometheus(
  place: string,
  { target, token }: { target: string; token: string },
): Promise<Prometheus> {
  writeFileSync(join(place, "token"), token);
  writeFileSync(
    join(place, "prometheus.yml"),
    `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: ["${file("prometheus/rules")}/*.yml"]
scrape_configs:
  - job_name: voicelens
    static_configs: [{ targets: ["${target}"] }]
    authorization: { credentials_file: token }
`,
  );
  for (let tries = 0; ; tries++) {
    const port = await freePort();
    const flags = [
      `--config.file=${join(place, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(place, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    const child = spawn(tool("prometheus"), flags, { stdio: "ignore" });
    const ended = once(child, "exit");
    const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).json();
    const isUp = await vi
      .waitFor(async () => {
        if (child.exitCode !== null) return false;
        expect(await ask("/api/v1/status/runtimeinfo")).toMatchObject({ status: "success" });
        return true;
      })
      .catch(() => false);
    const stop = async () => {
      child.kill();
      await ended;
      rmSync(place, { recursive: true, force: true });
    };
    if (isUp) return { ask, [Symbol.asyncDispose]: stop };
    child.kill();
    await ended;
    // Somebody else may have taken the port.
    if (tries === 3) throw new Error("Prometheus does not start");
  }
}
