import { writeCsvLine } from "../../lib/csv.ts";
import type { Statement, StatementLine } from "./statement.schema.ts";

const columns: Readonly<
  Record<string, (line: StatementLine) => string | number | null | undefined>
> = {
  agent_id: (line) => line.agent_id,
  agent_name: (line) => line.agent_name,
  provider: (line) => line.provider,
  calls: (line) => line.calls,
  minutes: (line) => line.minutes,
  calls_without_duration: (line) => line.duration_unknown,
  estimate: (line) => line.estimate.total,
  calls_without_price: (line) => line.estimate.no_price,
  calls_not_estimated: (line) => line.estimate.unknown,
  reported_usd: (line) => line.reported.total_usd,
  calls_not_reported: (line) => line.reported.unknown,
  calls_compared: (line) => line.drift?.calls ?? 0,
  drift_usd: (line) => line.drift?.amount_usd,
  drift_percent: (line) => line.drift?.percent,
  billed_currency: (line) => line.billed?.currency,
  billed: (line) => line.billed?.total,
  calls_not_billed: (line) => line.billed?.unknown,
};

/** A statement as CSV, a line for each agent and provider in each currency. What is not known is empty. */
export function writeStatement({ month, settings, sets }: Statement): string {
  const header = ["month", "currency", ...Object.keys(columns), "basis", "markup_percent"];
  const lines = sets.flatMap(({ currency, lines }) =>
    lines.map((line) => [
      ...[month, currency ?? ""],
      ...Object.values(columns).map((read) => String(read(line) ?? "")),
      ...[settings.basis, settings.markup_percent ?? ""],
    ]),
  );
  return [header, ...lines].map(writeCsvLine).join("");
}
