import type { Command } from "commander";
import { commandConfig, withClient } from "./client.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson, shortTime, table } from "./output.ts";
import { readAll } from "./pages.ts";

interface ActiveCall {
  id: string;
  provider: string;
  lifecycle: string;
  direction: string | null;
  from: string | null;
  to: string | null;
  agent_name: string | null;
  started_at: string | null;
  first_seen_at: string;
}

/** `voicelens calls active`: the calls that are live now. */
export function callsActiveCommand(parent: Command): void {
  addCommand(parent, "active", "list the calls that are live now").action(
    async ({ json }: { json: boolean }) => {
      const query = new URLSearchParams({ lifecycle: "registered,ringing,in_progress" });
      const calls = await withClient(commandConfig(), (client) =>
        readAll<ActiveCall>(client, "/api/v1/calls", { query, limit: 10_000 }),
      );
      if (json) return printJson({ data: calls });
      if (calls.length > 0) print(showCalls(calls));
      print(`${counted(calls.length, "live call")}.`);
    },
  );
}

function showCalls(calls: readonly ActiveCall[]): string {
  const rows = calls.map((call) => [
    call.id,
    call.provider,
    call.lifecycle,
    shortTime(call.started_at ?? call.first_seen_at),
    `${call.from ?? "?"} -> ${call.to ?? "?"}`,
    call.agent_name ?? "",
  ]);
  return table([["CALL", "PROVIDER", "STATE", "SINCE (UTC)", "FROM -> TO", "AGENT"], ...rows]);
}
