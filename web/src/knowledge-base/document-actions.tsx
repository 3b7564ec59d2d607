import type { KnowledgeDocument } from "../api.ts";
import {
  isBusy,
  knowledgeLists,
  refetchDocument,
  removeDocument,
  retryDocument,
} from "../knowledge/knowledge-client.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { showToast } from "../ui/toasts.tsx";

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
  const remove = useChange({
    change: () => removeDocument(id),
    renews: renews.filter((list) => list !== "knowledge-document"),
    onDone: () => {
      showToast(t("The document is removed. The next search does not find it."));
      onGone();
    },
  });
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
          <SureButton
            label={t("Remove")}
            sureLabel={t("Really remove")}
            disabled={remove.isPending}
            onSure={() => remove.mutate(undefined)}
          />
        </>
      )}
    </div>
  );
}
