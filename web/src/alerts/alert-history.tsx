import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Alert, AlertDetail } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { describeActor } from "../lib/actor.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { TextField } from "../ui/text-field.tsx";
import { ExactTime } from "../ui/time.tsx";
import { alertLists, alertQuery, noteAlert } from "./alerts-client.ts";

type Entry = AlertDetail["entries"][number];

const words: Record<Entry["kind"], string> = {
  opened: t("opened"),
  escalated: t("told again, because nobody took it"),
  acknowledged: t("acknowledged"),
  assigned: t("assigned to"),
  note: t("note"),
  resolved: t("resolved"),
};

/** What happened to an alert, what people wrote about it, and room for more. */
export function AlertHistory({ alert }: { alert: Alert }) {
  const detail = useQuery(alertQuery(alert.id));
  const mayWrite = useMay("alerts:write");
  if (detail.isPending) return <SkeletonLines count={2} />;
  if (detail.data === undefined) {
    return <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />;
  }
  return (
    <>
      <ol aria-label={t("History")} className="mt-2 flex flex-col gap-1 text-xs text-muted">
        {detail.data.entries.map((entry) => (
          <li key={entry.id} className="break-words whitespace-pre-wrap">
            <ExactTime at={entry.at} />
            {` · ${describeActor(entry.actor, entry.actor_name)} · ${words[entry.kind]}`}
            {entry.text !== "" && <span className="text-text">{` ${entry.text}`}</span>}
          </li>
        ))}
      </ol>
      {mayWrite && <NewNote alertId={alert.id} />}
    </>
  );
}

function NewNote({ alertId }: { alertId: string }) {
  const [text, setText] = useState("");
  const add = useChange({
    change: () => noteAlert(alertId, text),
    renews: alertLists,
    onDone: () => setText(""),
  });
  return (
    <form
      className="mt-2 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") add.mutate(undefined);
      }}
    >
      <TextField
        label={t("New note")}
        maxLength={5000}
        value={text}
        onChange={setText}
        className="min-w-56 flex-1"
      />
      <Button type="submit" className="h-9!" disabled={add.isPending}>
        {t("Add note")}
      </Button>
    </form>
  );
}
