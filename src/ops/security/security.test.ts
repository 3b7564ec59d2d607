import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../config/index.ts";
import { addressOf, checkBinding, checkFiles, checkPorts, listeningOn } from "./host-checks.ts";
import type { Site, SiteAnswer, SiteTls } from "./read-site.ts";
import { checkConfig, checkConnections, checkOwnerKey, checkProxy } from "./setup-checks.ts";
import {
  certificate,
  checkSite,
  clock,
  cookies,
  encryption,
  headers,
  metrics,
  refusal,
} from "./site-checks.ts";

const now = Date.UTC(2026, 0, 1);
const day = 86_400_000;
const good: SiteAnswer = {
  path: "/",
  status: 200,
  headers: {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000",
    "set-cookie": ["s=1; HttpOnly; Secure; SameSite=Strict"],
  },
};
const goodTls: SiteTls = {
  protocol: "TLSv1.3",
  validTo: now + 60 * day,
  isNameRight: true,
  distrust: null,
  takesOldProtocol: false,
};
const site: Site = {
  url: new URL("https://voicelens.example.com"),
  answers: [
    good,
    { ...good, path: "/health" },
    { ...good, path: "/api/v1/calls", status: 401 },
    { ...good, path: "/metrics", status: 401 },
  ],
  tls: goodTls,
  plain: null,
  clock: { theirs: now, ours: now },
};
const local = { ...site, url: new URL("http://127.0.0.1:8080") };

function answering(path: string, status: number): Site {
  const answers = site.answers.map((each) => (each.path === path ? { ...each, status } : each));
  return { ...site, answers };
}

function withHeaders(changed: SiteAnswer["headers"]): SiteAnswer {
  return { ...good, headers: { ...good.headers, ...changed } };
}

test("an address where all is well passes every check", () => {
  expect(checkSite(site, now).filter(({ status }) => status !== "pass")).toEqual([]);
});

test("whatever must be mended says what to do, whatever passes does not", () => {
  const bad: Site = {
    ...answering("/metrics", 200),
    tls: { ...goodTls, distrust: "CERT_HAS_EXPIRED" },
  };
  for (const { status, next } of checkSite(bad, now)) expect(next === null).toBe(status === "pass");
});

describe("headers", () => {
  test.each<[SiteAnswer["headers"], RegExp]>([
    [{ "content-security-policy": undefined }, /content-security-policy is missing/],
    [{ "content-security-policy": "script-src 'unsafe-inline'" }, /unsafe code/],
    [{ "content-security-policy": "script-src 'unsafe-eval'" }, /unsafe code/],
    [{ "x-content-type-options": undefined }, /nosniff/],
    [{ "x-frame-options": "ALLOWALL", "content-security-policy": "default-src 'none'" }, /frame/],
    [{ "referrer-policy": undefined }, /referrer-policy/],
    [{ "strict-transport-security": undefined }, /strict-transport-security/],
    [{ "strict-transport-security": "max-age=60" }, /strict-transport-security/],
    [{ "access-control-allow-origin": "*" }, /every origin/],
    [{ "x-powered-by": "Express" }, /x-powered-by/],
  ])("%o is found", (changed, detail) => {
    const found = headers(site, withHeaders(changed));
    expect(found).toMatchObject({ status: "fail", detail: expect.stringMatching(detail) });
  });

  test("over http nobody asks for https", () => {
    const found = headers(local, withHeaders({ "strict-transport-security": undefined }));
    expect(found.status).toBe("pass");
  });
});

test("calls that anybody may read, or an address that is somebody else's, fail", () => {
  for (const status of [200, 404, 500]) {
    expect(refusal(answering("/api/v1/calls", status)).status).toBe("fail");
  }
});

test("metrics that everybody may read fail, but for this machine", () => {
  expect(metrics(answering("/metrics", 200)).status).toBe("fail");
  expect(metrics({ ...answering("/metrics", 200), url: local.url }).status).toBe("pass");
});

