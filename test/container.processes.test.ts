import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { sendCall } from "./sender.ts";
import { ownerKey, worldSecret } from "./world.ts";

const root = resolve(import.meta.dirname, "..");
const user = 10_001;

/** The program at /mnt and its data at /srv, everything else as it is, but for `/tmp` nothing can be written: as in the container. */
const enclose = `
mount --bind "$1/passwd" /etc/passwd && mount --bind "$1/app" /mnt && mount --bind "$2" /mnt/node_modules && mount --bind "$1/data" /srv &&
mount -t tmpfs -o mode=1777 tmpfs /tmp && mount -o remount,bind,ro /mnt && mount -o remount,bind,ro /mnt/node_modules &&
mount -o remount,bind,ro / && shift 2 &&
exec setpriv --reuid ${user} --regid ${user} --clear-groups --no-new-privs --bounding-set -all -- "$@"`;

function enclosed(folder: string, command: readonly string[]): string[] {
  const modules = join(root, "node_modules");
  const shell = ["sh", "-c", enclose, "sh", folder, modules, ...command];
  return ["--mount", "--propagation", "private", ...shell];
}

/** What the last stage of the Dockerfile copies from the build; the packages are those of this folder. */
function copied(): string[] {
  const text = readFileSync(join(root, "Dockerfile"), "utf8");
  const lines = [...text.matchAll(/^COPY --from=build (.+)$/gm)];
  return ["package.json", ...lines.map(([, words = ""]) => words.split(" ").at(-1) ?? "")];
}

function prepare(folder: string): void {
  for (const path of ["app/node_modules", "data"]) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  writeFileSync(join(folder, "passwd"), `voicelens:x:${user}:${user}::/srv:/usr/sbin/nologin\n`);
}

async function unpacked() {
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), "voicelens-image-"));
  for (const path of copied()) {
    mkdirSync(dirname(join(folder, "app", path)), { recursive: true });
    cpSync(join(root, path), join(folder, "app", path), { recursive: true });
  }
  prepare(folder);
  spawnSync("chown", [`${user}:${user}`, join(folder, "data")]);
  return {
    folder,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Needs Linux and root, as CI has; also a Node that everybody may run. */
const canEnclose = (() => {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), "voicelens-image-"));
  prepare(folder);
  const { status } = spawnSync("unshare", enclosed(folder, [process.execPath, "--version"]));
  rmSync(folder, { recursive: true });
  return status === 0;
})();

test.skipIf(!canEnclose)(
  "what the image holds runs as its user, on a disk that only takes data, with the embedded engine",
  async () => {
    using image = await unpacked();
    const child = spawn(
      "unshare",
      enclosed(image.folder, [process.execPath, "/mnt/bin/voicelens.js", "serve"]),
      {
        env: {
          PATH: process.env.PATH,
          DATA_DIR: "/srv",
          SERVICE_ENV: "production",
          SERVICE_HOST: "127.0.0.1",
          SERVICE_PORT: "0",
          LOG_LEVEL: "silent",
          SECRET_KEY: "kD82hQz7Lw0pXs5VbN3mYt6RcJ9fGa1e",
          VOICELENS_OWNER_KEY: ownerKey,
          WEBHOOK_SECRET_RETELL: worldSecret,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const ended = once(child, "exit");
    const url = await addressOf(child);
    const check = () =>
      promisify(execFile)(process.execPath, [join(root, "bin", "healthcheck.js")], {
        env: { SERVICE_PORT: new URL(url).port },
      });
    await check();
    expect((await sendCall(`${url}/webhook/retell`, "call_contained")).status).toBe(200);
    expect((await fetch(`${url}/`)).headers.get("content-type")).toContain("text/html");
    expect((await fetch(`${url}/problems/call-not-found`)).status).toBe(200);
    expect((await fetch(`${url}/docs/guide/quick-start`)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    await expect(check()).rejects.toMatchObject({ code: 1 });
  },
);

function addressOf(child: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((found, fail) => {
    const listen = (part: Buffer) => {
      said += part.toString();
      const [, address] = /Dashboard: (\S+)\n/.exec(said) ?? [];
      if (address !== undefined) found(address);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => fail(new Error(`It ended with code ${code}: ${said}`)));
  });
}
