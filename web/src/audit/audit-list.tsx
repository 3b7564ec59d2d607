import { useInfiniteQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { AuditEntry } from "../api.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { ObjectValues } from "../ui/key-values.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { auditQuery } from "./audit-client.ts";
import { describeAction, describeActor, describeSubject } from "./audit-words.ts";

const columnClasses = {
  what: "",
  who: "w-40 max-sm:hidden",
  about: "w-44 max-md:hidden",
  when: "w-32 text-right max-sm:w-28",
} as const;

const columns = [
  { key: "what", label: "What" },
  { key: "who", label: "Who" },
  { key: "about", label: "About" },
  { key: "when", label: "When" },
] as const;

export function AuditList() {
  const audit = useInfiniteQuery(auditQuery);
  const rows = audit.data?.pages.flatMap((page) => page.data) ?? [];
  if (audit.isError && rows.length === 0) {
    return <ErrorState error={audit.error} onRetry={() => void audit.refetch()} />;
  }
  if (audit.isSuccess && rows.length === 0) {
    return (
      <EmptyState title="Nobody has changed anything yet">
        <p>Invitations, keys, connections and whatever else people change is noted here.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <table className="mt-5 w-full table-fixed border-collapse" aria-busy={audit.isPending}>
        <caption className="sr-only">Changes, newest first</caption>
        <thead>
          <tr className="text-left text-xs text-muted">
            {columns.map(({ key, label }) => (
              <th
                key={key}
                scope="col"
                className={`sticky top-(--bar) z-10 h-8 border-b border-line bg-canvas px-2 font-medium whitespace-nowrap ${columnClasses[key]}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {audit.isPending ? (
            <SkeletonRows rows={10} columns={columns.map(({ key }) => columnClasses[key])} />
          ) : (
            rows.map((entry) => <EntryRows key={entry.seq} entry={entry} />)
          )}
        </tbody>
      </table>
      {rows.length > 0 && (
        <LoadMore
          hasMore={audit.hasNextPage}
          isLoading={audit.isFetchingNextPage}
          isFailed={audit.isFetchNextPageError}
          onLoad={audit.fetchNextPage}
          endLabel="The log begins here"
        />
      )}
    </>
  );
}

function EntryRows({ entry }: { entry: AuditEntry }) {
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  const who = describeActor(entry);
  const about = describeSubject(entry);
  return (
    <>
      <tr className="h-10 scroll-mt-24 border-b border-line hover:bg-hover focus-within:bg-accent-soft">
        <td className="px-2 py-1.5">
          <button
            type="button"
            data-row-target
            aria-expanded={isOpen}
            aria-controls={detailId}
            onClick={() => setOpen(!isOpen)}
            className="flex max-w-full items-center gap-1 rounded text-left font-medium hover:text-accent"
          >
            <ChevronIcon
              className={`size-3 text-faint transition-transform ${isOpen ? "rotate-90" : ""}`}
            />
            <span className="truncate">{describeAction(entry.action)}</span>
          </button>
          <p className="truncate pl-4 text-xs text-muted md:hidden">
            <span className="sm:hidden">{who} · </span>
            {about}
          </p>
        </td>
        <td title={entry.actor} className={`truncate px-2 ${columnClasses.who}`}>
          {who}
        </td>
        <td title={entry.subject} className={`truncate px-2 text-muted ${columnClasses.about}`}>
          {about}
        </td>
        <td className={`px-2 text-muted ${columnClasses.when}`}>
          <RelativeTime at={entry.at} />
        </td>
      </tr>
      <tr id={detailId} hidden={!isOpen} className="border-b border-line bg-sunken">
        <td colSpan={columns.length} className="px-6 py-3">
          {isOpen && <Detail entry={entry} />}
        </td>
      </tr>
    </>
  );
}

function Detail({ entry }: { entry: AuditEntry }) {
  const { payload } = entry;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap gap-x-4 gap-y-1 font-mono text-xs break-all text-muted">
        <span>entry {entry.seq}</span>
        <span>{entry.action}</span>
        <span>{entry.actor}</span>
        <span>{entry.subject}</span>
      </p>
      {payload === null ? (
        <p className="text-muted">The details have expired; the chain still verifies.</p>
      ) : Object.keys(payload).length === 0 ? (
        <p className="text-muted">There is no more to it.</p>
      ) : (
        <ObjectValues value={payload} />
      )}
      <p className="flex items-center gap-1 text-xs text-muted">
        Hash <code className="font-mono">{entry.hash.slice(0, 16)}…</code>
        <CopyButton text={entry.hash} label="Copy the hash of the entry" isCompact />
      </p>
    </div>
  );
}
