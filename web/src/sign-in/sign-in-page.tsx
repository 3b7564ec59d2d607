import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError, type Credentials, signIn } from "../client.ts";
import { useBrand } from "../lib/brand.ts";
import { useStore } from "../lib/store.ts";
import { rich, t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { sessionQuery } from "../queries.ts";
import { isSessionOver } from "../shell/session-over.ts";
import { BrandMark } from "../ui/brand-mark.tsx";
import { TextField } from "../ui/text-field.tsx";
import { IdentityProviderLink, ReturnNote } from "./identity-provider.tsx";
import { useLinkedBrand } from "./use-linked-brand.ts";

function explain(error: unknown, isKey: boolean): string {
  if (!(error instanceof ApiError)) return t("Signing in failed. Try again.");
  if (error.status === 401) {
    return isKey
      ? t("This key is not valid. Check that it was copied whole.")
      : t(
          "Address, password or code is not right. After five failures an account rests for 15 minutes.",
        );
  }
  if (error.status === 429) return t("Too many attempts. Wait a minute, then try again.");
  return `${error.title}. ${error.message}`;
}

export function SignInPage() {
  useLinkedBrand();
  const brand = useBrand();
  const isOver = useStore(isSessionOver);
  useTitle(t("Sign in"));
  const [isKey, setIsKey] = useState(true);
  const client = useQueryClient();
  const enter = useMutation({
    mutationFn: (credentials: Credentials) => signIn(credentials),
    onSuccess: (session) => {
      isSessionOver.set(false);
      // It may be somebody else than before.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
  const isCodeWanted = enter.error instanceof ApiError && enter.error.isTotpRequired;
  const note = enter.isError && !isCodeWanted ? explain(enter.error, isKey) : "";
  const FormKind = isKey ? KeyForm : PersonForm;
  return (
    <EntryPage title={t("Sign in to {name}", { name: brand.name })}>
      {isOver && (
        <p role="status" className="mt-2 text-muted">
          {t("Your session is over. Sign in to go on where you were.")}
        </p>
      )}
      <ReturnNote />
      <FormKind
        isPending={enter.isPending}
        isCodeWanted={isCodeWanted}
        note={note}
        onSubmit={(credentials) => enter.mutate(credentials)}
      />
      <IdentityProviderLink />
      <button
        type="button"
        onClick={() => {
          enter.reset();
          setIsKey(!isKey);
        }}
        className="mt-4 text-sm font-medium text-muted hover:text-text hover:underline"
      >
        {isKey ? t("Sign in with e-mail and password") : t("Sign in with a key")}
      </button>
      <p className="mt-6 border-t border-line pt-4 text-xs text-muted">
        {rich(
          "Key lost? On the server, <code>npx voicelens keys reset-owner</code> prints a new one.",
          { code: (text) => <code className="font-mono">{text}</code> },
        )}
      </p>
    </EntryPage>
  );
}

/** What stands in front of the dashboard. */
export function EntryPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh items-start justify-center px-4 pt-[18vh]">
      <div className="w-full max-w-sm">
        <BrandMark className="h-8" />
        <h1 className="mt-5 text-xl font-semibold tracking-tight">{title}</h1>
        {children}
      </div>
    </main>
  );
}

interface FormProps {
  isPending: boolean;
  isCodeWanted: boolean;
  note: string;
  onSubmit: (credentials: Credentials) => void;
}

function KeyForm({ isPending, note, onSubmit }: FormProps) {
  const [key, setKey] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== "") onSubmit({ key: key.trim() });
      }}
    >
      <p className="mt-1 text-muted">
        {t("Paste the owner key that was printed at the first start.")}
      </p>
      <TextField
        label={t("Owner key")}
        className="mt-6 font-mono"
        type="password"
        autoComplete="current-password"
        autoFocus
        value={key}
        onChange={setKey}
        aria-invalid={note !== ""}
      />
      <SubmitRow
        note={note}
        label={isPending ? t("Signing in…") : t("Sign in")}
        isPending={isPending}
      />
    </form>
  );
}

function PersonForm({ isPending, isCodeWanted, note, onSubmit }: FormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ email, password, totp_code: code === "" ? undefined : code });
      }}
    >
      <TextField
        label={t("E-mail")}
        className="mt-6"
        type="email"
        autoComplete="username"
        required
        autoFocus
        value={email}
        onChange={setEmail}
      />
      <TextField
        label={t("Password")}
        className="mt-4"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
        aria-invalid={note !== ""}
      />
      {(isCodeWanted || code !== "") && (
        <TextField
          label={t("Code of your authenticator")}
          className="mt-4 tabular-nums"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          value={code}
          onChange={setCode}
        />
      )}
      <SubmitRow
        note={note}
        label={isPending ? t("Signing in…") : t("Sign in")}
        isPending={isPending}
      />
    </form>
  );
}

/** What went wrong, and the button. */
export function SubmitRow({
  note,
  label,
  isPending,
}: {
  note: string;
  label: string;
  isPending: boolean;
}) {
  return (
    <>
      <p aria-live="polite" className="mt-1.5 min-h-5 text-bad-text">
        {note}
      </p>
      <button
        type="submit"
        disabled={isPending}
        className="mt-2 h-9 w-full rounded-md bg-accent font-medium text-on-accent hover:opacity-90 disabled:opacity-60"
      >
        {label}
      </button>
    </>
  );
}
