import type { Command } from "commander";
import { aliases, type Config, readConfig } from "../config/index.ts";
import { serve } from "../main.ts";
import { providers } from "../providers/index.ts";

/** `voicelens serve`: the server, until it is asked to stop. */
export function serveCommand(program: Command): void {
  program
    .command("serve", { isDefault: true })
    .description("start the server")
    .action(async () => {
      const config = readConfig(process.env);
      const { url, newOwnerKey, stop, opened } = await serve(config);
      process.stdout.write(welcome(config, url, newOwnerKey, opened.warnings));
      await untilAsked();
      await stop();
    });
}

function welcome(
  config: Config,
  url: string,
  ownerKey: string | null,
  warnings: readonly string[],
): string {
  const base = config.PUBLIC_BACKEND_URL?.replace(/\/$/, "") ?? url;
  const lines = ["", `VoiceLens is up:  ${base}`, ""];
  if (ownerKey !== null) {
    lines.push(`Owner key (shown this once, keep it):  ${ownerKey}`, "");
  }
  lines.push("Webhook URLs:");
  const open: string[] = [];
  for (const provider of providers) {
    const path = provider.id === "vcp" ? "/vcp/ingest" : `/webhook/${provider.id}`;
    const isOpen = !hasSecret(config, provider.id);
    if (isOpen) open.push(provider.name);
    lines.push(`  ${provider.name.padEnd(18)} ${base}${path}${isOpen ? "   (unverified)" : ""}`);
  }
  lines.push("");
  if (open.length > 0) {
    lines.push(
      config.SERVICE_ENV === "production"
        ? `Refused, because no secret is set: ${open.join(", ")}. See docs/configuration.md.`
        : `Unverified, because no secret is set: ${open.join(", ")}. Anybody may post in their name; set WEBHOOK_SECRET_<PROVIDER>.`,
      "",
    );
  }
  for (const warning of warnings) lines.push(`Warning: ${warning}`, "");
  return `${lines.join("\n")}\n`;
}

function hasSecret(config: Config, provider: string): boolean {
  const name = `WEBHOOK_SECRET_${provider.toUpperCase()}`;
  const variable = Object.keys(config).includes(name)
    ? name
    : Object.keys(aliases).find((key) => aliases[key]?.includes(name));
  const value = variable === undefined ? undefined : config[variable as keyof Config];
  return Array.isArray(value) && value.length > 0;
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}
