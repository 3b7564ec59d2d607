import { divide, percentOf, writeAmount, writeHundredths } from "../money.ts";
import type { PriceSettings } from "../settings/price-settings.ts";
import type { Statement, StatementLine, StatementTotal } from "./statement.schema.ts";
import type { StatementRow } from "./statement.store.ts";

/** Sums as they are worked with. Null: none is known. */
interface Sums {
  calls: number;
  estimated: number;
  noPrice: number;
  estimate: bigint | null;
  reported: number;
  reportedMicros: bigint | null;
  compared: number;
  comparedEstimate: bigint;
  comparedReported: bigint;
  billed: bigint | null;
}

const toBigInt = (text: string | null) => (text === null ? null : BigInt(text));

/** Makes sets of lines, one for each currency, and adds each up. */
export function toSets(
  rows: readonly StatementRow[],
  settings: PriceSettings,
  showsBilled: boolean,
): Statement["sets"] {
  const shown = <Figures extends StatementTotal>(figures: Figures): Figures =>
    showsBilled ? figures : { ...figures, billed: null };
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const mine = rows.filter((row) => row.currency === currency);
    const sums = mine.map((row) => sumsOf(row, settings));
    const total = sums.reduce(add);
    return {
      currency,
      lines: mine.map((row) => shown(toLine(row, sumsOf(row, settings), settings))),
      total: shown(toFigures(total, currency, settings)),
    };
  });
}

function sumsOf(row: StatementRow, { basis, markup }: PriceSettings): Sums {
  const estimate = toBigInt(row.estimate);
  const reportedMicros = toBigInt(row.reported_micros);
  const cost = basis === "estimate" ? estimate : reportedMicros;
  return {
    ...{ calls: row.calls, estimated: row.estimated, noPrice: row.no_price, estimate },
    ...{ reported: row.reported, reportedMicros, compared: row.compared },
    comparedEstimate: toBigInt(row.compared_estimate) ?? 0n,
    comparedReported: toBigInt(row.compared_reported) ?? 0n,
    billed: cost === null ? null : divide(cost * (10_000n + BigInt(markup)), 10_000n),
  };
}

function add(one: Sums, other: Sums): Sums {
  const known = (a: bigint | null, b: bigint | null) => (a === null ? b : a + (b ?? 0n));
  return {
    calls: one.calls + other.calls,
    estimated: one.estimated + other.estimated,
    noPrice: one.noPrice + other.noPrice,
    estimate: known(one.estimate, other.estimate),
    reported: one.reported + other.reported,
    reportedMicros: known(one.reportedMicros, other.reportedMicros),
    compared: one.compared + other.compared,
    comparedEstimate: one.comparedEstimate + other.comparedEstimate,
    comparedReported: one.comparedReported + other.comparedReported,
    billed: known(one.billed, other.billed),
  };
}

function toLine(row: StatementRow, sums: Sums, settings: PriceSettings): StatementLine {
  const durationMs = BigInt(row.duration_ms);
  return {
    agent_id: row.agent_id === "" ? null : row.agent_id,
    ...{ agent_name: row.agent_name, provider: row.provider, calls: row.calls },
    ...{ duration_ms: Number(durationMs), duration_unknown: row.duration_unknown },
    minutes: writeHundredths(divide(durationMs, 600n)),
    ...toFigures(sums, row.currency, settings),
  };
}

function toFigures(sums: Sums, currency: string | null, { basis }: PriceSettings): StatementTotal {
  const { calls, estimated, noPrice, reported, compared } = sums;
  const drift = sums.comparedReported - sums.comparedEstimate;
  const known = basis === "estimate" ? estimated : reported;
  const write = (micros: bigint | null) => (micros === null ? null : writeAmount(micros));
  return {
    estimate: {
      ...{ calls: estimated, no_price: noPrice, unknown: calls - estimated - noPrice },
      total: write(sums.estimate),
    },
    reported: { calls: reported, unknown: calls - reported, total_usd: write(sums.reportedMicros) },
    drift:
      compared === 0
        ? null
        : {
            ...{ calls: compared, amount_usd: writeAmount(drift) },
            percent: percentOf(drift, sums.comparedEstimate),
          },
    billed: {
      currency: basis === "estimate" ? currency : "USD",
      ...{ calls: known, unknown: calls - known, total: write(sums.billed) },
    },
  };
}
