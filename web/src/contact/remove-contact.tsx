import { useNavigate } from "@tanstack/react-router";
import type { Contact } from "../api.ts";
import { removeContact } from "../contacts/contacts-client.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { SureButton } from "../ui/sure-button.tsx";
import { showToast } from "../ui/toasts.tsx";

export function RemoveContact({ contact }: { contact: Contact }) {
  const navigate = useNavigate();
  const remove = useChange({
    change: () => removeContact(contact.id),
    renews: ["contacts", "call-contact", "follow-ups"],
    onDone: () => {
      showToast(t("The contact is removed. Its calls stay."));
      void navigate({ to: "/contacts" });
    },
  });
  return (
    <SureButton
      label={t("Remove")}
      sureLabel={t("Really remove")}
      disabled={remove.isPending}
      onSure={() => remove.mutate(undefined)}
    />
  );
}
