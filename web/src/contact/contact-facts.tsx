import { type FormEvent, useState } from "react";
import type { Contact } from "../api.ts";
import {
  addTag,
  contactLists,
  removeContactNumber,
  removeTag,
} from "../contacts/contacts-client.ts";
import { useMay } from "../lib/access.ts";
import { formatNumber, formatPhone } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { KeyValues, ObjectValues } from "../ui/key-values.tsx";
import { Section } from "../ui/section.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { ExactTime } from "../ui/time.tsx";

/** What is known of a contact. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const { first_call_at: first, last_call_at: last, custom } = contact;
  return (
    <aside aria-label={t("What is known")} className="min-w-0 pt-8 max-lg:order-1">
      <Section title={t("Numbers")}>
        <Numbers contact={contact} />
      </Section>
      <Section title={t("Person")}>
        <KeyValues
          items={[
            [t("E-mail"), contact.email || "–"],
            [t("Company"), contact.company || "–"],
            [t("Language"), contact.language || "–"],
            [t("Calls"), formatNumber(contact.call_count)],
            [t("First call"), first && <ExactTime at={first} />],
            [t("Last call"), last && <ExactTime at={last} />],
            ...(contact.do_not_call
              ? [[t("Do not call"), contact.do_not_call_reason || t("no reason given")] as const]
              : []),
          ]}
        />
      </Section>
      <Section title={t("Tags")}>
        <Tags contact={contact} />
      </Section>
      {Object.keys(custom).length > 0 && (
        <Section title={t("Fields of your own")}>
          <ObjectValues value={custom} />
        </Section>
      )}
    </aside>
  );
}

function Numbers({ contact }: { contact: Contact }) {
  const mayWrite = useMay("contacts:write");
  const remove = useChange({
    change: (number: string) => removeContactNumber(contact.id, number),
    renews: contactLists,
  });
  return (
    <ul className="flex flex-col gap-1">
      {contact.numbers.map((number) => (
        <li key={number} className="flex min-h-7 items-center justify-between gap-2">
          {formatPhone(number)}
          {mayWrite && contact.numbers.length > 1 && (
            <SureButton
              label={t("Part")}
              sureLabel={t("Really part")}
              of={formatPhone(number)}
              disabled={remove.isPending}
              onSure={() => remove.mutate(number)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Tags({ contact }: { contact: Contact }) {
  const mayWrite = useMay("contacts:write");
  const [tag, setTag] = useState("");
  const tagsShown = (tags: string[]) =>
    [["contact", contact.id], ["contacts"]].map((queryKey) => ({
      ...{ queryKey, id: contact.id },
      becomes: { tags: [...new Set(tags)] },
    }));
  const add = useChange({
    change: (wanted: string) => addTag(contact.id, wanted),
    shows: (wanted) => tagsShown([...contact.tags, wanted.trim()]),
    renews: contactLists,
    onDone: () => setTag(""),
  });
  const remove = useChange({
    change: (gone: string) => removeTag(contact.id, gone),
    shows: (gone) => tagsShown(contact.tags.filter((one) => one !== gone)),
    renews: contactLists,
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(tag);
  };
  return (
    <>
      <ul className="flex flex-wrap gap-1.5">
        {contact.tags.map((one) => (
          <li key={one} className="inline-flex items-center rounded bg-sunken pl-1.5 text-xs">
            {one}
            {mayWrite ? (
              <button
                type="button"
                aria-label={t("Remove the tag {one}", { one })}
                onClick={() => remove.mutate(one)}
                className="rounded px-1.5 text-muted hover:bg-hover hover:text-text"
              >
                ×
              </button>
            ) : (
              <span className="pr-1.5" />
            )}
          </li>
        ))}
      </ul>
      {contact.tags.length === 0 && !mayWrite && <p className="text-faint">{t("None.")}</p>}
      {mayWrite && (
        <form className="mt-2 flex items-end gap-2" onSubmit={onSubmit}>
          <TextField
            label={t("New tag")}
            required
            maxLength={50}
            value={tag}
            onChange={setTag}
            className="min-w-0 flex-1"
          />
          <Button type="submit" className="h-9!" disabled={add.isPending}>
            {t("Add")}
          </Button>
        </form>
      )}
    </>
  );
}
