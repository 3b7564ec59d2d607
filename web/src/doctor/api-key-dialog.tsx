import { useId, useState } from "react";
import type { Connection } from "../api.ts";
import { removeSecret } from "../client.ts";
import { rich, t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { addApiKey } from "./doctor-client.ts";

interface ApiKeyDialogProps {
  connection: Connection;
  onClose: () => void;
}

const renews = ["connections", "doctor"];

/** The key with which calls and settings are read back: written, never read again. */
export function ApiKeyDialog({ connection, onClose }: ApiKeyDialogProps) {
  const [value, setValue] = useState("");
  const fieldId = useId();
  const add = useChange({
    change: () => addApiKey(connection.id, value.trim()),
    renews,
    isQuiet: true,
    onDone: onClose,
  });
  const remove = useChange({
    change: (id: string) => removeSecret(connection.id, id),
    renews,
    isQuiet: true,
  });
  const keys = connection.secrets.filter(({ purpose }) => purpose === "api_key");
  const error = add.error ?? remove.error;
  return (
    <Dialog
      title={t("API key of {providerName}", { providerName: connection.provider_name })}
      onClose={onClose}
    >
      <p className="text-muted">
        {t("With it calls and settings are read back from {providerName}. The newest counts.", {
          providerName: connection.provider_name,
        })}
        {connection.provider === "twilio" &&
          ` ${t("For Twilio: account SID, a colon, auth token.")}`}
      </p>
      <ul className="my-3 divide-y divide-line border-y border-line">
        {keys.map((key) => (
          <li key={key.id} className="flex items-center gap-3 py-2">
            <code className="font-mono text-xs">••••{key.last_four}</code>
            <span className="mr-auto text-xs text-muted">
              {rich("added {time}", { time: <RelativeTime at={key.created_at} /> })}
            </span>
            <SureButton
              label={t("Remove")}
              sureLabel={t("Really remove")}
              of={t("the key ending in {lastFour}", { lastFour: key.last_four })}
              disabled={remove.isPending}
              onSure={() => remove.mutate(key.id)}
            />
          </li>
        ))}
        {keys.length === 0 && <li className="py-2 text-muted">{t("No key is stored here.")}</li>}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(undefined);
        }}
      >
        <label htmlFor={fieldId} className="font-medium">
          {t("New key")}
        </label>
        <input
          id={fieldId}
          type="password"
          autoComplete="off"
          required
          minLength={8}
          data-autofocus
          value={value}
          onChange={(event) => setValue(event.target.value)}
          className="mt-1 h-8 w-full rounded-md border border-strong-line bg-surface px-2.5 font-mono text-sm"
        />
        {error !== null && (
          <p role="alert" className="mt-2 text-bad-text">
            {explain(error)}
          </p>
        )}
        <div className="mt-3 flex justify-end">
          <Button type="submit" look="primary" disabled={add.isPending}>
            {t("Add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
