import { type AlertMetric, alertMetrics, showFigure } from "../rules/metrics.ts";
import type { ChannelMessage } from "./channel.ts";
import type { MessageKind } from "./message.store.ts";

/** What is said of an alert. */
export interface Described {
  rule_name: string;
  metric: string;
  subject_name: string;
  priority: string;
  comparison: "above" | "below";
  threshold: number;
  value: number;
  sample: number | null;
  bad_since: Date;
}

/** Compares with what is usual, so that its sample is that. */
const comparing: ReadonlySet<string> = new Set([
  "silent_number",
  "silent_connection",
  "unusual_calls",
]);

/** What was found, in one sentence. */
export function describe({ metric, comparison, threshold, value, sample }: Described): string {
  if (!(metric in alertMetrics)) return "";
  const known = metric as AlertMetric;
  const beside =
    sample === null
      ? ""
      : comparing.has(metric)
        ? `; usual at this hour are at least ${sample}`
        : ` of ${sample}`;
  const figure = `${showFigure(known, value)}${beside}`;
  return `${alertMetrics[known].title}: ${figure} (${comparison} ${showFigure(known, threshold)}).`;
}

/** Writes what a person reads. */
export function writeMessage(
  id: string,
  kind: MessageKind,
  of: { alert: Described | null; tenantName: string; link: string },
): ChannelMessage {
  const { alert, tenantName, link } = of;
  if (alert === null) {
    const text = `Alerts of ${tenantName} reach you here.\n${link}`;
    return { id, subject: "VoiceLens: a test", text };
  }
  const about = alert.subject_name === "" ? "" : `: ${alert.subject_name}`;
  const state = { opened: "", escalated: "Nobody took it yet. ", resolved: "Resolved. ", test: "" };
  return {
    id,
    subject: `${state[kind]}[${alert.priority}] ${alert.rule_name}${about}`,
    text: `${describe(alert)}\nSince ${alert.bad_since.toISOString().slice(0, 16)}Z. ${tenantName}.\n${link}`,
  };
}
