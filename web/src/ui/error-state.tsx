import { ApiError } from "../client.ts";
import { Button } from "./button.tsx";
import { WarningIcon } from "./icons.tsx";

/** What failed, why as far as we know, and what to do about it. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const known = error instanceof ApiError ? error : null;
  const detail = known?.message ?? (error instanceof Error ? error.message : "");
  return (
    <div
      role="alert"
      className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-16 text-center"
    >
      <WarningIcon className="size-5 text-bad" />
      <p className="text-base font-medium">{known?.title ?? "This page could not be shown"}</p>
      {detail !== "" && <p className="text-muted">{detail}</p>}
      {known !== null && known.status >= 500 && (
        <p className="text-muted">
          Run <code className="font-mono text-xs">npx voicelens doctor</code> on the server
          {known.instance && (
            <>
              , or look for <code className="font-mono text-xs">{known.instance}</code> in its log
            </>
          )}
          .
        </p>
      )}
      {onRetry && (
        <Button className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