test("a cookie that scripts, other sites or a listener could take fails", () => {
  for (const cookie of [
    "s=1; Secure; SameSite=Strict",
    "s=1; HttpOnly; Secure",
    "s=1; HttpOnly; SameSite=None; Secure",
    "s=1; HttpOnly; SameSite=Strict",
  ]) {
    const found = cookies({ ...site, answers: [withHeaders({ "set-cookie": [cookie] })] });
    expect(found).toMatchObject({ status: "fail", detail: expect.stringMatching(/^s lacks/) });
  }
});

test("what goes over the network in clear fails", () => {
  expect(encryption({ ...site, url: new URL("http://voicelens.example.com") }).status).toBe("fail");
  expect(encryption(local).status).toBe("pass");
  expect(encryption({ ...site, plain: good }).status).toBe("fail");
  const elsewhere = { ...withHeaders({ location: "http://x.example.com/" }), status: 308 };
  expect(encryption({ ...site, plain: elsewhere }).status).toBe("fail");
  const led = { ...withHeaders({ location: "https://voicelens.example.com/" }), status: 308 };
  expect(encryption({ ...site, plain: led }).status).toBe("pass");
});

test("a certificate is looked at for its end, name, trust and protocol", () => {
  const found = (changed: Partial<SiteTls>, url = site.url) =>
    certificate({ ...site, url, tls: { ...goodTls, ...changed } }, now)
      .filter(({ status }) => status !== "pass")
      .map(({ check, status }) => `${check} ${status}`);
  expect(found({})).toEqual([]);
  expect(found({ validTo: now + 5 * day })).toEqual(["certificate's end warn"]);
  expect(found({ validTo: now - day })).toEqual(["certificate's end fail"]);
  expect(found({ isNameRight: false })).toEqual(["certificate's name fail"]);
  expect(found({ distrust: "DEPTH_ZERO_SELF_SIGNED_CERT" })).toEqual(["certificate's trust fail"]);
  expect(found({ takesOldProtocol: true })).toEqual(["TLS version fail"]);
  const own = new URL("https://127.0.0.1:8443");
  expect(found({ isNameRight: false, distrust: "X" }, own)).toEqual(["certificate's trust warn"]);
});

test("a clock that is apart warns, and fails where signatures would", () => {
  const apart = (ms: number) => clock({ ...site, clock: { theirs: now + ms, ours: now } }).status;
  expect([0, 10_000, -10_000, 90_000, -90_000].map(apart)).toEqual([
    "pass",
    "warn",
    "warn",
    "fail",
    "fail",
  ]);
  expect(clock({ ...site, clock: null }).status).toBe("warn");
});

