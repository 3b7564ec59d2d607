import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Contact } from "../api.ts";
import {
  contactLists,
  contactsQuery,
  contactTitle,
  mergeContact,
} from "../contacts/contacts-client.ts";
import { formatPhone } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { Row, Rows } from "../ui/panel.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { showToast } from "../ui/toasts.tsx";

export function MergeContact({ contact }: { contact: Contact }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("Merge…")}</Button>
      {isOpen && <MergeDialog contact={contact} onClose={() => setOpen(false)} />}
    </>
  );
}

const offeredMax = 8;

function MergeDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [q, setQ] = useState<string | undefined>(undefined);
  const found = useInfiniteQuery(contactsQuery(q === undefined ? {} : { q }));
  const others = (found.data?.pages.flatMap((page) => page.data) ?? [])
    .filter(({ id }) => id !== contact.id)
    .slice(0, offeredMax);
  const merge = useChange({
    change: (id: string) => mergeContact(contact.id, id),
    renews: [...contactLists, "follow-ups"],
    isQuiet: true,
    onDone: () => {
      showToast(t("The two are one contact now."));
      onClose();
    },
  });
  return (
    <Dialog
      title={t("Merge into {contactTitle}", { contactTitle: contactTitle(contact) })}
      onClose={onClose}
    >
      <p className="text-muted">
        {t("Numbers, notes, follow-ups and tags of the other come here; the other contact goes.")}
      </p>
      <div className="mt-3 mb-3">
        <SearchField
          label={t("Find the other contact")}
          placeholder={t("Number, name or company")}
          value={q}
          onChange={setQ}
        />
      </div>
      <Rows query={found} empty={t("No other contact matches.")}>
        {others.map((other) => (
          <Row
            key={other.id}
            title={contactTitle(other)}
            note={`${other.numbers.map(formatPhone).join(", ")} · ${t("{callCount, plural, one {# call} other {# calls}}", { callCount: other.call_count })}`}
          >
            <SureButton
              label={t("Merge")}
              sureLabel={t("Really merge")}
              of={contactTitle(other)}
              disabled={merge.isPending}
              onSure={() => merge.mutate(other.id)}
            />
          </Row>
        ))}
      </Rows>
      <FormNote>{merge.error ? explain(merge.error) : ""}</FormNote>
    </Dialog>
  );
}
