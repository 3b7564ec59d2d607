import { useId, useState } from "react";
import { addSecret, removeSecret } from "../client.ts";
import { rich, t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { showToast } from "../ui/toasts.tsx";
import { type ConnectionSecret, fieldClass, type OwnConnection } from "./connection-shapes.ts";
import { useConnectionChange } from "./use-connection-change.ts";

interface SecretsDialogProps {
  connection: OwnConnection;
  onClose: () => void;
}

/** The webhook secrets of a connection: written, never read again. */
export function SecretsDialog({ connection, onClose }: SecretsDialogProps) {
  const secrets = connection.secrets.filter(({ purpose }) => purpose === "webhook");
  return (
    <Dialog
      title={t("Secrets of {providerName}", { providerName: connection.provider_name })}
      onClose={onClose}
    >
      <p className="text-muted">
        {t(
          "Two live at a time: add the new one here, change it at the provider, then remove the old one.",
        )}
      </p>
      <ul className="my-3 divide-y divide-line border-y border-line">
        {secrets.map((secret) => (
          <SecretRow key={secret.id} connectionId={connection.id} secret={secret} />
        ))}
        {secrets.length === 0 && (
          <li className="py-2 text-muted">{t("No secret is stored here.")}</li>
        )}
      </ul>
      {secrets.length < 2 && <AddSecret connectionId={connection.id} />}
      {connection.is_default && connection.secret_env && (
        <p className="mt-3 text-xs text-muted">
          {rich("Secrets in <code>{secretEnv}</code> count as well.", {
            code: (text) => <code className="font-mono">{text}</code>,
            secretEnv: connection.secret_env,
          })}
        </p>
      )}
    </Dialog>
  );
}

function SecretRow({ connectionId, secret }: { connectionId: string; secret: ConnectionSecret }) {
  const [isSure, setSure] = useState(false);
  const remove = useConnectionChange(
    () => removeSecret(connectionId, secret.id),
    () => showToast(t("The secret is removed. Deliveries signed with it are refused.")),
  );
  return (
    <li className="flex items-center gap-3 py-2">
      <code className="font-mono text-xs">••••{secret.last_four}</code>
      <span className="text-xs text-muted">
        {rich("added {time}", { time: <RelativeTime at={secret.created_at} /> })}
      </span>
      <Button
        className="ml-auto"
        disabled={remove.isPending}
        onClick={() => (isSure ? remove.mutate(undefined) : setSure(true))}
      >
        {isSure ? t("Really remove") : t("Remove")}
      </Button>
    </li>
  );
}

/** Stores a secret that is pasted, or makes one. */
export function AddSecret({ connectionId }: { connectionId: string }) {
  const [value, setValue] = useState("");
  const fieldId = useId();
  const add = useConnectionChange(
    (given: string | undefined) => addSecret(connectionId, given),
    () => {
      setValue("");
      showToast(t("The secret is stored."));
    },
  );
  const made = add.data?.value ?? null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(value);
      }}
    >
      <label htmlFor={fieldId} className="font-medium">
        {t("New secret")}
      </label>
      <input
        id={fieldId}
        type="password"
        autoComplete="off"
        required
        minLength={8}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        className={`${fieldClass} font-mono`}
      />
      <div className="mt-3 flex justify-end gap-2">
        <Button disabled={add.isPending} onClick={() => add.mutate(undefined)}>
          {t("Make one for me")}
        </Button>
        <Button type="submit" look="primary" disabled={add.isPending}>
          {t("Add")}
        </Button>
      </div>
      {made !== null && (
        <p role="status" className="mt-3 flex items-center gap-2">
          <code className="min-w-0 flex-1 truncate font-mono text-xs">{made}</code>
          <CopyButton text={made} label={t("Copy the secret: it is shown this once")} isCompact />
        </p>
      )}
    </form>
  );
}
