import type { KnowledgeBase } from "../api.ts";
import { knowledgeLists, rebuildBase } from "../knowledge/knowledge-client.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { showToast } from "../ui/toasts.tsx";

/** Reads all documents of a base again. Nothing is lost by it: what comes out the same stays as it is. */
export function ReadAgain({ base }: { base: KnowledgeBase }) {
  const rebuild = useChange({
    change: () => rebuildBase(base.id),
    renews: knowledgeLists,
    onDone: () => showToast(t("All documents are read again.")),
  });
  if (base.documents.ready + base.documents.failed === 0) return null;
  return (
    <Button
      title={t("Reads all documents again; what comes out the same stays as it is")}
      disabled={rebuild.isPending}
      onClick={() => rebuild.mutate(undefined)}
    >
      {t("Read again")}
    </Button>
  );
}
