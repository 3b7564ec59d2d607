import { execFile } from "node:child_process";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { debianTool, toolEnvironment } from "./debian-tools.ts";
import { type Stage, scripts, setStage } from "./scripts.ts";

const root = resolve(import.meta.dirname, "..");
const shellcheck = debianTool("shellcheck");
const haproxy = debianTool("haproxy");
const systemdAnalyze = debianTool("systemd-analyze", { isOptional: true });

test.skipIf(shellcheck === undefined)("scripts are written as shellcheck asks", async () => {
  const files = readdirSync(scripts).map((name) => join(scripts, name));
  await promisify(execFile)(shellcheck ?? "", [
    ...files,
    join(root, "deploy/compose/create-database.sh"),
    join(root, ".ci/run"),
  ]);
});

test.skipIf(systemdAnalyze === undefined)("units are what systemd reads", async () => {
  const folder = join(root, "deploy", "systemd");
  const files = readdirSync(folder).map((name) => join(folder, name));
  const { stderr } = await promisify(execFile)(systemdAnalyze ?? "", ["verify", ...files]);
  // It looks for programs, which are elsewhere.
  expect(
    stderr.split("\n").filter((line) => line !== "" && !line.includes("is not executable")),
  ).toEqual([]);
});

test.skipIf(haproxy === undefined)("HAProxy takes what is shipped for it", async () => {
  await using stage = setStage([]);
  const tls = join(root, "test", "fixtures", "tls");
  const file = join(stage.folder, "haproxy.cfg");
  writeFileSync(
    join(stage.folder, "site.pem"),
    ["crt", "key"].map((kind) => readFileSync(join(tls, `first.${kind}`), "utf8")).join(""),
  );
  const shipped = readFileSync(join(root, "deploy", "haproxy", "haproxy.cfg"), "utf8");
  writeFileSync(file, shipped.replace("/etc/haproxy/tls/", join(stage.folder, "site.pem")));
  const { stdout } = await promisify(execFile)(haproxy ?? "", ["-c", "-V", "-f", file], {
    env: toolEnvironment,
  });
  expect(stdout).toContain("Configuration file is valid");
});

/** Two colours on one machine: 0.1.0 serves as blue, and 0.2.0 is to come. */
async function twoColours({
  isGreenWell = true,
  told = "0.2.0",
  isReached = (): boolean => true,
} = {}) {
  const stage = setStage(["systemctl", "nginx"]);
  const at = (...path: string[]) => join(stage.folder, ...path);
  for (const version of ["0.1.0", "0.2.0"]) {
    mkdirSync(at(version, "bin"), { recursive: true });
    writeFileSync(at(version, "bin", "voicelens.js"), "");
    writeFileSync(at(version, "package.json"), `{\n  "version": "${version}",\n}\n`);
  }
  symlinkSync(at("0.1.0"), at("blue"));
  const well = (version: string) => (path: string) =>
    path === "/health"
      ? { status: 200, body: `{"status":"healthy","version":"${version}"}` }
      : { status: 200 };
  const blue = await stage.server(well("0.1.0"));
  const green = await stage.server((path) => (isGreenWell ? well(told)(path) : { status: 503 }));
  writeFileSync(at("upstream.conf"), `server 127.0.0.1:${blue};\n`);
  const site = await stage.server(() => ({ status: isReached() ? 200 : 503 }));
  const env = {
    SITE_URL: `http://127.0.0.1:${site}`,
    PROGRAMS: stage.folder,
    UPSTREAM: at("upstream.conf"),
    BLUE_PORT: String(blue),
    GREEN_PORT: String(green),
    READY_SECONDS: "1",
    POLL_SECONDS: "0.05",
    DRAIN_SECONDS: "0",
  };
  return {
    stage,
    upstream: () =>
      readFileSync(at("upstream.conf"), "utf8").includes(`:${blue};`) ? "blue" : "green",
    linked: (colour: string) => readlinkSync(at(colour)).split("/").at(-1),
    deploy: () => stage.run("blue-green.sh", [at("0.2.0")], env),
    back: () => stage.run("rollback.sh", [], env),
    [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose](),
  };
}

