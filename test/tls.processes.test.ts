import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect as connectPlain } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type ConnectionOptions, connect } from "node:tls";
import { expect, test } from "vitest";
import { findServer, servedClient } from "../src/cli/client.ts";
import { fetchOf } from "../src/cli/server-fetch.ts";
import { createCertificateWatch, readCertificate } from "../src/http/index.ts";
import { createCommandLine } from "./command-line.ts";
import { createWorld, ownerKey } from "./world.ts";

const fixtures = resolve(import.meta.dirname, "fixtures", "tls");
const filesOf = (name: string, folder = fixtures) => ({
  certPath: join(folder, `${name}.crt`),
  keyPath: join(folder, `${name}.key`),
});
const first = readCertificate(filesOf("first"), Date.now());
const second = readCertificate(filesOf("second"), Date.now());

function folder() {
  const path = mkdtempSync(join(tmpdir(), "voicelens-tls-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A world that speaks https on a free port. */
async function secureWorld() {
  const world = await createWorld({ certificate: first });
  await world.app.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = world.app.http.server.address() as AddressInfo;
  const run = { address: `https://127.0.0.1:${port}`, token: ownerKey, pid: process.pid };
  return { world, port, run: { ...run, certificate_sha256: first.fingerprint } };
}

/** What a client finds out by shaking hands. */
function shakeHands(port: number, options: ConnectionOptions = {}) {
  return new Promise<{ fingerprint: string; protocol: string | null }>((done, fail) => {
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false, ...options });
    socket.once("error", fail).once("secureConnect", () => {
      const { fingerprint256 = "" } = socket.getPeerX509Certificate() ?? {};
      done({ fingerprint: fingerprint256, protocol: socket.getProtocol() });
      socket.destroy();
    });
  });
}

test("a server with a certificate speaks https, and only https of today", async () => {
  const { world, port, run } = await secureWorld();
  await using _ = world;
  const ask = fetchOf(run);
  const answer = await ask(`${run.address}/health/live`);
  expect(await answer.json()).toEqual({ status: "ok" });
  expect(answer.headers.get("strict-transport-security")).toBe("max-age=31536000");
  expect((await shakeHands(port)).protocol).toBe("TLSv1.3");
  expect((await shakeHands(port, { maxVersion: "TLSv1.2" })).protocol).toBe("TLSv1.2");
  const old: ConnectionOptions = {
    minVersion: "TLSv1",
    maxVersion: "TLSv1.1",
    ciphers: "DEFAULT@SECLEVEL=0",
  };
  await expect(shakeHands(port, old)).rejects.toThrow();
  const plain = await new Promise<string>((done) => {
    let text = "";
    connectPlain(port, "127.0.0.1")
      .on("data", (part) => {
        text += part.toString("latin1");
      })
      .on("error", () => undefined)
      .on("close", () => done(text))
      .write("GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n");
  });
  expect(plain).not.toContain("200");
});

test("the session cookie of https stays with https", async () => {
  const { world, run } = await secureWorld();
  await using _ = world;
  const signedIn = await fetchOf(run)(`${run.address}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key: ownerKey }),
  });
  const cookie = signedIn.headers.get("set-cookie") ?? "";
  for (const attribute of ["Secure", "HttpOnly", "SameSite=Strict"])
    expect(cookie).toContain(attribute);
});

test("a renewed certificate is taken up; one that cannot be used leaves the present one and is told once", async () => {
  const { world, port } = await secureWorld();
  await using _ = world;
  using place = folder();
  const files = filesOf("live", place.path);
  const put = (name: string) => {
    copyFileSync(filesOf(name).certPath, files.certPath);
    copyFileSync(filesOf(name).keyPath, files.keyPath);
  };
  put("first");
  const told: string[] = [];
  const renewed: string[] = [];
  const note = (_fields: object, message: string) => void told.push(message);
  const { look } = createCertificateWatch({
    files,
    server: world.app.http.server,
    current: first,
    log: { debug: note, info: note, warn: note, error: note },
    now: Date.now,
    onRenewed: ({ fingerprint }) => renewed.push(fingerprint),
  });
  look();
  expect([told, renewed]).toEqual([[], []]);
  copyFileSync(filesOf("second").certPath, files.certPath);
  look();
  look();
  expect(told).toEqual(["the certificate cannot be renewed"]);
  expect((await shakeHands(port)).fingerprint).toBe(first.fingerprint);
  put("second");
  look();
  expect(told).toEqual([
    "the certificate cannot be renewed",
    "the renewed certificate is used from now on",
  ]);
  expect(renewed).toEqual([second.fingerprint]);
  expect((await shakeHands(port)).fingerprint).toBe(second.fingerprint);
  const old: ConnectionOptions = { minVersion: "TLSv1", maxVersion: "TLSv1.1" };
  await expect(shakeHands(port, { ...old, ciphers: "DEFAULT@SECLEVEL=0" })).rejects.toThrow();
});

test("a certificate that cannot be used stops the start with the file to mend", () => {
  using place = folder();
  const other = join(place.path, "other.pem");
  writeFileSync(other, "no PEM");
  const { certPath, keyPath } = filesOf("first");
  const century = Date.now() + 101 * 365.25 * 86_400_000;
  const attempts: ReadonlyArray<
    [files: { certPath: string; keyPath: string }, at: number, says: RegExp]
  > = [
    [{ certPath: `${certPath}.gone`, keyPath }, 0, /^SSL_CERT_PATH: .* cannot be read \(ENOENT\)/],
    [{ certPath, keyPath: place.path }, 0, /^SSL_KEY_PATH: .* cannot be read \(EISDIR\)/],
    [{ certPath: other, keyPath }, 0, /^SSL_CERT_PATH: .*no certificate/],
    [{ certPath, keyPath: other }, 0, /^SSL_KEY_PATH: .*no private key/],
    [
      { certPath, keyPath: filesOf("second").keyPath },
      0,
      /^SSL_CERT_PATH, SSL_KEY_PATH: the key is of/,
    ],
    [{ certPath, keyPath }, century, /^SSL_CERT_PATH: the certificate ran out/],
    [{ certPath, keyPath }, 1, /^SSL_CERT_PATH: the certificate holds from/],
  ];
  for (const [files, at, says] of attempts) {
    expect(() => readCertificate(files, at || Date.now())).toThrow(says);
  }
});

test("a command sends its token to the server of run.json and to no other", async () => {
  const { world, run } = await secureWorld();
  await using _ = world;
  const answer = await servedClient(run).ask("GET", "/api/v1/calls");
  expect(answer).toMatchObject({ status: 200, json: { data: [] } });
  const impostor = { ...run, certificate_sha256: second.fingerprint };
  await expect(servedClient(impostor).ask("GET", "/api/v1/calls")).rejects.toThrow(
    "does not answer",
  );
  using place = folder();
  writeFileSync(join(place.path, "run.json"), JSON.stringify(run));
  expect(await findServer(place.path)).toEqual(run);
  writeFileSync(join(place.path, "run.json"), JSON.stringify(impostor));
  expect(await findServer(place.path)).toBeNull();
});

test("started with a certificate, server and commands find each other; with half of one, it does not start", async () => {
  const { certPath, keyPath } = filesOf("first");
  await using line = createCommandLine({ SSL_CERT_PATH: certPath });
  const half = await line.run(["serve"]);
  expect(half).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("SSL_KEY_PATH is missing"),
  });
  const wrong = await line.run(["serve"], { SSL_KEY_PATH: filesOf("second").keyPath });
  expect(wrong.stderr).toMatch(/^SSL_CERT_PATH, SSL_KEY_PATH: the key is of another certificate/);
  const server = await line.serve({ SSL_KEY_PATH: keyPath });
  expect(server.url).toMatch(/^https:\/\/localhost:\d+$/);
  expect(JSON.parse(readFileSync(join(line.dataDir, "run.json"), "utf8"))).toMatchObject({
    address: expect.stringMatching(/^https:/),
    certificate_sha256: first.fingerprint,
  });
  const env = { SSL_KEY_PATH: keyPath };
  const health = await line.run(["health", "--json"], env);
  expect(health).toMatchObject({ code: 0, stderr: "" });
  const sent = await line.run(
    ["simulate", "--provider", "retell", "--count", "1", "--speed", "5000", "--json"],
    env,
  );
  expect(JSON.parse(sent.stdout)).toMatchObject({ byStatus: { 200: expect.any(Number) } });
  expect(await server.stop()).toMatchObject({ code: 0 });
});
