import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Statement } from "../api.ts";
import { formatExactly } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { sessionQuery } from "../queries.ts";
import { BrandMark } from "../ui/brand-mark.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { TextField } from "../ui/text-field.tsx";
import { StatementTable } from "./statement-table.tsx";
import { csvPath, isMonth, statementQuery } from "./statements-client.ts";

/** What the calls of a month cost and what is billed for them; it is made to be printed, too. */
export function StatementPage() {
  const { month = new Date().toISOString().slice(0, 7) } = useSearch({ from: "/statements" });
  const navigate = useNavigate({ from: "/statements" });
  const tenant = useQuery(sessionQuery).data?.tenant;
  return (
    <Page
      title={t("Statement of {month}", { month })}
      note={
        <span className="flex items-center gap-2">
          {tenant?.brand.logo && <BrandMark className="h-8" />}
          {tenant?.name}
        </span>
      }
      action={
        <div className="flex flex-wrap items-end gap-2 print:hidden">
          <MonthField
            month={month}
            onChange={(value) => void navigate({ search: { month: value } })}
          />
          <a href={csvPath(month)} download className={buttonClass()}>
            {t("CSV")}
          </a>
          <Button onClick={() => window.print()}>{t("Print")}</Button>
        </div>
      }
    >
      <Needs permission="calls:read" refusal={t("Your role does not show what calls cost")}>
        <StatementOf month={month} />
      </Needs>
    </Page>
  );
}

/** Whoever types a month has none for a while. */
function MonthField({ month, onChange }: { month: string; onChange: (month: string) => void }) {
  const [draft, setDraft] = useState(month);
  return (
    <TextField
      label={t("Month")}
      type="month"
      value={isMonth(draft) ? month : draft}
      onChange={(value) => {
        setDraft(value);
        if (isMonth(value)) onChange(value);
      }}
    />
  );
}

function StatementOf({ month }: { month: string }) {
  const { data, error, refetch } = useQuery(statementQuery(month));
  if (data === undefined) {
    return error === null ? (
      <div aria-hidden="true" className="skeleton mt-6 h-40 rounded-lg" />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <>
      <p className="mt-2 text-muted">{headOf(data)}</p>
      {!data.is_settled && (
        <p role="status" className="mt-2 text-warn-text">
          {t("Calls are being estimated again: these figures are not final yet.")}
        </p>
      )}
      {data.sets.length === 0 && (
        <EmptyState title={t("No call ended in this month")}>
          <p>{t("Calls stand in the month in which they began.")}</p>
        </EmptyState>
      )}
      {data.sets.map((set) => (
        <StatementTable key={set.currency} set={set} />
      ))}
    </>
  );
}

function headOf({ settings, time_zone: zone, is_over: isOver }: Statement): string {
  const what = settings.basis === "estimate" ? t("our estimates") : t("what providers report");
  const months = [
    t("Months are those of {zone}.", { zone }),
    ...(isOver ? [] : [t("The month is not over.")]),
  ].join(" ");
  // Of a client's own people: what is billed is not told to them.
  const { markup_percent: markup } = settings;
  if (markup === null) return months;
  const billed =
    markup === "0"
      ? t("Billed: {what}.", { what })
      : t("Billed: {what} plus {markup} %.", { what, markup: formatExactly(markup, 0) });
  return `${billed} ${months}`;
}
