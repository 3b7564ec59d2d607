import { expect, test } from "vitest";
import type { DueWork } from "../../jobs/index.ts";
import { holdWork } from "./hold-work.ts";
import type { Switches, SwitchName } from "./switches.ts";

/** Work that says what it was told. */
function saying(name: string, said: string[]): DueWork {
  return {
    start: () => void said.push(`start ${name}`),
    stop: async () => void said.push(`stop ${name}`),
    wake: () => undefined,
    drain: async () => 0,
  };
}

test("work waits while anything holds it, starts once, and ends with the process", async () => {
  const said: string[] = [];
  const on = new Set<SwitchName>(["maintenance"]);
  let hear = () => {};
  const switches: Switches = {
    find: (name) =>
      on.has(name) ? { name, since: new Date(), set_by: "", reason: "" } : undefined,
    set: async () => undefined,
    look: async () => undefined,
    onLook: (heard) => {
      hear = heard;
    },
  };
  const names = ["sweeps", "deliveries", "recordings"];
  const work = Object.fromEntries(names.map((name) => [name, saying(name, said)]));
  const held = holdWork(work, switches);
  const look = async (...names: SwitchName[]) => {
    on.clear();
    for (const name of names) on.add(name);
    hear();
    await held.settle();
  };
  await look("maintenance");
  held.start();
  await held.settle();
  await look("maintenance", "reading_back", "outgoing");
  await look("reading_back");
  await look();
  await look();
  await held.stop();
  await look("maintenance");
  await held.stop();
  expect(said).toEqual([
    "start deliveries",
    "start recordings",
    "stop deliveries",
    "start deliveries",
    "start sweeps",
    "stop sweeps",
    "stop deliveries",
    "stop recordings",
  ]);
});
