import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { problems } from "../lib/problems.ts";
import { packageFolder } from "../package.ts";

/** `docs/problems.md`: every failure a caller can meet, with its page. */
export function problemsPage(): string {
  const rows = Object.entries(problems)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, { status, title }]) =>
        `| [\`${code}\`](problems/${code}.md) | ${status} | ${title} |`,
    );
  return page(
    "Problems",
    "Every failure that the API can answer with. The body is a problem document (RFC 9457): `type` is `/problems/<code>`, `detail` says what it was in this case, `instance` is the request's id in the log.",
    ["| Code | Status | What it means |", "|---|---|---|", ...rows],
  );
}

/** `docs/decisions/README.md`: why the house is built as it is. */
export function decisionsPage(): string {
  const folder = join(packageFolder, "docs", "decisions");
  const names = readdirSync(folder).filter((name) => /^\d{4}-.*\.md$/.test(name));
  const items = names.sort().map((name) => {
    const [, title] = /^# (.+)$/m.exec(readFileSync(join(folder, name), "utf8")) ?? [];
    return `- [${title}](${name})`;
  });
  return page(
    "Decisions",
    "Why it is built as it is, in the order in which it was decided.",
    items,
  );
}

function page(title: string, lead: string, lines: readonly string[]): string {
  return [`# ${title}`, "", lead, "", "Printed by `npm run docs:write`.", "", ...lines, ""].join(
    "\n",
  );
}
