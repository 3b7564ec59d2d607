import type { KnowledgeBase } from "../api.ts";
import { plural } from "../lib/format.ts";
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
      showToast(`${base.name} is removed.`);
      onDone?.();
    },
  });
  return (
    <SureButton
      label="Remove"
      sureLabel={count === 0 ? "Really remove" : `Really remove, with ${plural(count, "document")}`}
      of={base.name}
      disabled={remove.isPending}
      onSure={() => remove.mutate(undefined)}
    />
  );
}
