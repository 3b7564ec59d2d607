import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, acceptInvitation } from "../client.ts";
import { t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { TextField } from "../ui/text-field.tsx";
import { IdentityProviderLink } from "./identity-provider.tsx";
import { EntryPage, SubmitRow } from "./sign-in-page.tsx";

/** Where an invitation leads: a name and a password, and one is in. */
export function JoinPage() {
  useTitle(t("Join"));
  const token = new URLSearchParams(window.location.search).get("token") ?? "";
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const join = useMutation({
    mutationFn: () => acceptInvitation({ token, name, password }),
    // The address holds the token: it must not stay in the history.
    onSuccess: () => window.location.replace("/"),
  });
  const { error } = join;
  const note =
    error instanceof ApiError ? error.message || error.title : error ? t("Joining failed.") : "";
  return (
    <EntryPage title={t("Join VoiceLens")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          join.mutate();
        }}
      >
        <p className="mt-1 text-muted">
          {t("You were invited. Choose how you sign in from now on.")}
        </p>
        <TextField
          label={t("Your name")}
          className="mt-6"
          autoComplete="name"
          required
          maxLength={100}
          autoFocus
          value={name}
          onChange={setName}
        />
        <TextField
          label={t("Password")}
          className="mt-4"
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={200}
          value={password}
          onChange={setPassword}
        />
        <p className="mt-1.5 text-xs text-muted">
          {t(
            "At least 12 characters. Four words that have nothing to do with each other are good.",
          )}
        </p>
        <SubmitRow
          note={note}
          label={join.isPending ? t("Joining…") : t("Join")}
          isPending={join.isPending}
        />
      </form>
      <IdentityProviderLink invitation={token} />
    </EntryPage>
  );
}
