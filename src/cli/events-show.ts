import type { Command } from "commander";
import { commandConfig, withClient } from "./client.ts";
import { addCommand } from "./options.ts";
import { print, printJson, table } from "./output.ts";

interface ShownEvent {
  id: string;
  provider: string;
  event_type: string | null;
  event_key: string;
  status: string;
  received_at: string;
  is_verified: boolean;
  attempts: number;
  reason: { code: string; message: string } | null;
  findings: Array<{ code: string; path: string; message?: string }>;
  url: string;
  headers: Record<string, string>;
  body: string | null;
  body_encoding: "utf8" | "base64";
  patches: Array<{ call_id: string; patch: Record<string, unknown> }>;
}

/** `voicelens events show`: one event as received, and what it says. */
export function eventsShowCommand(parent: Command): void {
  addCommand(parent, "show <id>", "show one event as received, and what it says").action(
    async (id: string, { json }: { json: boolean }) => {
      const path = `/api/v1/webhook-events/${encodeURIComponent(id)}`;
      const answer = await withClient(commandConfig(), (client) => client.ask("GET", path));
      if (json) return printJson(answer.json);
      print(showEvent(answer.json as ShownEvent));
    },
  );
}

function showEvent(event: ShownEvent): string {
  const facts = table([
    ["Event", event.id],
    ["Provider", event.provider],
    ["Type", event.event_type ?? "-"],
    ["Key", event.event_key],
    ["State", event.status],
    ["Received", event.received_at],
    ["Verified", event.is_verified ? "yes" : "no"],
    ["Attempts", String(event.attempts)],
    ["Reason", event.reason === null ? "-" : `${event.reason.code}: ${event.reason.message}`],
    ["URL", event.url],
  ]);
  const findings = event.findings.map(({ code, path, message }) => [code, path, message ?? ""]);
  const patches = event.patches.map(
    ({ call_id, patch }) => `${call_id}\n${JSON.stringify(patch, null, 2)}`,
  );
  const encoding = event.body_encoding === "base64" ? " (base64)" : "";
  return [
    facts,
    section("Headers", table(Object.entries(event.headers))),
    section(`Body${encoding}`, event.body ?? "It is gone or cannot be decrypted."),
    section("Findings", table(findings)),
    section("What it says", patches.join("\n\n")),
  ].join("");
}

function section(title: string, text: string): string {
  return text === "" ? "" : `\n\n${title}\n${text}`;
}
