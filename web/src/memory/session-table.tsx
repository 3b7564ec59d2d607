import { Link } from "@tanstack/react-router";
import type { MemorySession } from "../api.ts";
import { formatNumber, zoneName } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { RowTable } from "../ui/row-table.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { subjectTitle } from "./memory-client.ts";

const columnClasses = {
  session: "",
  subject: "w-44 max-sm:w-32",
  agent: "w-40 max-md:hidden",
  messages: "w-20 text-right max-sm:hidden",
  last: "w-40 text-right max-sm:w-24",
} as const;

const columns = [
  { key: "session", label: t("Session") },
  { key: "subject", label: t("About") },
  { key: "agent", label: t("Agent") },
  { key: "messages", label: t("Messages") },
  { key: "last", label: t("Last message, {zoneName}", { zoneName }) },
] as const;

interface SessionTableProps {
  rows: MemorySession[];
  isLoading: boolean;
  /** Rows of the subject before, shown until the new ones arrive. */
  isStale: boolean;
  onSubject: (subject: string) => void;
}

export function SessionTable({ rows, isLoading, isStale, onSubject }: SessionTableProps) {
  return (
    <RowTable
      caption={t("Sessions, the newest first")}
      columns={columns}
      classes={columnClasses}
      isLoading={isLoading}
      isStale={isStale}
      skeletons={8}
    >
      {rows.map((row) => (
        <SessionRow key={row.id} session={row} onSubject={onSubject} />
      ))}
    </RowTable>
  );
}

interface SessionRowProps {
  session: MemorySession;
  onSubject: (subject: string) => void;
}

function SessionRow({ session, onSubject }: SessionRowProps) {
  const { id, subject_id: subject, agent_id: agent, message_count, last_message_at } = session;
  return (
    <tr className="h-10 scroll-mt-24 border-b border-line hover:bg-hover focus-within:bg-accent-soft">
      <td className="truncate px-2">
        <Link
          to="/memory/$sessionId"
          params={{ sessionId: id }}
          data-row-target
          className="rounded font-medium hover:text-accent hover:underline"
        >
          {id}
        </Link>
      </td>
      <td className={`truncate px-2 ${columnClasses.subject}`}>
        {subject !== null && (
          <button
            type="button"
            title={t("Show the sessions with {subjectTitle}", {
              subjectTitle: subjectTitle(subject),
            })}
            onClick={() => onSubject(subject)}
            className="max-w-full truncate rounded text-muted hover:text-accent hover:underline"
          >
            {subjectTitle(subject)}
          </button>
        )}
      </td>
      <td className={`truncate px-2 text-muted ${columnClasses.agent}`}>{agent}</td>
      <td className={`px-2 ${columnClasses.messages}`}>{formatNumber(message_count)}</td>
      <td className={`truncate px-2 text-muted ${columnClasses.last}`}>
        {last_message_at === null ? t("never") : <RelativeTime at={last_message_at} />}
      </td>
    </tr>
  );
}
