import { useInfiniteQuery } from "@tanstack/react-query";
import type { KnowledgeChunk, KnowledgeDocument } from "../api.ts";
import { chunksQuery } from "../knowledge/knowledge-client.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { NotReported } from "../ui/section.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";

/** The pieces that a document is found by, in their order. */
export function Chunks({ document }: { document: KnowledgeDocument }) {
  const chunks = useInfiniteQuery(chunksQuery(document.id, document.indexed_at));
  if (chunks.isPending) return <SkeletonLines count={6} />;
  if (chunks.data === undefined) {
    return <ErrorState error={chunks.error} onRetry={() => void chunks.refetch()} />;
  }
  const all = chunks.data.pages.flatMap(({ data }) => data);
  if (all.length === 0) return <NotReported>{t("There are none until it is read.")}</NotReported>;
  return (
    <>
      <ol className="flex flex-col gap-2">
        {all.map((chunk) => (
          <Chunk key={chunk.id} chunk={chunk} />
        ))}
      </ol>
      {chunks.hasNextPage && (
        <Button
          className="mt-2"
          disabled={chunks.isFetchingNextPage}
          onClick={() => void chunks.fetchNextPage()}
        >
          {t("Show more")}
        </Button>
      )}
    </>
  );
}

function Chunk({ chunk }: { chunk: KnowledgeChunk }) {
  const where = [
    ...chunk.heading_path,
    ...(chunk.page === null ? [] : [t("page {page}", { page: chunk.page })]),
  ];
  return (
    <li className="rounded-lg border border-line px-3 py-2">
      <p className="flex justify-between gap-3 text-xs text-muted">
        <span className="min-w-0 break-words">{where.join(" › ")}</span>
        <span className="shrink-0 text-faint">{chunk.place + 1}</span>
      </p>
      {chunk.question !== null && <p className="mt-1 font-medium">{chunk.question}</p>}
      <p className="mt-1 break-words whitespace-pre-wrap">{chunk.text}</p>
    </li>
  );
}
