import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ModelSettings } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { formatNumber } from "../lib/format.ts";
import { formatUsd } from "../lib/money.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { LimitDialog } from "./limit-dialog.tsx";
import { removeSettings, settingsQuery } from "./model-use-client.ts";

const nameOf = ({ agent_id: agent }: { agent_id: string | null }) => agent ?? t("Everything");

/** How much may be used, of everything and by agents, and how much of it is. */
export function Limits() {
  const settings = useQuery(settingsQuery);
  const mayWrite = useMay("tenants:write");
  const [edited, setEdited] = useState<ModelSettings | "new">();
  return (
    <Panel
      title={t("Limits")}
      note={t(
        "When a limit is reached, no model is asked. A telephone call under way goes on unless you end it.",
      )}
      action={mayWrite && <Button onClick={() => setEdited("new")}>{t("Set a limit…")}</Button>}
    >
      <Rows query={settings} empty={t("Nothing is limited.")} expected={1}>
        {(settings.data?.data ?? []).map((row) => (
          <LimitRow key={row.id} row={row} onEdit={mayWrite ? () => setEdited(row) : undefined} />
        ))}
      </Rows>
      {edited !== undefined && (
        <LimitDialog
          settings={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Panel>
  );
}

function LimitRow({ row, onEdit }: { row: ModelSettings; onEdit: (() => void) | undefined }) {
  const remove = useChange({ change: () => removeSettings(row.id), renews: ["model-settings"] });
  const lines = limitLines(row);
  const unpriced = row.used.unpriced_requests_this_month;
  const countsMoney = (row.cost_usd_per_day ?? row.cost_usd_per_month) !== null;
  return (
    <Row
      title={nameOf(row)}
      note={
        <>
          {row.slug !== null && `${t("Asked for as {slug}.", { slug: row.slug })} `}
          {row.model !== null && `${t("Answered by {model}.", { model: row.model })} `}
          {lines.length === 0 ? `${t("Nothing is limited.")} ` : `${lines.join(" · ")}. `}
          {row.ends_calls && `${t("Ends calls under way.")} `}
          {countsMoney &&
            unpriced > 0 &&
            t(
              "This month {unpriced, plural, one {# answer} other {# answers}} without a known price count for no limit of money.",
              { unpriced },
            )}
        </>
      }
    >
      {onEdit !== undefined && (
        <>
          <Button aria-label={t("Change {nameOf}", { nameOf: nameOf(row) })} onClick={onEdit}>
            {t("Change")}
          </Button>
          <SureButton
            label={t("Remove")}
            sureLabel={t("Really remove")}
            of={nameOf(row)}
            disabled={remove.isPending}
            onSure={() => remove.mutate(undefined)}
          />
        </>
      )}
    </Row>
  );
}

function limitLines({ used, ...row }: ModelSettings): string[] {
  const tokens = (limit: number | null, of: number, span: string) =>
    limit === null
      ? []
      : t("{of} of {limit} tokens {span}", {
          of: formatNumber(of),
          limit: formatNumber(limit),
          span,
        });
  const money = (limit: string | null, of: string, span: string) =>
    limit === null
      ? []
      : t("{of} of {limit} {span}", { of: formatUsd(of), limit: formatUsd(limit), span });
  const count = (limit: number | null, words: string) =>
    limit === null ? [] : t("at most {limit} {words}", { limit: formatNumber(limit), words });
  return [
    tokens(row.tokens_per_day, used.tokens_today, t("today")),
    tokens(row.tokens_per_month, used.tokens_this_month, t("this month")),
    money(row.cost_usd_per_day, used.cost_usd_today, t("today")),
    money(row.cost_usd_per_month, used.cost_usd_this_month, t("this month")),
    count(row.turns_per_minute, t("turns a minute")),
    count(row.concurrent_turns, t("turns at once")),
  ].flat();
}
