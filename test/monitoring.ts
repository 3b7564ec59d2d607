import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

/** What is shipped for watching an installation. */
export const monitoring = new URL("../deploy/monitoring/", import.meta.url);

export const read = (path: string): string => readFileSync(new URL(path, monitoring), "utf8");

interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** Every recording and alert rule. */
export const rules: readonly Rule[] = ["recording", "alerts"].flatMap((name) => {
  const file = parse(read(`prometheus/rules/${name}.yml`)) as {
    groups: ReadonlyArray<{ rules: Rule[] }>;
  };
  return file.groups.flatMap((group) => group.rules);
});

/** Every query of every dashboard. */
export const dashboardQueries: readonly string[] = readdirSync(
  new URL("grafana/dashboards/", monitoring),
).flatMap((name) => {
  const { panels } = JSON.parse(read(`grafana/dashboards/${name}`)) as {
    panels: ReadonlyArray<{ targets: ReadonlyArray<{ expr: string }> }>;
  };
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
});

const words = new Set(["and", "or", "unless", "by", "ignoring", "group_left", "offset"]);

/** The names of the metrics that a PromQL expression reads. */
export function metricsOf(expression: string): string[] {
  const bare = expression
    .replace(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, " ")
    .replace(/\b(?:by|ignoring)\s*\([^)]*\)/g, " ")
    .replace(/\boffset\s+\w+/g, " ");
  return [...bare.matchAll(/[a-zA-Z_:][\w:]*(?!\w*\s*\()/g)]
    .map(([name]) => name)
    .filter((name) => !words.has(name));
}
