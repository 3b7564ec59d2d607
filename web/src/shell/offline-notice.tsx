import { useQuery } from "@tanstack/react-query";
import { ApiError } from "../client.ts";
import { t } from "../lib/text.ts";
import { noticesQuery } from "../queries.ts";
import { WarningIcon } from "../ui/icons.tsx";

/** Says that what is shown may be old, for as long as nothing answers. What is asked regularly anyway tells it. */
export function OfflineNotice() {
  const { failureReason, fetchStatus } = useQuery(noticesQuery);
  // The browser knows that it is offline, and asks nothing then; else nobody answered.
  const isUnanswered = failureReason instanceof ApiError && failureReason.status === 0;
  const isOffline = isUnanswered || fetchStatus === "paused";
  return (
    <div role="status">
      {isOffline && (
        <p className="flex items-center gap-2.5 border-b border-line bg-warn-soft px-3 py-2 text-warn-text sm:px-5 print:hidden">
          <WarningIcon className="size-4" />
          <span>
            <strong className="font-semibold">{t("The server does not answer.")}</strong>{" "}
            {t("What you see may be old; the page asks again by itself.")}
          </span>
        </p>
      )}
    </div>
  );
}
