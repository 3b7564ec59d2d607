import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FollowUp } from "../api.ts";
import { fetchUsers } from "../client.ts";
import { useMay, useSession } from "../lib/access.ts";
import { wordOf } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { createFollowUp, followUpLists, ownUserId } from "./follow-ups-client.ts";

const priorities: readonly FollowUp["priority"][] = ["low", "normal", "high", "urgent"];
const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

interface NewFollowUpProps {
  contactId: string;
  /** The call it comes out of. */
  callId?: string;
}

export function NewFollowUp(props: NewFollowUpProps) {
  const [isOpen, setOpen] = useState(false);
  if (!useMay("contacts:write")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("Follow up…")}</Button>
      {isOpen && <NewFollowUpDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Tomorrow at nine, as the field writes it. */
function tomorrow(): string {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}T09:00`;
}

function NewFollowUpDialog({
  contactId,
  callId,
  onClose,
}: NewFollowUpProps & { onClose: () => void }) {
  const [title, setTitle] = useState("");
  const [due, setDue] = useState(tomorrow);
  const [priority, setPriority] = useState<FollowUp["priority"]>("normal");
  const [assignee, setAssignee] = useState("");
  const [notes, setNotes] = useState("");
  const create = useChange({
    change: () =>
      createFollowUp({
        contact_id: contactId,
        call_id: callId ?? null,
        title,
        due_at: due,
        time_zone: ownZone,
        priority,
        assignee_id: assignee === "" ? null : assignee,
        notes,
      }),
    renews: followUpLists,
    isQuiet: true,
    onDone: () => {
      showToast(t("The follow-up is written down."));
      onClose();
    },
  });
  return (
    <Dialog title={t("Follow up")} onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(undefined);
        }}
      >
        <TextField
          label={t("What is to be done")}
          required
          maxLength={200}
          value={title}
          onChange={setTitle}
          data-autofocus
        />
        <TextField
          label={t("Due, {ownZone}", { ownZone })}
          type="datetime-local"
          required
          value={due}
          onChange={setDue}
        />
        <div className="flex flex-wrap gap-3">
          <SelectField
            label={t("Priority")}
            value={priority}
            onChange={(value) => setPriority(priorities.find((one) => one === value) ?? "normal")}
            className="min-w-32 flex-1"
          >
            {priorities.map((one) => (
              <option key={one} value={one}>
                {wordOf(one)}
              </option>
            ))}
          </SelectField>
          <AssigneeField value={assignee} onChange={setAssignee} />
        </div>
        <TextField label={t("Notes")} maxLength={5000} value={notes} onChange={setNotes} />
        <FormNote>{create.error ? explain(create.error) : ""}</FormNote>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={create.isPending}>
            {t("Write it down")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface AssigneeFieldProps {
  value: string;
  onChange: (userId: string) => void;
}

/** Whoever may not see the team can still take it on themselves. */
function AssigneeField({ value, onChange }: AssigneeFieldProps) {
  const session = useSession();
  const mayList = useMay("members:read");
  const users = useQuery({ queryKey: ["users"], queryFn: fetchUsers, enabled: mayList });
  const own = session === undefined ? null : ownUserId(session);
  const others = users.data?.data.filter((user) => user.id !== own && !user.is_disabled) ?? [];
  return (
    <SelectField label={t("For")} value={value} onChange={onChange} className="min-w-32 flex-1">
      <option value="">{t("nobody yet")}</option>
      {own !== null && <option value={own}>{t("me")}</option>}
      {others.map((user) => (
        <option key={user.id} value={user.id}>
          {user.name}
        </option>
      ))}
    </SelectField>
  );
}
