import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { FollowUp } from "../api.ts";
import { contactTitle } from "../contacts/contacts-client.ts";
import { useMay } from "../lib/access.ts";
import { formatExact, wordOf } from "../lib/format.ts";
import { useRemoval } from "../lib/removals.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { TextField } from "../ui/text-field.tsx";
import { changeFollowUp, followUpLists, removeFollowUp } from "./follow-ups-client.ts";

const priorityTones = { low: "quiet", normal: "quiet", high: "warn", urgent: "bad" } as const;

export function FollowUpRow({ row, hasContact }: { row: FollowUp; hasContact: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  const removal = useRemoval({
    id: row.id,
    name: t("The follow-up"),
    remove: () => removeFollowUp(row.id),
    renews: followUpLists,
  });
  if (removal.isHidden) return null;
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
            {row.title}
          </button>
          <Facts row={row} hasContact={hasContact} />
        </div>
        <Actions row={row} onRemove={removal.start} />
      </div>
      <div id={detailId} hidden={!isOpen} className="pt-1 pb-1 pl-4.5">
        <Detail row={row} />
      </div>
    </li>
  );
}

function Facts({ row, hasContact }: { row: FollowUp; hasContact: boolean }) {
  const name = contactTitle({
    name: row.contact_name,
    numbers: row.contact_number === null ? [] : [row.contact_number],
  });
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 pl-4.5 text-xs text-muted">
      <Dot tone={priorityTones[row.priority]} />
      {wordOf(row.priority)}
      {" · "}
      <time
        dateTime={row.due_at}
        className={row.is_overdue ? "font-medium text-bad-text" : undefined}
      >
        {row.is_overdue ? t("overdue since") : t("due")} {formatExact(row.due_at)}
      </time>
      {hasContact && (
        <>
          {" · "}
          <Link
            to="/contacts/$contactId"
            params={{ contactId: row.contact_id }}
            className="text-accent underline underline-offset-2"
          >
            {name}
          </Link>
        </>
      )}
      {row.assignee_id !== null && ` · ${row.assignee_name ?? t("somebody who left")}`}
    </p>
  );
}

function Detail({ row }: { row: FollowUp }) {
  return (
    <div className="flex flex-col gap-1.5">
      {row.notes && <p className="break-words whitespace-pre-wrap">{row.notes}</p>}
      {row.outcome && (
        <p className="break-words whitespace-pre-wrap">
          <span className="text-muted">{t("Outcome:")}</span> {row.outcome}
        </p>
      )}
      <p className="text-xs text-muted">
        {t("Set for a clock in {timeZone}.", { timeZone: row.time_zone })}
        {row.call_id !== null && (
          <>
            {" "}
            <Link
              to="/calls/$callId"
              params={{ callId: row.call_id }}
              className="text-accent underline underline-offset-2"
            >
              {t("The call it came out of")}
            </Link>
          </>
        )}
      </p>
    </div>
  );
}

function Actions({ row, onRemove }: { row: FollowUp; onRemove: () => void }) {
  const mayWrite = useMay("contacts:write");
  const [isClosing, setClosing] = useState(false);
  const change = useChange({
    change: (status: FollowUp["status"]) => changeFollowUp(row.id, { status }),
    shows: (status) => [{ queryKey: ["follow-ups"], id: row.id, becomes: { status } }],
    renews: followUpLists,
  });
  if (!mayWrite) return null;
  if (isClosing) return <Closing row={row} onEnd={() => setClosing(false)} />;
  if (row.status !== "open") {
    return (
      <div className="flex gap-2">
        <Button
          aria-label={t("Reopen: {title}", { title: row.title })}
          disabled={change.isPending}
          onClick={() => change.mutate("open")}
        >
          {t("Reopen")}
        </Button>
        <Button aria-label={t("Remove {title}", { title: row.title })} onClick={onRemove}>
          {t("Remove")}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex gap-2">
      <Button
        look="primary"
        aria-label={t("Done: {title}", { title: row.title })}
        disabled={change.isPending}
        onClick={() => setClosing(true)}
      >
        {t("Done…")}
      </Button>
      <Button
        aria-label={t("Cancel it: {title}", { title: row.title })}
        disabled={change.isPending}
        onClick={() => change.mutate("cancelled")}
      >
        {t("Cancel it")}
      </Button>
    </div>
  );
}

function Closing({ row, onEnd }: { row: FollowUp; onEnd: () => void }) {
  const [outcome, setOutcome] = useState(row.outcome);
  const close = useChange({
    change: () => changeFollowUp(row.id, { status: "done", outcome }),
    renews: followUpLists,
    onDone: onEnd,
  });
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        close.mutate(undefined);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onEnd();
      }}
    >
      <TextField
        label={t("What came of it: {title}", { title: row.title })}
        autoFocus
        maxLength={5000}
        value={outcome}
        onChange={setOutcome}
        className="w-64"
      />
      <Button type="submit" look="primary" className="h-9!" disabled={close.isPending}>
        {t("Close")}
      </Button>
    </form>
  );
}
