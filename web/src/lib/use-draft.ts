import { useState } from "react";
import { type Faults, faultsOf, noFaults } from "./faults.ts";
import { useChange } from "./use-change.ts";

interface DraftNeeds<Draft, Fields> {
  begin: () => Draft;
  /** What is sent of it, or what is wrong with it. */
  read: (draft: Draft) => { fields: Fields } | { faults: Faults };
  change: (fields: Fields) => Promise<unknown>;
  /** As for {@link useChange}. */
  renews: readonly string[];
  onDone: () => void;
}

/** What somebody fills in, with what is wrong with it here and what the server says of it; `form` is what a dialog needs to send it. */
export function useDraft<Draft extends object, Fields>(needs: DraftNeeds<Draft, Fields>) {
  const { begin, read, change, renews, onDone } = needs;
  const [draft, setDraft] = useState(begin);
  const [wrong, setWrong] = useState<Faults>(noFaults);
  const save = useChange({ change, renews, isQuiet: true, onDone });
  return {
    draft,
    set: (more: Partial<Draft>) => setDraft((now) => ({ ...now, ...more })),
    faults: { ...faultsOf(save.error), ...wrong } as Faults,
    form: {
      isPending: save.isPending,
      error: save.error,
      onSubmit: () => {
        const found = read(draft);
        setWrong("faults" in found ? found.faults : noFaults);
        save.reset();
        if ("fields" in found) save.mutate(found.fields);
      },
    },
  };
}