describe("two colours", () => {
  test("a release that is well takes over; the former one goes last, and comes back when asked", async () => {
    await using host = await twoColours();
    expect(await host.deploy()).toMatchObject({ code: 0 });
    expect([host.upstream(), host.linked("green")]).toEqual(["green", "0.2.0"]);
    expect(host.stage.calls()).toEqual([
      "systemctl stop voicelens@green",
      "systemctl start voicelens-migrate@green",
      "systemctl start voicelens@green",
      "nginx -t",
      "nginx -s reload",
      "systemctl stop voicelens@blue",
    ]);
    expect(await host.back()).toMatchObject({ code: 0 });
    expect([host.upstream(), host.linked("blue")]).toEqual(["blue", "0.1.0"]);
    expect(host.stage.calls()).toContain("systemctl start voicelens-check@blue");
    expect(host.stage.calls().at(-1)).toBe("systemctl stop voicelens@green");
  });

  test.each<[what: string, host: Parameters<typeof twoColours>[0], failAt: string, said: RegExp]>([
    ["does not become ready", { isGreenWell: false }, "", /green is not well. blue still serves/],
    [
      "is of another version than was asked for",
      { told: "0.1.0" },
      "",
      /not ready with version 0.2.0/,
    ],
    ["cannot bring the schema up to date", {}, "start voicelens-migrate@green", /schema could not/],
    ["does not start", {}, "start voicelens@green", /green does not start/],
    ["is refused by nginx", {}, "nginx -t", /former file is back: told to fail/],
    ["cannot be switched to", {}, "nginx -s reload", /The proxy was not switched/],
    ["is not reached by clients", { isReached: () => false }, "", /Clients do not reach green/],
  ])("a release that %s leaves the former one serving", async (_, how, failAt, said) => {
    await using host = await twoColours(how);
    if (failAt !== "") host.stage.failAt(failAt);
    const ran = await host.deploy();
    expect([ran.code, ran.said]).toEqual([1, expect.stringMatching(said)]);
    expect(host.upstream()).toBe("blue");
    expect(host.stage.calls()).not.toContain("systemctl stop voicelens@blue");
  });

  test("a former release that cannot work on the schema is not gone back to", async () => {
    await using host = await twoColours();
    await host.deploy();
    host.stage.failAt("start voicelens-check@blue");
    const before = host.stage.calls().length;
    expect(await host.back()).toMatchObject({
      code: 1,
      said: expect.stringMatching(/cannot work on/),
    });
    expect(host.stage.calls().slice(before)).toEqual(["systemctl start voicelens-check@blue"]);
  });
});

/** A second release that answers, with a share of errors. */
async function watched(stage: Stage, { errors = 0, isWell = () => true, watchSeconds = 1 }) {
  let asked = 0;
  const port = await stage.server((path) => {
    if (path !== "/metrics") return { status: isWell() ? 200 : 503 };
    asked++;
    const body = `http_requests_total{area="api",status="2xx"} ${asked * (1_000 - errors)}
http_requests_total{area="webhook",status="5xx"} ${asked * errors}\n`;
    return { status: 200, body };
  });
  const file = join(stage.folder, "canary.conf");
  writeFileSync(file, readFileSync(join(root, "deploy/nginx/canary.conf")));
  const env = {
    ...{ CANARY: file, CANARY_PORT: String(port), POLL_SECONDS: "0.05" },
    WATCH_SECONDS: String(watchSeconds),
  };
  return {
    start: () => stage.run("canary.sh", ["10"], env),
    end: () => stage.run("canary.sh", ["0"], env),
    share: () => readFileSync(file, "utf8"),
  };
}

