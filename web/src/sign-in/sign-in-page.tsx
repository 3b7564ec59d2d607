import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ApiError, signIn } from "../client.ts";
import { useTitle } from "../lib/title.ts";
import { sessionQuery } from "../queries.ts";
import { LogoIcon } from "../ui/icons.tsx";

function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return "Signing in failed. Try again.";
  if (error.status === 401) return "This key is not valid. Check that it was copied whole.";
  if (error.status === 429) return "Too many attempts. Wait a minute, then try again.";
  return `${error.title}. ${error.message}`;
}

export function SignInPage() {
  useTitle("Sign in");
  const [key, setKey] = useState("");
  const client = useQueryClient();
  const fieldId = useId();
  const enter = useMutation({
    mutationFn: () => signIn(key.trim()),
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });
  return (
    <main className="flex min-h-dvh items-start justify-center px-4 pt-[18vh]">
      <form
        className="w-full max-w-sm"
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim() !== "") enter.mutate();
        }}
      >
        <LogoIcon className="size-8" />
        <h1 className="mt-5 text-xl font-semibold tracking-tight">Sign in to VoiceLens</h1>
        <p className="mt-1 text-muted">Paste the owner key that was printed at the first start.</p>
        <label htmlFor={fieldId} className="mt-6 block font-medium">
          Owner key
        </label>
        <input
          id={fieldId}
          type="password"
          autoComplete="current-password"
          // biome-ignore lint/a11y/noAutofocus: the field is all there is on this page
          autoFocus
          spellCheck={false}
          value={key}
          onChange={(event) => setKey(event.target.value)}
          aria-invalid={enter.isError}
          aria-describedby={`${fieldId}-note`}
          className="mt-1.5 h-9 w-full rounded-md border border-strong-line bg-surface px-3 font-mono text-sm"
        />
        <p
          id={`${fieldId}-note`}
          aria-live="polite"
          className={`mt-1.5 min-h-5 ${enter.isError ? "text-bad-text" : "text-faint"}`}
        >
          {enter.isError ? explain(enter.error) : ""}
        </p>
        <button
          type="submit"
          disabled={enter.isPending}
          className="mt-2 h-9 w-full rounded-md bg-accent font-medium text-on-accent hover:opacity-90 disabled:opacity-60"
        >
          {enter.isPending ? "Signing in…" : "Sign in"}
        </button>
        <p className="mt-6 border-t border-line pt-4 text-xs text-muted">
          Key lost? On the server, <code className="font-mono">npx voicelens keys reset-owner</code>{" "}
          prints a new one.
        </p>
      </form>
    </main>
  );
}
