import type { KnowledgeDocument } from "../api.ts";
import {
  isBusy,
  knowledgeLists,
  refetchDocument,
  retryDocument,
} from "../knowledge/knowledge-client.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { useDocumentRemoval } from "./use-document-removal.ts";

interface DocumentActionsProps {
  document: KnowledgeDocument;
  onEdit: () => void;
  onGone: () => void;
}

export function DocumentActions({ document, onEdit, onGone }: DocumentActionsProps) {
  const { id, status, source } = document;
  const renews = knowledgeLists;
  const retry = useChange({ change: () => retryDocument(id), renews });
  const refetch = useChange({ change: () => refetchDocument(id), renews });
  const removal = useDocumentRemoval(document);
  return (
    <div className="flex flex-wrap gap-1.5">
      {status === "failed" && (
        <Button look="primary" disabled={retry.isPending} onClick={() => retry.mutate(undefined)}>
          {t("Retry")}
        </Button>
      )}
      {source === "url" && !isBusy(document) && (
        <Button disabled={refetch.isPending} onClick={() => refetch.mutate(undefined)}>
          {t("Fetch again")}
        </Button>
      )}
      {source !== "generated" && (
        <>
          <Button onClick={onEdit}>{t("Edit")}</Button>
          <Button
            onClick={() => {
              removal.start();
              onGone();
            }}
          >
            {t("Remove")}
          </Button>
        </>
      )}
    </div>
  );
}
