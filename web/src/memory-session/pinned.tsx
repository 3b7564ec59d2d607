import { useState } from "react";
import type { MemoryPinned } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { changePinned } from "../memory/memory-client.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { TextField } from "../ui/text-field.tsx";

interface PinnedProps {
  sessionId: string;
  pinned: MemoryPinned;
}

/** What stays in the prompt whatever leaves the window. */
export function Pinned({ sessionId, pinned }: PinnedProps) {
  const { entries, tokens, tokens_max: max } = pinned;
  const mayWrite = useMay("memory:write");
  const change = useChange({
    change: (next: MemoryPinned["entries"]) => changePinned(sessionId, next),
    renews: ["memory-session"],
  });
  const read = { isPending: false, error: null, data: pinned, refetch: () => undefined };
  return (
    <Panel
      title={t("Pinned")}
      note={t(
        "What a model has in sight all through the session: {tokens} of at most {max} tokens.",
        { tokens, max },
      )}
    >
      <Rows query={read} empty={t("Nothing is pinned.")}>
        {entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be the same
          <Row key={`${at} ${entry.label}`} title={entry.label} note={entry.text}>
            {mayWrite && (
              <SureButton
                label={t("Remove")}
                sureLabel={t("Really remove")}
                of={entry.label}
                disabled={change.isPending}
                onSure={() => change.mutate(entries.filter((_, index) => index !== at))}
              />
            )}
          </Row>
        ))}
      </Rows>
      {mayWrite && (
        <PinForm
          isBusy={change.isPending}
          onPin={(entry, clear) => change.mutate([...entries, entry], { onSuccess: clear })}
        />
      )}
    </Panel>
  );
}

interface PinFormProps {
  isBusy: boolean;
  onPin: (entry: MemoryPinned["entries"][number], clear: () => void) => void;
}

function PinForm({ isBusy, onPin }: PinFormProps) {
  const [label, setLabel] = useState("");
  const [text, setText] = useState("");
  const clear = () => {
    setLabel("");
    setText("");
  };
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onPin({ label, text }, clear);
      }}
    >
      <TextField
        label={t("What it is")}
        className="w-40 max-sm:w-full"
        required
        maxLength={60}
        value={label}
        onChange={setLabel}
      />
      <TextField
        label={t("What is to stay in sight")}
        className="min-w-48 flex-1"
        required
        maxLength={2_000}
        value={text}
        onChange={setText}
      />
      <Button type="submit" className="h-9!" disabled={isBusy}>
        {t("Pin")}
      </Button>
    </form>
  );
}
