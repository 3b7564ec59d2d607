import { Link } from "@tanstack/react-router";
import type { Contact } from "../api.ts";
import { formatNumber, formatPhone, zoneName } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { RowTable } from "../ui/row-table.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { contactTitle } from "./contacts-client.ts";
import { DoNotCall } from "./do-not-call.tsx";

const columnClasses = {
  name: "w-64 pl-3! sm:pl-5! max-md:w-auto",
  numbers: "w-44 max-lg:hidden",
  company: "w-44 max-xl:hidden",
  tags: "max-md:hidden",
  followUps: "w-24 text-right max-md:hidden",
  calls: "w-16 text-right",
  last: "w-40 pr-3! text-right sm:pr-5! max-sm:w-28",
} as const;

const columns = [
  { key: "name", label: t("Name") },
  { key: "numbers", label: t("Numbers") },
  { key: "company", label: t("Company") },
  { key: "tags", label: t("Tags") },
  { key: "followUps", label: t("Follow-ups") },
  { key: "calls", label: t("Calls") },
  { key: "last", label: t("Last call, {zoneName}", { zoneName }) },
] as const;

interface ContactTableProps {
  rows: Contact[];
  isLoading: boolean;
  /** Rows of the previous filters, shown until the new ones arrive. */
  isStale: boolean;
  onTag: (tag: string) => void;
}

export function ContactTable({ rows, isLoading, isStale, onTag }: ContactTableProps) {
  return (
    <RowTable
      caption={t("Contacts, those of the latest calls first")}
      columns={columns}
      classes={columnClasses}
      isLoading={isLoading}
      isStale={isStale}
      skeletons={12}
    >
      {rows.map((contact) => (
        <ContactRow key={contact.id} contact={contact} onTag={onTag} />
      ))}
    </RowTable>
  );
}

interface ContactRowProps {
  contact: Contact;
  onTag: (tag: string) => void;
}

function ContactRow({ contact, onTag }: ContactRowProps) {
  const [number, ...others] = contact.numbers.map(formatPhone);
  return (
    <tr className="h-10 scroll-mt-24 border-b border-line hover:bg-hover focus-within:bg-accent-soft">
      <td className={`px-2 ${columnClasses.name}`}>
        <span className="flex min-w-0 items-center gap-2">
          <Link
            to="/contacts/$contactId"
            params={{ contactId: contact.id }}
            data-row-target
            className="truncate rounded font-medium hover:text-accent hover:underline"
          >
            {contactTitle(contact)}
          </Link>
          {contact.do_not_call && <DoNotCall reason={contact.do_not_call_reason} />}
        </span>
      </td>
      <td className={`truncate px-2 text-muted ${columnClasses.numbers}`}>
        {number}
        {others.length > 0 && <span title={others.join(", ")}> +{others.length}</span>}
      </td>
      <td className={`truncate px-2 ${columnClasses.company}`}>{contact.company}</td>
      <td className={`px-2 ${columnClasses.tags}`}>
        <span className="flex gap-1 overflow-hidden">
          {contact.tags.map((tag) => (
            <button
              key={tag}
              type="button"
              title={t("Show contacts with the tag {tag}", { tag })}
              onClick={() => onTag(tag)}
              className="rounded bg-sunken px-1.5 text-xs whitespace-nowrap text-muted hover:bg-hover hover:text-text"
            >
              {tag}
            </button>
          ))}
        </span>
      </td>
      <td className={`px-2 ${columnClasses.followUps}`}>{contact.open_follow_ups || ""}</td>
      <td className={`px-2 ${columnClasses.calls}`}>{formatNumber(contact.call_count)}</td>
      <td className={`truncate px-2 text-muted ${columnClasses.last}`}>
        {contact.last_call_at === null ? t("never") : <RelativeTime at={contact.last_call_at} />}
      </td>
    </tr>
  );
}
