import { useRef } from "react";
import type { CallSummary } from "../api.ts";
import { zoneName } from "../lib/format.ts";
import { useStore } from "../lib/store.ts";
import { t } from "../lib/text.ts";
import { useWindow } from "../lib/use-window.ts";
import { RowTable } from "../ui/row-table.tsx";
import { CallRow, columnClasses } from "./call-row.tsx";
import { hiddenColumns } from "./hidden-columns.ts";
import { isFresh } from "./live.ts";

const columns = [
  { key: "time", label: t("Time, {zoneName}", { zoneName }) },
  { key: "state", label: t("State") },
  { key: "parties", label: t("From → to") },
  { key: "provider", label: t("Provider") },
  { key: "agent", label: t("Agent") },
  { key: "duration", label: t("Duration") },
  { key: "cost", label: t("Cost") },
  { key: "mood", label: t("Mood") },
  { key: "summary", label: t("Summary") },
] as const;

interface CallTableProps {
  rows: CallSummary[];
  isLoading: boolean;
  /** Rows of the previous filters, shown until the new ones arrive. */
  isStale: boolean;
}

export function CallTable({ rows, isLoading, isStale }: CallTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { start, end, beforePx, afterPx } = useWindow(body, rows.length);
  const hidden = useStore(hiddenColumns);
  return (
    <div data-hide={hidden.join(" ")}>
      <RowTable
        caption={t("Calls, newest first")}
        columns={columns}
        classes={columnClasses}
        isLoading={isLoading}
        isStale={isStale}
        skeletons={14}
        headTop="top-(--bar) xl:top-[calc(var(--bar)+3rem)]"
        body={body}
      >
        <Gap px={beforePx} />
        {rows.slice(start, end).map((call) => (
          <CallRow key={call.id} call={call} isNew={isFresh(call.id)} />
        ))}
        <Gap px={afterPx} />
      </RowTable>
    </div>
  );
}

/** In place of rows that are out of sight. */
function Gap({ px }: { px: number }) {
  if (px === 0) return null;
  return (
    <tr>
      <td colSpan={columns.length} style={{ height: px, padding: 0 }} />
    </tr>
  );
}
