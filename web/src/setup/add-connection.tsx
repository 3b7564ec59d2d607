import { useId, useState } from "react";
import { createConnection } from "../client.ts";
import { providerName, providers } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { showToast } from "../ui/toasts.tsx";
import { fieldClass } from "./connection-shapes.ts";
import { useConnectionChange } from "./use-connection-change.ts";

export function AddConnection() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t("Add connection…")}
      </Button>
      {isOpen && <AddConnectionDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function AddConnectionDialog({ onClose }: { onClose: () => void }) {
  const [provider, setProvider] = useState("vapi");
  const [name, setName] = useState("");
  const fieldId = useId();
  const add = useConnectionChange(createConnection, () => {
    showToast(t("The connection is made. Paste its address into the provider."));
    onClose();
  });
  // VCP messages are posted to one address, told apart by their API key.
  const choices = Object.keys(providers).filter((key) => key !== "vcp");
  return (
    <Dialog title={t("Add a connection")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ provider, name: name.trim() });
        }}
      >
        <label htmlFor={`${fieldId}-provider`} className="font-medium">
          {t("Provider")}
        </label>
        <select
          id={`${fieldId}-provider`}
          value={provider}
          onChange={(event) => setProvider(event.target.value)}
          className={fieldClass}
        >
          {choices.map((key) => (
            <option key={key} value={key}>
              {providerName(key)}
            </option>
          ))}
        </select>
        <label htmlFor={`${fieldId}-name`} className="mt-3 block font-medium">
          {t("Name")}
        </label>
        <input
          id={`${fieldId}-name`}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className={fieldClass}
        />
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={add.isPending}>
            {t("Add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
