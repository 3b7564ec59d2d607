import type { Call } from "../api.ts";
import { formatExactly } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { KeyValues } from "../ui/key-values.tsx";

const why = {
  priced: "",
  no_price: t("no price is set"),
  quantity_unknown: t("not known: what was used is not reported"),
  several_currencies: t("not known: its prices are in several currencies"),
} as const;

/** What a call should have cost by the tenant's prices, beside what the provider reports. */
export function CostEstimate({ call }: { call: Pick<Call, "cost_usd" | "estimate"> }) {
  const { cost_usd: reported, estimate } = call;
  if (estimate === null) return null;
  const { state, total, currency, drift } = estimate;
  return (
    <div className="mt-3 border-t border-line pt-2.5">
      <KeyValues
        items={[
          [t("Reported"), reported === null ? t("not reported") : `${formatExactly(reported)} USD`],
          [t("Estimated"), total === null ? why[state] : `${formatExactly(total)} ${currency}`],
          [t("Drift"), drift === null ? "–" : driftWords(drift)],
        ]}
      />
    </div>
  );
}

function driftWords({
  amount_usd: amount,
  percent,
}: {
  amount_usd: string;
  percent: string | null;
}) {
  const sign = amount.startsWith("-") || amount === "0" ? "" : "+";
  return `${sign}${formatExactly(amount)} USD${percent === null ? "" : ` (${formatExactly(percent, 0)} %)`}`;
}
