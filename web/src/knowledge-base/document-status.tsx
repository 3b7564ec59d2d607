import type { KnowledgeDocument } from "../api.ts";
import type { Tone } from "../lib/call-state.ts";
import { Dot } from "../ui/dot.tsx";

type Status = KnowledgeDocument["status"];

export const statusWords: Record<Status, { label: string; tone: Tone; title: string }> = {
  queued: { label: "Queued", tone: "warn", title: "Waits to be fetched or read." },
  processing: { label: "Reading", tone: "warn", title: "It is being read." },
  ready: { label: "Ready", tone: "good", title: "Its words are found." },
  failed: { label: "Failed", tone: "bad", title: "It could not be read: see why." },
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
          <span className="truncate text-xs text-muted">· earlier version found</span>
        )}
      </span>
      {isReading && (
        <progress
          aria-label={`How far ${document.title} is read`}
          max={100}
          value={progress}
          className="meter h-1 w-24"
        />
      )}
    </span>
  );
}
