import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { DoctorFix } from "../api.ts";
import { wordOf } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { applyFixes, diagnosisQuery, showFixes } from "./doctor-client.ts";

interface FixDialogProps {
  ids: readonly string[];
  connectionId: string;
  provider: string;
  onClose: () => void;
}

/** What would be sent to the provider, and sending it. */
export function FixDialog({ ids, connectionId, provider, onClose }: FixDialogProps) {
  const client = useQueryClient();
  const shown = useQuery({
    queryKey: ["doctor-fixes", ...ids],
    queryFn: () => showFixes(ids),
    // What is confirmed is what is shown: it is not exchanged under the reader's eyes.
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const apply = useChange({
    change: () => applyFixes(ids),
    renews: ["notices"],
    isQuiet: true,
    onDone: ({ diagnoses }) => {
      const now = diagnoses.find((each) => each.connection_id === connectionId);
      if (now !== undefined) client.setQueryData(diagnosisQuery(connectionId).queryKey, now);
    },
  });
  const fixes = apply.data?.data ?? shown.data?.data ?? [];
  const error = apply.error ?? shown.error;
  return (
    <Dialog
      title={t("Mend the settings at {provider}", { provider })}
      onClose={onClose}
      kind="drawer"
    >
      {shown.isPending && (
        <p className="text-muted">{t("Reading the settings as they are now…")}</p>
      )}
      {fixes.length > 0 && (
        <p className="mb-3 text-muted">
          {apply.isSuccess
            ? t("This was sent. The connection shows how it is now.")
            : t("This is what would be sent to {provider}. Nothing has been changed yet.", {
                provider,
              })}
        </p>
      )}
      <ul className="flex flex-col gap-4">
        {fixes.map((fix) => (
          <FixView key={fix.id} fix={fix} />
        ))}
      </ul>
      {error !== null && (
        <p role="alert" className="mt-3 text-bad-text">
          {explain(error)}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{apply.isSuccess ? t("Close") : t("Change nothing")}</Button>
        {!apply.isSuccess && (
          <Button
            look="primary"
            disabled={!shown.isSuccess || apply.isPending}
            onClick={() => apply.mutate(undefined)}
          >
            {apply.isPending ? t("Sending…") : t("Send to {provider}", { provider })}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

const outcomes = { not_sent: null, applied: "done", failed: "failed" } as const;

function FixView({ fix }: { fix: DoctorFix }) {
  const outcome = outcomes[fix.outcome];
  return (
    <li className="min-w-0">
      <p className="font-medium">{fix.reasons.join(" ")}</p>
      <p className="mt-1 flex flex-wrap items-center gap-2">
        <code className="min-w-0 font-mono text-xs break-all">
          {fix.method} {fix.path}
        </code>
        {outcome !== null && (
          <span
            role="status"
            className={`text-xs font-medium ${outcome === "done" ? "text-good-text" : "text-bad-text"}`}
          >
            {wordOf(outcome)}
            {fix.detail !== null && `: ${fix.detail}`}
          </span>
        )}
      </p>
      <pre className="mt-1 rounded-md border border-line bg-sunken p-2.5 font-mono text-xs break-all whitespace-pre-wrap">
        {JSON.stringify(fix.body, null, 2)}
      </pre>
    </li>
  );
}
