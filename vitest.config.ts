import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["test/engine.setup.ts"],
    setupFiles: ["test/patience.setup.ts"],
    execArgv: ["--import", new URL("./test/typescript-in-threads.js", import.meta.url).href],
    // What is waited for comes soon, but not always on a machine that has other work.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // One more than the smallest machine has cores: a file waits a third of its time, for browsers, providers and leases.
    maxWorkers: 3,
    // Files of one worker share the loaded modules: loading the product takes longer than most files' tests. No module of ours keeps anything from one world to the next, and
    // the databases that worlds leave behind are reset, so files do not see each other.
    isolate: false,
  },
});
