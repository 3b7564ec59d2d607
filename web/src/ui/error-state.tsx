import { ApiError } from "../client.ts";
import { rich, t } from "../lib/text.ts";
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
      <p className="text-base font-medium">{known?.title ?? t("This page could not be shown")}</p>
      {detail !== "" && <p className="text-muted">{detail}</p>}
      {known !== null && known.status >= 500 && (
        <p className="text-muted">
          {rich("Run <code>npx voicelens doctor</code> on the server", {
            code: (text) => <code className="font-mono text-xs">{text}</code>,
          })}
          {known.instance && (
            <>
              {", "}
              {rich("or look for <code>{instance}</code> in its log", {
                code: (text) => <code className="font-mono text-xs">{text}</code>,
                instance: known.instance,
              })}
            </>
          )}
          .
        </p>
      )}
      {onRetry && (
        <Button className="mt-2" onClick={onRetry}>
          {t("Try again")}
        </Button>
      )}
    </div>
  );
}
