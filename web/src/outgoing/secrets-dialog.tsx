import type { WebhookSubscription } from "../api.ts";
import { rich, t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Once } from "../ui/once.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { addSecret, removeSecret, renews } from "./outgoing-client.ts";

interface SecretsDialogProps {
  subscription: WebhookSubscription;
  onClose: () => void;
}

/** The secrets of a webhook: shown when they are made, never again. */
export function SecretsDialog({ subscription, onClose }: SecretsDialogProps) {
  const { id, secrets } = subscription;
  const add = useChange({ change: () => addSecret(id), renews, isQuiet: true });
  const remove = useChange({
    change: (secretId: string) => removeSecret(id, secretId),
    renews,
    isQuiet: true,
  });
  const error = add.error ?? remove.error;
  return (
    <Dialog title={t("Secrets of the webhook")} onClose={onClose}>
      <p className="text-muted">
        {t(
          "Two live at a time, and both sign every message: make a new one, give it to the receiver, then remove the old one.",
        )}
      </p>
      <ul className="my-3 divide-y divide-line border-y border-line">
        {secrets.map((secret, index) => (
          <li key={secret.id} className="flex items-center gap-3 py-2">
            <span>{index === 0 ? t("Secret") : t("New secret")}</span>
            <span className="text-xs text-muted">
              {rich("made {time}", { time: <RelativeTime at={secret.created_at} /> })}
            </span>
            <span className="ml-auto">
              {secrets.length > 1 && (
                <SureButton
                  label={t("Remove")}
                  sureLabel={t("Really remove")}
                  of={index === 0 ? t("the older secret") : t("the newer secret")}
                  disabled={remove.isPending}
                  onSure={() => remove.mutate(secret.id)}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
      {secrets.length < 2 && (
        <Button look="primary" disabled={add.isPending} onClick={() => add.mutate(undefined)}>
          {t("Make a new secret")}
        </Button>
      )}
      {error !== null && (
        <p role="alert" className="mt-3 text-bad-text">
          {explain(error)}
        </p>
      )}
      {add.data && (
        <Once label={t("The new secret. It is shown this once.")} text={add.data.secret} />
      )}
    </Dialog>
  );
}
