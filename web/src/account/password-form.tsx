import { useState } from "react";
import { ApiError } from "../client.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { Panel } from "../ui/panel.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { changePassword } from "./account-client.ts";

/** What a wrong password is called here; the API says the same words for every refusal. */
export function explainPassword(error: unknown): string {
  if (error instanceof ApiError && error.status === 401) {
    return t("The password is not right. After five failures the account rests for 15 minutes.");
  }
  return explain(error);
}

export function PasswordForm({ email }: { email: string }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useChange({
    change: () => changePassword({ current_password: current, new_password: next }),
    renews: ["own-sessions"],
    isQuiet: true,
    onDone: () => {
      setCurrent("");
      setNext("");
      showToast(t("The password is changed. You are signed out everywhere else."));
    },
  });
  return (
    <Panel title={t("Password")} note={t("Changing it signs you out everywhere else.")}>
      <form
        className="rounded-lg border border-line bg-surface p-4"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(undefined);
        }}
      >
        {/* Tells password managers whose password it is. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <div className="flex flex-wrap items-end gap-2">
          <TextField
            label={t("Current password")}
            type="password"
            autoComplete="current-password"
            required
            value={current}
            onChange={setCurrent}
            className="min-w-48 flex-1"
          />
          <TextField
            label={t("New password")}
            type="password"
            autoComplete="new-password"
            required
            minLength={12}
            maxLength={200}
            value={next}
            onChange={setNext}
            className="min-w-48 flex-1"
          />
          <Button type="submit" look="primary" className="h-9!" disabled={change.isPending}>
            {t("Change password")}
          </Button>
        </div>
        <FormNote
          hint={t(
            "At least 12 characters. Four words that have nothing to do with each other are good.",
          )}
        >
          {change.isError ? explainPassword(change.error) : ""}
        </FormNote>
      </form>
    </Panel>
  );
}
