import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useRef } from "react";
import { useMay } from "../lib/access.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { DownloadIcon } from "../ui/icons.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Needs } from "../ui/page.tsx";
import { SearchField } from "../ui/search-field.tsx";
import type { ContactSearch } from "./contact-search.ts";
import { ContactTable } from "./contact-table.tsx";
import { contactsQuery, exportPath } from "./contacts-client.ts";
import { ImportContacts } from "./import-contacts.tsx";
import { NewContact } from "./new-contact.tsx";

const route = getRouteApi("/contacts");

export function ContactsPage() {
  useTitle(t("Contacts"));
  return (
    <>
      <h1 className="sr-only">{t("Contacts")}</h1>
      <Needs permission="contacts:read" refusal={t("Your role does not show the contacts")}>
        <Contacts />
      </Needs>
    </>
  );
}

function Contacts() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const contacts = useInfiniteQuery(contactsQuery(search));
  const rows = contacts.data?.pages.flatMap((page) => page.data) ?? [];
  useRowKeys();
  const setSearch = (change: ContactSearch) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  const clear = () => void navigate({ search: {}, replace: true });
  return (
    <>
      <ContactBar search={search} onChange={setSearch} />
      {contacts.isError && rows.length === 0 ? (
        <ErrorState error={contacts.error} onRetry={() => void contacts.refetch()} />
      ) : (
        <ContactTable
          rows={rows}
          isLoading={contacts.isPending}
          isStale={contacts.isPlaceholderData}
          onTag={(tag) => setSearch({ tag })}
        />
      )}
      {contacts.isSuccess && rows.length === 0 && <NoContacts search={search} onClear={clear} />}
      {rows.length > 0 && (
        <LoadMore
          hasMore={contacts.hasNextPage}
          isLoading={contacts.isFetchingNextPage}
          isFailed={contacts.isFetchNextPageError}
          onLoad={contacts.fetchNextPage}
          endLabel={t("That is all")}
        />
      )}
    </>
  );
}

interface ContactBarProps {
  search: ContactSearch;
  onChange: (change: ContactSearch) => void;
}

function ContactBar({ search, onChange }: ContactBarProps) {
  const field = useRef<HTMLInputElement>(null);
  const mayWrite = useMay("contacts:write");
  useShortcuts({
    "/": (event) => {
      event.preventDefault();
      field.current?.focus();
    },
  });
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 py-2 sm:px-5">
      <SearchField
        ref={field}
        label={t("Find a contact")}
        placeholder={t("Number, name or company")}
        value={search.q}
        onChange={(q) => onChange({ q })}
      />
      {search.tag !== undefined && (
        <Button
          aria-label={t("Show contacts without the tag {tag} too", { tag: search.tag })}
          onClick={() => onChange({ tag: undefined })}
        >
          {search.tag} <span aria-hidden="true">×</span>
        </Button>
      )}
      <div className="flex flex-wrap gap-1.5 sm:ml-auto">
        <a href={exportPath(search)} download="contacts.csv" className={buttonClass()}>
          <DownloadIcon /> {t("Export")}
        </a>
        {mayWrite && (
          <>
            <ImportContacts />
            <NewContact />
          </>
        )}
      </div>
    </div>
  );
}

function NoContacts({ search, onClear }: { search: ContactSearch; onClear: () => void }) {
  if (search.q !== undefined || search.tag !== undefined) {
    return (
      <EmptyState title={t("No contacts match")}>
        <Button className="mt-3" onClick={onClear}>
          {t("Show all contacts")}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t("No contacts yet")}>
      <p>{t("Whoever calls, or is called, appears here by itself.")}</p>
    </EmptyState>
  );
}
