import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { BudgetUse, PriceSettings } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { formatExactly } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { settingsQuery } from "./pricing-client.ts";
import { SettingsDialog } from "./settings-dialog.tsx";

/** What is billed and with which markup, and how much of the month's budget is used. */
export function SettingsPanel() {
  const settings = useQuery(settingsQuery);
  const mayWrite = useMay("tenants:write");
  const [isEditing, setEditing] = useState(false);
  const { data } = settings;
  return (
    <Panel
      title={t("Billing and budget")}
      action={
        mayWrite &&
        data?.current.markup_percent != null && (
          <Button onClick={() => setEditing(true)}>{t("Change billing…")}</Button>
        )
      }
    >
      {data === undefined ? (
        settings.isError ? (
          <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
        ) : (
          <div aria-hidden="true" className="skeleton h-14 rounded-lg" />
        )
      ) : (
        <div className="rounded-lg border border-line bg-surface px-4 py-3">
          <p>{billingWords(data.current)}</p>
          {data.budget_use === null ? (
            data.current.budget === null && (
              <p className="mt-1 text-muted">{t("No budget is set for this month.")}</p>
            )
          ) : (
            <Budget use={data.budget_use} />
          )}
        </div>
      )}
      {isEditing && data && (
        <SettingsDialog settings={data.current} onClose={() => setEditing(false)} />
      )}
    </Panel>
  );
}

function billingWords({ basis, markup_percent: markup, from_month: since }: PriceSettings): string {
  const what = basis === "estimate" ? t("our estimates") : t("what providers report");
  if (markup === null) return t("Costs are counted by {what}.", { what });
  const added =
    markup === "0"
      ? t("without a markup")
      : t("plus {markup} %", { markup: formatExactly(markup, 0) });
  return since === null
    ? t("Billed: {what}, {added}.", { what, added })
    : t("Billed: {what}, {added}, from {since} on.", { what, added, since });
}

function Budget({ use }: { use: BudgetUse }) {
  const share = Number(use.used_percent);
  const colour = share >= 100 ? "bg-bad" : share >= 80 ? "bg-warn" : "bg-accent";
  return (
    <div className="mt-2">
      <p>
        {t("Budget of {month}: {used} of {amount} {currency} used ({usedPercent} %)", {
          month: use.month,
          used: formatExactly(use.used),
          amount: formatExactly(use.amount),
          currency: use.currency,
          usedPercent: formatExactly(use.used_percent, 0),
        })}
      </p>
      <div aria-hidden="true" className="mt-1.5 h-2 overflow-hidden rounded-full bg-sunken">
        <div className={`h-full ${colour}`} style={{ width: `${Math.min(100, share)}%` }} />
      </div>
      {use.unknown > 0 && (
        <p className="mt-1 text-xs text-muted">
          {t(
            "{unknown, plural, one {# call} other {# calls}} without a known cost in {currency} not counted.",
            { unknown: use.unknown, currency: use.currency },
          )}
        </p>
      )}
    </div>
  );
}