test.runIf(process.platform !== "win32")("files that others may read or write fail", () => {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-modes-"));
  try {
    const dataDir = join(folder, "data");
    mkdirSync(dataDir, { mode: 0o755 });
    for (const name of ["secret.key", "run.json"]) {
      writeFileSync(join(dataDir, name), "x", { mode: 0o600 });
    }
    const key = join(folder, "tls.key");
    writeFileSync(key, "x", { mode: 0o600 });
    const failing = () =>
      checkFiles(dataDir, key).flatMap(({ check, status }) => (status === "fail" ? [check] : []));
    expect(failing()).toEqual([]);
    chmodSync(dataDir, 0o777);
    chmodSync(join(dataDir, "secret.key"), 0o640);
    chmodSync(join(dataDir, "run.json"), 0o604);
    chmodSync(key, 0o644);
    expect(failing()).toEqual(["data folder", "file secret.key", "file run.json", "file tls.key"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.runIf(process.platform === "linux")(
  "the system tells on which addresses a process listens",
  async () => {
    const hosts = ["127.0.0.1", "127.0.0.2"];
    const servers = await Promise.all(
      hosts.map(
        (host) =>
          new Promise<Server>((done) => {
            const server = createServer().listen(0, host, () => done(server));
          }),
      ),
    );
    const ports = servers.map((server) => (server.address() as AddressInfo).port);
    const found = listeningOn(process.pid);
    for (const [place, host] of hosts.entries()) expect(found).toContain(`${host}:${ports[place]}`);
    for (const server of servers) server.close();
    expect(listeningOn(2 ** 22 + 1)).toBeNull();
  },
);

test("the kernel's words for addresses are read", () => {
  expect(
    [
      "0100007F:1F90",
      "00000000:1F90",
      "00000000000000000000000000000000:1F90",
      "00000000000000000000000001000000:1F90",
      "0000000000000000FFFF00000100007F:1F90",
      "B80D0120000000000000000001000000:1F90",
    ].map(addressOf),
  ).toEqual([
    "127.0.0.1:8080",
    "0.0.0.0:8080",
    "[::]:8080",
    "[::1]:8080",
    "127.0.0.1:8080",
    "[2001:db8:0:0:0:0:0:1]:8080",
  ]);
});

test("outside production only this machine may reach the server", () => {
  for (const address of ["0.0.0.0:8080", "[::]:8080", "192.0.2.1:8080"]) {
    expect(checkBinding([address], false).status).toBe("fail");
    expect(checkBinding([address], true).status).toBe("pass");
  }
  expect(checkBinding(["127.0.0.1:8080", "[::1]:8080"], false).status).toBe("pass");
  expect(checkPorts(["127.0.0.1:8080", "[::1]:8080"]).status).toBe("pass");
  expect(checkPorts(["127.0.0.1:8080", "127.0.0.1:5432"]).status).toBe("warn");
});

test("what production would refuse is told before, without a value", () => {
  const weak = "change-me-0123456789-0123456789-abc";
  const found = checkConfig(readConfig({ SECRET_KEY: weak, CORS_ORIGINS: "*" }));
  expect(found.map(({ check, status }) => [check, status])).toEqual([
    ["SECRET_KEY", "warn"],
    ["CORS_ORIGINS", "warn"],
  ]);
  expect(JSON.stringify(found)).not.toContain(weak);
  const strong = { SECRET_KEY: "kX9-vT2q_Lm4ZsR7bN1wYc8HdE5uJ0aP" };
  expect(checkConfig(readConfig(strong)).map(({ status }) => status)).toEqual(["pass"]);
});

test("a proxy that must be there and is not named warns", () => {
  const of = (env: Record<string, string>) => checkProxy(readConfig(env)).status;
  const PUBLIC_BACKEND_URL = "https://voicelens.example.com";
  expect(of({ PUBLIC_BACKEND_URL })).toBe("warn");
  expect(of({ PUBLIC_BACKEND_URL, TRUSTED_PROXIES: "10.0.0.1" })).toBe("pass");
  expect(of({ PUBLIC_BACKEND_URL, SSL_CERT_PATH: "a", SSL_KEY_PATH: "b" })).toBe("pass");
  expect(of({})).toBe("pass");
});

test("connections without a secret warn, and fail once somebody uses them", () => {
  const state = { id: "con_1", provider_name: "Vapi", has_secret: false, event_count_24h: 0 };
  expect(checkConnections([{ ...state, has_secret: true }], false).status).toBe("pass");
  expect(checkConnections([state], false).status).toBe("warn");
  expect(checkConnections([{ ...state, event_count_24h: 1 }], false).status).toBe("fail");
  expect(checkConnections([state], true).status).toBe("pass");
});

test("the owner key is for the first start: beside people who own, its use warns", () => {
  const people = { owners: 1, keySessions: 0, isInEnvironment: false };
  expect(checkOwnerKey(people).status).toBe("pass");
  expect(checkOwnerKey({ ...people, keySessions: 1 }).status).toBe("warn");
  expect(checkOwnerKey({ ...people, isInEnvironment: true }).status).toBe("warn");
  expect(checkOwnerKey({ owners: 0, keySessions: 3, isInEnvironment: true }).status).toBe("pass");
});