describe("a share of the tenants", () => {
  const all = readFileSync(join(root, "deploy/nginx/canary.conf"), "utf8");

  test("stays with a release that does well, until it is ended", async () => {
    await using stage = setStage(["nginx"]);
    const canary = await watched(stage, { errors: 5 });
    expect(await canary.start()).toMatchObject({
      code: 0,
      said: expect.stringContaining("did well"),
    });
    expect(canary.share()).toContain("{ 10% voicelens_canary; * voicelens; }");
    await canary.end();
    expect(canary.share()).toBe(all);
  });

  test("is taken back from a release that answers with errors, or not at all", async () => {
    await using stage = setStage(["nginx"]);
    const failing = await watched(stage, { errors: 60, watchSeconds: 60 });
    expect(await failing.start()).toMatchObject({
      code: 1,
      said: expect.stringMatching(/with an error/),
    });
    expect(failing.share()).toBe(all);
    let looks = 0;
    const dying = await watched(stage, { isWell: () => looks++ < 2, watchSeconds: 60 });
    expect(await dying.start()).toMatchObject({
      code: 1,
      said: expect.stringMatching(/not ready any more/),
    });
    expect(dying.share()).toBe(all);
  });

  test("is not given to what is not ready, and not by what nginx refuses", async () => {
    await using stage = setStage(["nginx"]);
    const away = await watched(stage, { isWell: () => false });
    expect(await away.start()).toMatchObject({
      code: 1,
      said: expect.stringMatching(/Nothing was changed/),
    });
    stage.failAt("nginx -t");
    const refused = await watched(stage, {});
    expect(await refused.start()).toMatchObject({
      code: 1,
      said: expect.stringMatching(/was not changed/),
    });
    expect([away.share(), refused.share()]).toEqual([all, all]);
  });
});

describe("on Kubernetes", () => {
  const image = `registry.example.com/voicelens@sha256:${"a".repeat(64)}`;
  async function cluster({ isReached = true } = {}) {
    const stage = setStage(["kubectl"]);
    const site = await stage.server(() => ({ status: isReached ? 200 : 503 }));
    const env = { SITE_URL: `http://127.0.0.1:${site}` };
    return {
      stage,
      roll: (...args: string[]) => stage.run("rolling.sh", args, env),
      [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose](),
    };
  }
  const isUndone = (calls: readonly string[]) =>
    ["api", "worker"].every((part) =>
      calls.includes(`kubectl --namespace voicelens rollout undo deployment/voicelens-${part}`),
    );

  test("the schema comes first, then the pods, then a look from outside", async () => {
    await using host = await cluster();
    expect(await host.roll(image)).toMatchObject({ code: 0 });
    const calls = host.stage
      .calls()
      .map((call) =>
        call.replace(/^kubectl (?:--namespace voicelens )?/, "").replace(/ \/\S*kubernetes\//, " "),
      );
    expect(calls).toEqual([
      "delete job voicelens-migrate --ignore-not-found --wait",
      expect.stringMatching(/^(?:kustomize|apply)/),
      expect.stringMatching(/^(?:kustomize|apply)/),
      "wait --for=condition=complete --timeout=15m job/voicelens-migrate",
      expect.stringMatching(/^(?:kustomize|apply)/),
      expect.stringMatching(/^(?:kustomize|apply)/),
      "rollout status deployment/voicelens-api --timeout=15m",
      "rollout status deployment/voicelens-worker --timeout=15m",
    ]);
  });

  test("without its schema nothing is touched", async () => {
    await using host = await cluster();
    host.stage.failAt("wait --for");
    expect(await host.roll(image)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/not touched/),
    });
    expect(host.stage.calls().join("\n")).not.toMatch(/scaled|rollout/);
    expect(await host.roll("--back", image)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/cannot work/),
    });
  });

  test("pods that do not become well, and clients that do not reach them, bring the former release back", async () => {
    await using sick = await cluster();
    sick.stage.failAt("rollout status deployment/voicelens-worker");
    expect(await sick.roll(image)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/worker did not/),
    });
    await using unreached = await cluster({ isReached: false });
    expect(await unreached.roll(image)).toMatchObject({ code: 1 });
    expect([isUndone(sick.stage.calls()), isUndone(unreached.stage.calls())]).toEqual([true, true]);
  });

  test("an image that may become another is refused", async () => {
    await using host = await cluster();
    expect(await host.roll("voicelens:latest")).toMatchObject({ code: 1 });
    expect(host.stage.calls()).toEqual([]);
  });
});

test("the user of the database is no superuser, and what fails there fails the start", async () => {
  await using stage = setStage(["psql"]);
  const script = join(root, "deploy/compose/create-database.sh");
  writeFileSync(join(stage.folder, "password"), "a password");
  const env = { VOICELENS_PASSWORD_FILE: join(stage.folder, "password") };
  expect(await stage.run(script, [], env)).toMatchObject({ code: 0 });
  stage.failAt("ON_ERROR_STOP=1");
  expect(await stage.run(script, [], env)).toMatchObject({ code: 1 });
  expect((await stage.run(script, [], { VOICELENS_PASSWORD_FILE: "/nowhere" })).code).not.toBe(0);
});
