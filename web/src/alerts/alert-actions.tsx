import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Alert, User } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";
import {
  acknowledgeAlert,
  alertLists,
  alertShown,
  alertTitle,
  assignAlert,
  resolveAlert,
  usersQuery,
} from "./alerts-client.ts";

/** Taking an alert, giving it to somebody, and ending it. */
export function AlertActions({ alert }: { alert: Alert }) {
  const [isResolving, setResolving] = useState(false);
  const mayWrite = useMay("alerts:write");
  const acknowledge = useChange({
    change: () => acknowledgeAlert(alert.id),
    shows: () => alertShown(alert.id, { status: "acknowledged" }),
    renews: alertLists,
  });
  if (!mayWrite || alert.status === "resolved") return null;
  if (isResolving) return <Resolving alert={alert} onEnd={() => setResolving(false)} />;
  const title = alertTitle(alert);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Assignee alert={alert} />
      {alert.status === "open" && (
        <Button
          look="primary"
          aria-label={t("Acknowledge: {title}", { title })}
          disabled={acknowledge.isPending}
          onClick={() => acknowledge.mutate(undefined)}
        >
          {t("Acknowledge")}
        </Button>
      )}
      <Button aria-label={t("Resolve: {title}", { title })} onClick={() => setResolving(true)}>
        {t("Resolve…")}
      </Button>
    </div>
  );
}

/** Whoever may not see who is here cannot give it to anybody. */
function Assignee({ alert }: { alert: Alert }) {
  const mayList = useMay("members:read");
  const users = useQuery({ ...usersQuery, enabled: mayList });
  const assign = useChange({
    change: ({ id }: User) => assignAlert(alert.id, id),
    shows: ({ id, name, email }) =>
      alertShown(alert.id, { assignee_id: id, assignee_name: name || email }),
    renews: alertLists,
  });
  const people = users.data?.filter(({ is_disabled }) => !is_disabled) ?? [];
  if (people.length === 0) return null;
  return (
    <select
      aria-label={t("Assign: {alertTitle}", { alertTitle: alertTitle(alert) })}
      className="h-7 max-w-40 rounded-md border border-strong-line bg-surface px-1.5"
      value={alert.assignee_id ?? ""}
      onChange={(event) => {
        const chosen = people.find(({ id }) => id === event.target.value);
        if (chosen !== undefined) assign.mutate(chosen);
      }}
    >
      <option value="" disabled>
        {t("Assign to…")}
      </option>
      {people.map(({ id, name, email }) => (
        <option key={id} value={id}>
          {name || email}
        </option>
      ))}
    </select>
  );
}

function Resolving({ alert, onEnd }: { alert: Alert; onEnd: () => void }) {
  const [note, setNote] = useState("");
  const resolve = useChange({
    change: () => resolveAlert(alert.id, note),
    renews: alertLists,
    onDone: onEnd,
  });
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        resolve.mutate(undefined);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onEnd();
      }}
    >
      <TextField
        label={t("What it was: {alertTitle}", { alertTitle: alertTitle(alert) })}
        autoFocus
        maxLength={5000}
        value={note}
        onChange={setNote}
        className="w-64"
      />
      <Button type="submit" look="primary" className="h-9!" disabled={resolve.isPending}>
        {t("Resolve")}
      </Button>
    </form>
  );
}
