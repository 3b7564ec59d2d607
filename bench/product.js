// The product in a process of its own, without the step that would build it: that was done once, before.
import { run } from "../dist/cli/cli.js";

process.disconnect?.();
process.exitCode = await run(["serve"]);
