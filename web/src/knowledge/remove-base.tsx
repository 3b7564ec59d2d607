import type { KnowledgeBase } from "../api.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { SureButton } from "../ui/sure-button.tsx";
import { showToast } from "../ui/toasts.tsx";
import { knowledgeLists, removeBase } from "./knowledge-client.ts";

/** Removes a base with all that is in it, after saying how much that is. */
export function RemoveBase({ base, onDone }: { base: KnowledgeBase; onDone?: () => void }) {
  const { queued, processing, ready, failed } = base.documents;
  const count = queued + processing + ready + failed;
  const remove = useChange({
    change: () => removeBase(base.id),
    renews: knowledgeLists,
    onDone: () => {
      showToast(t("{name} is removed.", { name: base.name }));
      onDone?.();
    },
  });
  return (
    <SureButton
      label={t("Remove")}
      sureLabel={
        count === 0
          ? t("Really remove")
          : t("Really remove, with {count, plural, one {# document} other {# documents}}", {
              count,
            })
      }
      of={base.name}
      disabled={remove.isPending}
      onSure={() => remove.mutate(undefined)}
    />
  );
}
