import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../client.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { beginTotp, confirmTotp } from "./account-client.ts";
import { QrCode } from "./qr-code.tsx";

interface SetUpTotpProps {
  email: string;
  onClose: () => void;
}

/** Shows a fresh secret, and takes the first code made with it. */
export function SetUpTotp({ email, onClose }: SetUpTotpProps) {
  // A query, so that the strict mode's second mount shows the secret of the first; it is forgotten with the dialog.
  const begun = useQuery({
    queryKey: ["new-totp"],
    queryFn: beginTotp,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (begun.isError) {
    return (
      <Dialog title={t("Set up the second factor")} onClose={onClose}>
        <ErrorState error={begun.error} onRetry={() => void begun.refetch()} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t("Set up the second factor")} onClose={onClose}>
      <p className="text-muted">
        {t(
          "Read the picture with an authenticator app, or type the secret. Then enter the code that the app shows for {email}.",
          { email },
        )}
      </p>
      <div className="mt-4 flex justify-center">
        {begun.data ? (
          <QrCode text={begun.data.uri} label={t("QR code for an authenticator app")} />
        ) : (
          <div aria-hidden="true" className="skeleton size-44 rounded-lg!" />
        )}
      </div>
      <div className="mt-3 flex min-h-12 items-center justify-center gap-2">
        {begun.data && (
          <>
            <code className="font-mono text-xs break-words">{inFours(begun.data.secret)}</code>
            <CopyButton text={begun.data.secret} label={t("Copy the secret")} isCompact />
          </>
        )}
      </div>
      <ConfirmForm isReady={begun.data !== undefined} onClose={onClose} />
    </Dialog>
  );
}

/** Long rows of letters are typed wrong. */
function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}

function explainCode(error: unknown): string {
  const isWrong = error instanceof ApiError && error.status === 401;
  return isWrong
    ? t("The code is not right. Wait for the next one, and check the clock of your telephone.")
    : explain(error);
}

function ConfirmForm({ isReady, onClose }: { isReady: boolean; onClose: () => void }) {
  const [code, setCode] = useState("");
  const confirm = useChange({
    change: confirmTotp,
    renews: ["account", "own-sessions"],
    isQuiet: true,
    onDone: () => {
      onClose();
      showToast(t("The second factor is on. You are signed out everywhere else."));
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(code.replace(/\s/g, ""));
      }}
    >
      <TextField
        label={t("Code of your authenticator")}
        inputMode="numeric"
        autoComplete="one-time-code"
        data-autofocus
        required
        maxLength={8}
        value={code}
        onChange={setCode}
        className="mt-1 tabular-nums"
      />
      <FormNote>{confirm.isError ? explainCode(confirm.error) : ""}</FormNote>
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onClose}>{t("Cancel")}</Button>
        <Button type="submit" look="primary" disabled={!isReady || confirm.isPending}>
          {t("Turn on")}
        </Button>
      </div>
    </form>
  );
}
