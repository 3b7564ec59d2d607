import { useState } from "react";
import type { Contact } from "../api.ts";
import { changeContact, contactLists } from "../contacts/contacts-client.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { TextField } from "../ui/text-field.tsx";

export function EditContact({ contact }: { contact: Contact }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("Edit…")}</Button>
      {isOpen && <EditDialog contact={contact} onClose={() => setOpen(false)} />}
    </>
  );
}

function EditDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { name, email, company, language, do_not_call, do_not_call_reason } = contact;
  const [fields, setFields] = useState({
    name,
    email,
    company,
    language,
    do_not_call,
    do_not_call_reason,
  });
  const set = (key: keyof typeof fields) => (value: string | boolean) =>
    setFields((now) => ({ ...now, [key]: value }));
  const save = useChange({
    change: () => changeContact(contact.id, fields),
    renews: [...contactLists, "follow-ups"],
    isQuiet: true,
    onDone: onClose,
  });
  return (
    <Dialog title={t("Edit the contact")} onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        <TextField
          label={t("Name")}
          maxLength={200}
          value={fields.name}
          onChange={set("name")}
          data-autofocus
        />
        <TextField
          label={t("E-mail")}
          type="email"
          maxLength={254}
          value={fields.email}
          onChange={set("email")}
        />
        <TextField
          label={t("Company")}
          maxLength={200}
          value={fields.company}
          onChange={set("company")}
        />
        <TextField
          label={t("Language")}
          placeholder="en-US"
          maxLength={35}
          value={fields.language}
          onChange={set("language")}
        />
        <label className="flex items-center gap-2 font-medium">
          <input
            type="checkbox"
            checked={fields.do_not_call}
            onChange={(event) => set("do_not_call")(event.target.checked)}
          />
          {t("Do not call")}
        </label>
        {fields.do_not_call && (
          <TextField
            label={t("Why nobody may call")}
            maxLength={500}
            value={fields.do_not_call_reason}
            onChange={set("do_not_call_reason")}
          />
        )}
        <FormNote>{save.error ? explain(save.error) : ""}</FormNote>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t("Save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
