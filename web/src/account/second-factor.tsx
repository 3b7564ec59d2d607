import { useState } from "react";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Dot } from "../ui/dot.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { Panel } from "../ui/panel.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { type Account, removeTotp } from "./account-client.ts";
import { explainPassword } from "./password-form.tsx";
import { SetUpTotp } from "./set-up-totp.tsx";

/** Whether a code is asked for besides the password. */
export function SecondFactor({ account }: { account: Account }) {
  const [isOpen, setOpen] = useState(false);
  const { has_totp: isOn } = account;
  const close = () => setOpen(false);
  return (
    <Panel title={t("Second factor")}>
      <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3">
        <Dot tone={isOn ? "good" : "warn"} />
        <p className="min-w-48 flex-1">
          {isOn
            ? t("On: signing in asks for a code of your authenticator app.")
            : t("Off: whoever learns your password can sign in.")}
        </p>
        <Button look={isOn ? "plain" : "primary"} onClick={() => setOpen(true)}>
          {isOn ? t("Turn off…") : t("Set up…")}
        </Button>
      </div>
      {isOpen &&
        (isOn ? <TurnOff onClose={close} /> : <SetUpTotp email={account.email} onClose={close} />)}
    </Panel>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState("");
  const remove = useChange({
    change: removeTotp,
    renews: ["account"],
    isQuiet: true,
    onDone: () => {
      onClose();
      showToast(t("The second factor is off. The password alone signs you in."));
    },
  });
  return (
    <Dialog title={t("Turn off the second factor")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          remove.mutate(password);
        }}
      >
        <p className="text-muted">{t("Afterwards the password alone signs you in.")}</p>
        <TextField
          label={t("Your password")}
          type="password"
          autoComplete="current-password"
          data-autofocus
          required
          value={password}
          onChange={setPassword}
          className="mt-3"
        />
        <FormNote>{remove.isError ? explainPassword(remove.error) : ""}</FormNote>
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={remove.isPending}>
            {t("Turn off")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
