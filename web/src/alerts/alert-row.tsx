import { useId, useState } from "react";
import type { Alert } from "../api.ts";
import { wordOf } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { Dot } from "../ui/dot.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { AlertActions } from "./alert-actions.tsx";
import { AlertHistory } from "./alert-history.tsx";
import { alertTitle } from "./alerts-client.ts";

const tones = { P1: "bad", P2: "bad", P3: "warn", P4: "quiet" } as const;

interface AlertRowProps {
  alert: Alert;
  isOpenAtFirst?: boolean;
}

/** An alert, what can be done with it, and below it, once opened, its history. */
export function AlertRow({ alert, isOpenAtFirst = false }: AlertRowProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const detailId = useId();
  const { priority, status } = alert;
  return (
    <li className="px-4 py-2">
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-56 flex-1">
          <button
            type="button"
            data-row-target
            aria-expanded={isOpen}
            aria-controls={detailId}
            onClick={() => setOpen(!isOpen)}
            className="inline-flex max-w-full items-start gap-1.5 rounded text-left font-medium hover:text-accent"
          >
            <ChevronIcon
              className={`mt-1 size-3 text-faint transition-transform ${isOpen ? "rotate-90" : ""}`}
            />
            {alertTitle(alert)}
          </button>
          <p className="flex flex-wrap items-center gap-x-1.5 pl-4.5 text-xs text-muted">
            <Dot tone={status === "resolved" ? "good" : tones[priority]} />
            {priority}
            {" · "}
            {wordOf(status)}
            {alert.assignee_id !== null &&
              ` ${t("to {assigneeName}", { assigneeName: alert.assignee_name ?? t("somebody who left") })}`}
            {" · "}
            <span>{rich("opened {time}", { time: <RelativeTime at={alert.opened_at} /> })}</span>
            {alert.escalations > 0 &&
              ` · ${t("told again {escalations}×", { escalations: alert.escalations })}`}
          </p>
        </div>
        <AlertActions alert={alert} />
      </div>
      <div id={detailId} hidden={!isOpen} className="pt-1 pb-1 pl-4.5">
        <p className="break-words">{alert.description}</p>
        {isOpen && <AlertHistory alert={alert} />}
      </div>
    </li>
  );
}
