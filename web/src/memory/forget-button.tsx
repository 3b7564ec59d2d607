import { useState } from "react";
import type { MemoryReceipt } from "../api.ts";
import { formatExact } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { KeyValues } from "../ui/key-values.tsx";
import { forget, memoryLists, type Whose } from "./memory-client.ts";

interface ForgetButtonProps {
  label: string;
  whose: Whose;
  /** What goes and what stays. */
  question: string;
  /** After the receipt was seen. */
  onForgotten: () => void;
}

/** Forgets after a question, and shows the receipt. */
export function ForgetButton({ label, whose, question, onForgotten }: ForgetButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [receipt, setReceipt] = useState<MemoryReceipt>();
  const run = useChange({
    change: () => forget(whose),
    // What is shown stays until the receipt was read.
    renews: [],
    onDone: setReceipt,
    isQuiet: true,
  });
  const leave = useChange({ change: async () => undefined, renews: memoryLists });
  const close = () => {
    setOpen(false);
    run.reset();
    if (receipt === undefined) return;
    setReceipt(undefined);
    leave.mutate(undefined);
    onForgotten();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      {isOpen && (
        <Dialog title={receipt === undefined ? t("Forget") : t("Forgotten")} onClose={close}>
          {receipt === undefined ? (
            <>
              <p>{question}</p>
              <FormNote>{run.isError ? explain(run.error) : ""}</FormNote>
              <div className="mt-2 flex justify-end gap-2">
                <Button data-autofocus onClick={close}>
                  {t("Cancel")}
                </Button>
                <Button
                  look="primary"
                  disabled={run.isPending}
                  onClick={() => run.mutate(undefined)}
                >
                  {t("Forget for good")}
                </Button>
              </div>
            </>
          ) : (
            <Receipt receipt={receipt} onClose={close} />
          )}
        </Dialog>
      )}
    </>
  );
}

function Receipt({ receipt, onClose }: { receipt: MemoryReceipt; onClose: () => void }) {
  return (
    <div role="status">
      <KeyValues
        items={[
          [
            t("Removed"),
            t("{sessions, plural, one {# session} other {# sessions}}", {
              sessions: receipt.sessions,
            }),
          ],
          [
            t("With"),
            t("{messages, plural, one {# message} other {# messages}}", {
              messages: receipt.messages,
            }),
          ],
          [
            t("Left"),
            receipt.left === 0 ? t("nothing, as a count after it says") : String(receipt.left),
          ],
          [t("When"), formatExact(receipt.erased_at)],
        ]}
      />
      <div className="mt-4 flex justify-end">
        <Button data-autofocus onClick={onClose}>
          {t("Done")}
        </Button>
      </div>
    </div>
  );
}
