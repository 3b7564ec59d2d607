import type { CallSummary } from "../api.ts";
import { zoneName } from "../lib/format.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
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
    <table
      aria-busy={isLoading || isStale}
      className={`w-full table-fixed border-collapse transition-opacity ${isStale ? "opacity-60" : ""}`}
    >
      <caption className="sr-only">Calls, newest first</caption>
      <thead>
        <tr className="text-left text-xs text-muted">
          {columns.map(({ key, label }) => (
            <th
              key={key}
              scope="col"
              className={`sticky top-(--bar) z-10 h-8 border-b border-line bg-canvas px-2 font-medium whitespace-nowrap xl:top-[calc(var(--bar)+3rem)] ${columnClasses[key]}`}
            >
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {isLoading ? (
          <SkeletonRows rows={14} columns={columns.map(({ key }) => columnClasses[key])} />
        ) : (
          rows.map((call) => <CallRow key={call.id} call={call} isNew={isFresh(call.id)} />)
        )}
      </tbody>
    </table>
  );
}
