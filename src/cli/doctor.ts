import type { Command } from "commander";
import { z } from "zod";
import type { Finding } from "../ops/index.ts";
import { type Client, commandConfig, withClient } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson, table } from "./output.ts";

const Diagnosis = z.looseObject({
  connection_id: z.string(),
  provider_name: z.string(),
  name: z.string(),
  webhook_url: z.string(),
  is_read: z.boolean(),
  settings_seen: z.number(),
  unreadable: z.array(z.string()),
  findings: z.array(
    z.looseObject({
      code: z.string(),
      severity: z.enum(["critical", "warning", "info"]),
      setting: z.looseObject({ id: z.string(), name: z.string().nullable() }).nullable(),
      title: z.string(),
      why: z.string(),
      next: z.string(),
      fix_id: z.string().nullable(),
    }),
  ),
});
type Diagnosis = z.infer<typeof Diagnosis>;
const Providers = z.object({ data: z.array(Diagnosis) });

const Fix = z.looseObject({
  id: z.string(),
  reasons: z.array(z.string()),
  method: z.string(),
  path: z.string(),
  body: z.unknown(),
  outcome: z.enum(["not_sent", "applied", "failed"]),
  detail: z.string().nullable(),
});
type Fix = z.infer<typeof Fix>;
const Fixes = z.object({ data: z.array(Fix), diagnoses: z.array(Diagnosis) });

const Installation = z.object({
  data: z.array(
    z.object({
      check: z.string(),
      status: z.enum(["pass", "warn", "fail"]),
      detail: z.string(),
      next: z.string().nullable(),
    }),
  ),
});

interface Options {
  json: boolean;
  providers?: boolean;
  installation?: boolean;
  fix?: boolean;
  yes?: boolean;
}

/** `voicelens doctor`: the providers' settings and this installation. Fails when something must be mended. */
export function doctorCommand(program: Command): void {
  addCommand(program, "doctor", "look for what keeps calls from arriving, and mend it")
    .option("--providers", "only the connections and their providers' settings")
    .option("--installation", "only this machine, its database and suppliers")
    .option("--fix", "show what would be changed at the providers")
    .option("--yes", "with --fix: change it")
    .action(doctor);
}

async function doctor(options: Options): Promise<void> {
  const { json, fix = false, yes = false } = options;
  if (yes && !fix) throw new CommandError("--yes goes with --fix.");
  const isBoth = !options.providers && !options.installation && !fix;
  const wantsProviders = isBoth || options.providers === true || fix;
  const wantsInstallation = isBoth || options.installation === true;
  await withClient(commandConfig(), async (client) => {
    const installation = wantsInstallation ? await readInstallation(client) : null;
    let diagnoses = wantsProviders ? await readProviders(client) : null;
    let fixes: Fix[] | null = null;
    if (fix && diagnoses !== null) {
      fixes = await askForFixes(client, fixIds(diagnoses), !yes);
      // After a change they are read again: what is shown is how it is.
      if (yes && fixes.length > 0) diagnoses = await readProviders(client);
    }
    if (isIll(installation, diagnoses, fixes)) process.exitCode = 1;
    if (json) printJson({ installation, providers: diagnoses, fixes });
    else print(show(installation, diagnoses, fixes));
  });
}

async function readProviders(client: Client): Promise<Diagnosis[]> {
  return Providers.parse((await client.ask("GET", "/api/v1/admin/doctor/providers")).json).data;
}

async function readInstallation(client: Client): Promise<Finding[]> {
  const { json } = await client.ask("GET", "/api/v1/admin/doctor/installation");
  return Installation.parse(json).data;
}

function fixIds(diagnoses: readonly Diagnosis[]): string[] {
  const ids = diagnoses.flatMap(({ findings }) => findings.map(({ fix_id: id }) => id));
  return [...new Set(ids.filter((id) => id !== null))];
}

const fixesPerRequest = 100;

async function askForFixes(client: Client, ids: string[], isDryRun: boolean): Promise<Fix[]> {
  const found: Fix[] = [];
  for (let from = 0; from < ids.length; from += fixesPerRequest) {
    const body = { ids: ids.slice(from, from + fixesPerRequest), dry_run: isDryRun };
    const { json } = await client.ask("POST", "/api/v1/admin/doctor/fixes", body);
    found.push(...Fixes.parse(json).data);
  }
  return found;
}

function isIll(
  installation: readonly Finding[] | null,
  diagnoses: readonly Diagnosis[] | null,
  fixes: readonly Fix[] | null,
): boolean {
  return (
    installation?.some(({ status }) => status === "fail") === true ||
    diagnoses?.some(({ findings }) => findings.some((each) => each.severity === "critical")) ===
      true ||
    fixes?.some(({ outcome }) => outcome === "failed") === true
  );
}

function show(
  installation: readonly Finding[] | null,
  diagnoses: readonly Diagnosis[] | null,
  fixes: readonly Fix[] | null,
): string {
  return [
    ...(installation === null ? [] : [showInstallation(installation)]),
    ...(diagnoses ?? []).map(showDiagnosis),
    ...(fixes === null ? hintAtFixes(diagnoses ?? []) : [showFixes(fixes)]),
  ].join("\n\n");
}

function showInstallation(findings: readonly Finding[]): string {
  const rows = findings.map(({ status, check, detail }) => [status, check, detail]);
  const steps = findings.flatMap(({ status, check, next }) =>
    next === null ? [] : [`  ${status}  ${check}: ${next}`],
  );
  const lines = [table(rows)];
  if (steps.length > 0) lines.push("", "What to do next:", ...steps);
  return lines.join("\n");
}

function showDiagnosis(diagnosis: Diagnosis): string {
  const { provider_name: provider, name, webhook_url: url, findings } = diagnosis;
  const title = name === provider ? provider : `${provider} (${name})`;
  const settings = diagnosis.is_read ? counted(diagnosis.settings_seen, "setting") : "not read";
  return [
    `${title}  ${url}  ${settings}`,
    ...(findings.length === 0 ? ["  pass      nothing found"] : []),
    ...findings.flatMap(({ severity, setting, title: what, next, fix_id: fix }) => [
      `  ${severity.padEnd(8)}  ${setting === null ? "" : `${setting.name ?? setting.id}: `}${what}`,
      `            ${next}${fix === null ? "" : " [--fix]"}`,
    ]),
    ...diagnosis.unreadable.map((what) => `  not told  ${what}`),
  ].join("\n");
}

function hintAtFixes(diagnoses: readonly Diagnosis[]): string[] {
  const { length } = fixIds(diagnoses);
  if (length === 0) return [];
  const these = length === 1 ? "1 can" : `${length} can`;
  return [`${these} be mended from here. See how: voicelens doctor --fix`];
}

function showFixes(fixes: readonly Fix[]): string {
  if (fixes.length === 0) return "Nothing can be mended from here.";
  const shown = fixes.map(({ outcome, method, path, body, reasons, detail }) =>
    [
      `${outcome === "not_sent" ? "would send" : outcome}: ${method} ${path}${detail === null ? "" : ` (${detail})`}`,
      `  ${reasons.join(" ")}`,
      ...JSON.stringify(body, null, 2)
        .split("\n")
        .map((line) => `  ${line}`),
    ].join("\n"),
  );
  const isDry = fixes.every(({ outcome }) => outcome === "not_sent");
  return [
    ...shown,
    ...(isDry ? ["Nothing was changed. Change it: voicelens doctor --fix --yes"] : []),
  ].join("\n\n");
}
