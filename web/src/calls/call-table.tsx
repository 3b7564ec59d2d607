import type { CallSummary } from "../api.ts";
import { zoneName } from "../lib/format.ts";
import { RowTable } from "../ui/row-table.tsx";
import { CallRow, columnClasses } from "./call-row.tsx";
import { isFresh } from "./live.ts";

const columns = [
  { key: "time", label: `Time, ${zoneName}` },
  { key: "state", label: "State" },
  { key: "parties", label: "From → to" },
  { key: "provider", label: "Provider" },
  { key: "agent", label: "Agent" },
  { key: "duration", label: "Duration" },
  { key: "cost", label: "Cost" },
  { key: "mood", label: "Mood" },
  { key: "summary", label: "Summary" },
] as const;

interface CallTableProps {
  rows: CallSummary[];
  isLoading: boolean;
  /** Rows of the previous filters, shown until the new ones arrive. */
  isStale: boolean;
}

export function CallTable({ rows, isLoading, isStale }: CallTableProps) {
  return (
    <RowTable
      caption="Calls, newest first"
      columns={columns}
      classes={columnClasses}
      isLoading={isLoading}
      isStale={isStale}
      skeletons={14}
      headTop="top-(--bar) xl:top-[calc(var(--bar)+3rem)]"
    >
      {rows.map((call) => (
        <CallRow key={call.id} call={call} isNew={isFresh(call.id)} />
      ))}
    </RowTable>
  );
}
