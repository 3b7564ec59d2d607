// Vitest translates what it loads itself; a worker thread that the product starts loads its file with Node alone, which before 22.18 reads no TypeScript.
import { register } from "node:module";
import { isMainThread } from "node:worker_threads";

if (!isMainThread && !process.features.typescript) {
  register("./typescript-hooks.js", import.meta.url);
}
