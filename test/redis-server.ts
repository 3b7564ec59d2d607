import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

const redisBinary = "/usr/bin/redis-server";

export const hasRedis = existsSync(redisBinary);

/** A Redis of the test's own, so that it can be stopped and ended. */
export async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-redis-"));
  const port = await freePort();
  const start = () =>
    spawn(redisBinary, ["--port", String(port), "--dir", folder, "--save", ""], {
      stdio: "ignore",
    });
  let child = start();
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    end,
    start: () => {
      child = start();
    },
    /** It keeps its connections and answers nothing until it goes on. */
    freeze: () => child.kill("SIGSTOP"),
    goOn: () => child.kill("SIGCONT"),
    [Symbol.asyncDispose]: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
