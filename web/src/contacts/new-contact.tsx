import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { TextField } from "../ui/text-field.tsx";
import { contactLists, createContact } from "./contacts-client.ts";

export function NewContact() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t("New contact…")}
      </Button>
      {isOpen && <NewContactDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function NewContactDialog({ onClose }: { onClose: () => void }) {
  const [number, setNumber] = useState("");
  const [name, setName] = useState("");
  const navigate = useNavigate();
  const create = useChange({
    change: () => createContact({ numbers: [number], name }),
    renews: contactLists,
    isQuiet: true,
    onDone: ({ id }) => void navigate({ to: "/contacts/$contactId", params: { contactId: id } }),
  });
  return (
    <Dialog title={t("New contact")} onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(undefined);
        }}
      >
        <TextField
          label={t("Number")}
          type="tel"
          placeholder="+1 212 555 0147"
          required
          maxLength={40}
          value={number}
          onChange={setNumber}
          data-autofocus
        />
        <TextField label={t("Name")} maxLength={200} value={name} onChange={setName} />
        <FormNote>{create.error ? explain(create.error) : ""}</FormNote>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={create.isPending}>
            {t("Create")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
