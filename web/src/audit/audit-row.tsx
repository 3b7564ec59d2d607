import { useId, useState } from "react";
import type { AuditEntry, Tenant } from "../api.ts";
import { describeActor } from "../lib/actor.ts";
import { rich, t } from "../lib/text.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { ObjectValues } from "../ui/key-values.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { describeAction, describeSubject } from "./audit-words.ts";

/** The columns of the log; those that do not fit stand below the first. */
export const auditColumns =
  "grid gap-x-4 px-2 grid-cols-[minmax(0,1fr)_7rem] sm:grid-cols-[minmax(0,1fr)_10rem_7rem] md:grid-cols-[minmax(0,1fr)_10rem_11rem_8rem]";

interface AuditRowProps {
  entry: AuditEntry;
  tenants: readonly Tenant[];
}

/** Who did what to whom, in a line; the rest when it is opened. */
export function AuditRow({ entry, tenants }: AuditRowProps) {
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  const who = describeActor(entry.actor, entry.actor_name);
  const about = describeSubject(entry, tenants);
  return (
    <li className="border-b border-line">
      <div
        className={`min-h-10 scroll-mt-24 items-center hover:bg-hover focus-within:bg-accent-soft max-md:min-h-13 ${auditColumns}`}
      >
        <div className="min-w-0">
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
          <p className="truncate pl-4 text-xs text-muted first-letter:uppercase md:hidden">
            <span className="sm:hidden">{who} · </span>
            {about}
          </p>
        </div>
        <span title={entry.actor} className="truncate first-letter:uppercase max-sm:hidden">
          {who}
        </span>
        <span title={entry.subject} className="truncate text-muted max-md:hidden">
          {about}
        </span>
        <span className="text-right text-muted">
          <RelativeTime at={entry.at} />
        </span>
      </div>
      <div id={detailId} hidden={!isOpen} className="bg-sunken px-6 py-3">
        {isOpen && <Detail entry={entry} />}
      </div>
    </li>
  );
}

function Detail({ entry }: { entry: AuditEntry }) {
  const { payload } = entry;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap gap-x-4 gap-y-1 font-mono text-xs break-all text-muted">
        <span>{t("entry {seq}", { seq: entry.seq })}</span>
        <span>{entry.action}</span>
        <span>{entry.actor}</span>
        <span>{entry.subject}</span>
      </p>
      {payload === null ? (
        <p className="text-muted">{t("The details have expired; the chain still verifies.")}</p>
      ) : Object.keys(payload).length === 0 ? (
        <p className="text-muted">{t("There is no more to it.")}</p>
      ) : (
        <ObjectValues value={payload} />
      )}
      <p className="flex items-center gap-1 text-xs text-muted">
        {rich("Hash <code>{hash}…</code>", {
          code: (text) => <code className="font-mono">{text}</code>,
          hash: entry.hash.slice(0, 16),
        })}
        <CopyButton text={entry.hash} label={t("Copy the hash of the entry")} isCompact />
      </p>
    </div>
  );
}
