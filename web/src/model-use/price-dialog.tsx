import { useState } from "react";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { explainFilled, setPrice } from "./model-use-client.ts";

/** Says what a model costs from a day on. */
export function PriceDialog({ onClose }: { onClose: () => void }) {
  const [model, setModel] = useState("");
  const [input, setInput] = useState("");
  const [cached, setCached] = useState("");
  const [output, setOutput] = useState("");
  const [from, setFrom] = useState("");
  const save = useChange({
    change: () =>
      setPrice({
        ...{ model: model.trim(), input_usd: input.trim(), output_usd: output.trim() },
        cached_input_usd: cached.trim() || null,
        ...(from === "" ? {} : { valid_from: from }),
      }),
    renews: ["model-prices"],
    isQuiet: true,
    onDone: () => {
      showToast(t("Saved."));
      onClose();
    },
  });
  return (
    <Dialog title={t("Set a price")} onClose={onClose}>
      <form
        className="grid grid-cols-2 gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        <TextField
          label={t("Model")}
          value={model}
          onChange={setModel}
          className="col-span-2"
          required
          data-autofocus
        />
        <TextField
          label={t("Input")}
          value={input}
          onChange={setInput}
          inputMode="decimal"
          required
        />
        <TextField
          label={t("Output")}
          value={output}
          onChange={setOutput}
          inputMode="decimal"
          required
        />
        <TextField
          label={t("Cached input")}
          value={cached}
          onChange={setCached}
          inputMode="decimal"
        />
        <TextField label={t("From day")} type="date" value={from} onChange={setFrom} />
        <div className="col-span-2">
          <FormNote hint={t("US dollars for a million tokens. Without a day, from today on.")}>
            {explainFilled(save.error)}
          </FormNote>
        </div>
        <div className="col-span-2 flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t("Save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
