import type { KnowledgeDocument } from "../api.ts";
import type { Tone } from "../lib/call-state.ts";
import { t } from "../lib/text.ts";
import { Dot } from "../ui/dot.tsx";

type Status = KnowledgeDocument["status"];

export const statusWords: Record<Status, { label: string; tone: Tone; title: string }> = {
  queued: { label: t("Queued"), tone: "warn", title: t("Waits to be fetched or read.") },
  processing: { label: t("Reading"), tone: "warn", title: t("It is being read.") },
  ready: { label: t("Ready"), tone: "good", title: t("Its words are found.") },
  failed: { label: t("Failed"), tone: "bad", title: t("It could not be read: see why.") },
};

/** How far a document is. What is found of it in the meantime is said too, where that is not the newest version. */
export function DocumentStatus({ document }: { document: KnowledgeDocument }) {
  const { status, progress, searchable } = document;
  const look = statusWords[status];
  const isReading = status === "processing";
  return (
    <span title={look.title} className="inline-flex max-w-full flex-col gap-1">
      <span className="inline-flex items-center gap-2 whitespace-nowrap">
        <Dot tone={look.tone} isPulsing={isReading} />
        <span className="font-medium">{look.label}</span>
        {isReading && <span className="text-muted">{progress} %</span>}
        {searchable === "previous" && (
          <span className="truncate text-xs text-muted">
            {"· "}
            {t("earlier version found")}
          </span>
        )}
      </span>
      {isReading && (
        <progress
          aria-label={t("How far {title} is read", { title: document.title })}
          max={100}
          value={progress}
          className="meter h-1 w-24"
        />
      )}
    </span>
  );
}
