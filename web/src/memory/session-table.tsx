import { Link } from "@tanstack/react-router";
import type { MemorySession } from "../api.ts";
import { zoneName } from "../lib/format.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { subjectTitle } from "./memory-client.ts";

const columns = [
  { key: "session", label: "Session", look: "" },
  { key: "subject", label: "About", look: "w-44 max-sm:w-32" },
  { key: "agent", label: "Agent", look: "w-40 max-md:hidden" },
  { key: "messages", label: "Messages", look: "w-20 text-right max-sm:hidden" },
  { key: "last", label: `Last message, ${zoneName}`, look: "w-40 text-right max-sm:w-24" },
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
    <table
      aria-busy={isLoading || isStale}
      className={`w-full table-fixed border-collapse transition-opacity ${isStale ? "opacity-60" : ""}`}
    >
      <caption className="sr-only">Sessions, the newest first</caption>
      <thead>
        <tr className="text-left text-xs text-muted">
          {columns.map(({ key, label, look }) => (
            <th
              key={key}
              scope="col"
              className={`h-8 truncate border-b border-line px-2 font-medium whitespace-nowrap ${look}`}
            >
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {isLoading ? (
          <SkeletonRows rows={8} columns={columns.map(({ look }) => look)} />
        ) : (
          rows.map((row) => <SessionRow key={row.id} session={row} onSubject={onSubject} />)
        )}
      </tbody>
    </table>
  );
}

interface SessionRowProps {
  session: MemorySession;
  onSubject: (subject: string) => void;
}

function SessionRow({ session, onSubject }: SessionRowProps) {
  const { id, subject_id: subject, agent_id: agent, message_count, last_message_at } = session;
  const [, about, ofAgent, messages, last] = columns;
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
      <td className={`truncate px-2 ${about.look}`}>
        {subject !== null && (
          <button
            type="button"
            title={`Show the sessions with ${subjectTitle(subject)}`}
            onClick={() => onSubject(subject)}
            className="max-w-full truncate rounded text-muted hover:text-accent hover:underline"
          >
            {subjectTitle(subject)}
          </button>
        )}
      </td>
      <td className={`truncate px-2 text-muted ${ofAgent.look}`}>{agent}</td>
      <td className={`px-2 ${messages.look}`}>{message_count.toLocaleString()}</td>
      <td className={`truncate px-2 text-muted ${last.look}`}>
        {last_message_at === null ? "never" : <RelativeTime at={last_message_at} />}
      </td>
    </tr>
  );
}
