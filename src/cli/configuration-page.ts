import { aliases, Env } from "../config/index.ts";

interface Variable {
  name: string;
  description: string;
  /** As written in an environment; empty when there is none. */
  fallback: string;
  aliases: readonly string[];
}

/** `docs/configuration.md`, printed from the schema of the environment. */
export function configurationPage(): string {
  const rows = variables().map(
    (variable) =>
      `| \`${variable.name}\` | ${code(variable.fallback)} | ${inTable(variable.description)}${alsoReadAs(variable)} |`,
  );
  return `${[
    "# Configuration",
    "",
    "VoiceLens is configured by environment variables. None is needed to try it; `.env.example` lists them all. A wrong value stops the start with a message that names every wrong variable.",
    "",
    "Printed from `src/config/config.ts` by `npm run docs:write`.",
    "",
    "| Variable | Default | Meaning |",
    "|---|---|---|",
    ...rows,
  ].join("\n")}\n`;
}

/** `.env.example`: every variable with its default, commented out. */
export function exampleEnvironment(): string {
  const blocks = variables().map(({ name, description, fallback }) =>
    [...wrapped(description, 98).map((line) => `# ${line}`), `#${name}=${fallback}`].join("\n"),
  );
  const head = [
    "# Copy to .env, take the # off what you change, and start with:",
    "#   node --env-file=.env bin/voicelens.js serve",
    "# Printed from src/config/config.ts by `npm run docs:write`.",
  ].join("\n");
  return `${[head, ...blocks].join("\n\n")}\n`;
}

function variables(): Variable[] {
  const defaults: Record<string, unknown> = Env.parse({});
  return Object.entries(Env.shape).map(([name, schema]) => ({
    name,
    description: schema.meta()?.description ?? "",
    fallback: written(defaults[name]),
    aliases: aliases[name] ?? [],
  }));
}

function written(value: unknown): string {
  if (value === undefined) return "";
  return Array.isArray(value) ? value.join(",") : String(value);
}

function code(text: string): string {
  return text === "" ? "" : `\`${text}\``;
}

function inTable(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/<[^>]*>/g, (tag) => `\`${tag}\``);
}

/** Old and foreign names, unless the description speaks of them itself. */
function alsoReadAs({ description, aliases: names }: Variable): string {
  const unsaid = names.filter((name) => !description.includes(`\`${name}\``));
  return unsaid.length === 0 ? "" : ` Also read as ${unsaid.map(code).join(", ")}.`;
}

/** Breaks a text into lines of at most `width` characters, between words. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length > width && line !== "") {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
