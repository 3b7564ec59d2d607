/** What an expression of an alert may not do, though Prometheus takes it. */
export function expressionFaults(expression: string): string[] {
  const bare = expression.replace(/\{[^}]*\}/g, "");
  const parts: Record<string, boolean> = {
    "counters are read over a window": !/\w_total\b(?!\s*\[)/.test(bare),
    "percentiles are of a window": !/_bucket\b(?!\s*\[)/.test(bare),
    "percentiles are of all replicas": !/histogram_quantile\([^,]*,(?!\s*sum by \(|\s*\w+:)/.test(
      bare,
    ),
    "a share is a division": !(
      /\brate\(/.test(bare) &&
      /[<>]\s*0?\.\d/.test(bare) &&
      !/\//.test(bare)
    ),
    "both sides of a division are sums": !/\/\s*(?:rate|increase)\(/.test(bare),
  };
  return Object.entries(parts)
    .filter(([, holds]) => !holds)
    .map(([part]) => part);
}

/** What keeps Grafana from taking a dashboard as a file. */
export function dashboardFaults(text: string): string[] {
  let read: { panels?: Array<Record<string, unknown>>; schemaVersion?: number };
  try {
    read = JSON.parse(text);
  } catch {
    return ["it is JSON, without comments"];
  }
  const { panels = [], schemaVersion } = read;
  const parts: Record<string, boolean> = {
    "it stands by itself, not as its API wraps it": !("dashboard" in read),
    "it names its form": typeof schemaVersion === "number",
    "every panel says what it is, where it is and whom it asks":
      panels.length > 0 &&
      panels.every((panel) =>
        ["id", "type", "gridPos", "datasource"].every((part) => part in panel),
      ),
  };
  return Object.entries(parts)
    .filter(([, holds]) => !holds)
    .map(([part]) => part);
}
