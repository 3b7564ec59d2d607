import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { CallSummary, Contact, ContactImportLine, ContactNote, Page } from "../api.ts";
import { request, send, withQuery } from "../client.ts";
import { calmMs, firstPageEvery } from "../lib/every.ts";
import { formatPhone } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import type { ContactSearch } from "./contact-search.ts";

const contactPath = (id: string) => `/api/v1/contacts/${encodeURIComponent(id)}`;

/** The lists that a change of a contact shows in. */
export const contactLists = ["contacts", "contact", "call-contact"];

/** What a contact is called: by name, else by number. */
export function contactTitle({ name, numbers }: Pick<Contact, "name" | "numbers">): string {
  return name || formatPhone(numbers[0] ?? "") || t("Unknown");
}

/** The next page of a list, in the shape that every list of ours has. */
const byCursor = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: Page<unknown>) => last.next_cursor,
};

export const contactsQuery = (search: ContactSearch) =>
  infiniteQueryOptions({
    queryKey: ["contacts", search],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Contact>>(
        withQuery("/api/v1/contacts", { ...search, limit: 50, cursor: pageParam }),
        { signal },
      ),
    ...byCursor,
    placeholderData: keepPreviousData,
    refetchInterval: firstPageEvery(calmMs),
  });

export const contactQuery = (id: string) =>
  queryOptions({ queryKey: ["contact", id], queryFn: () => request<Contact>(contactPath(id)) });

export const contactCallsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["contact", id, "calls"],
    queryFn: ({ pageParam }) =>
      request<Page<CallSummary>>(
        withQuery(`${contactPath(id)}/calls`, { limit: 25, cursor: pageParam }),
      ),
    ...byCursor,
    refetchInterval: firstPageEvery(calmMs),
  });

export const contactNotesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["contact", id, "notes"],
    queryFn: ({ pageParam }) =>
      request<Page<ContactNote>>(
        withQuery(`${contactPath(id)}/notes`, { limit: 25, cursor: pageParam }),
      ),
    ...byCursor,
  });

export const callContactQuery = (callId: string) =>
  queryOptions({
    queryKey: ["call-contact", callId],
    queryFn: () =>
      request<{ contact: Contact | null; calls_before: number }>(
        `/api/v1/calls/${encodeURIComponent(callId)}/contact`,
      ),
  });

export type ContactChange = Partial<
  Pick<Contact, "name" | "email" | "company" | "language" | "do_not_call" | "do_not_call_reason">
>;

export const createContact = (given: ContactChange & { numbers: string[] }) =>
  send<Contact>("POST", "/api/v1/contacts", given);
export const changeContact = (id: string, change: ContactChange) =>
  send<Contact>("PATCH", contactPath(id), change);
export const removeContact = (id: string) => send<void>("DELETE", contactPath(id));
export const mergeContact = (id: string, contact_id: string) =>
  send<Contact>("POST", `${contactPath(id)}/merge`, { contact_id });
export const addTag = (id: string, tag: string) =>
  send<Contact>("POST", `${contactPath(id)}/tags`, { tags: [tag] });
export const removeTag = (id: string, tag: string) =>
  send<Contact>("DELETE", `${contactPath(id)}/tags/${encodeURIComponent(tag)}`);
export const removeContactNumber = (id: string, number: string) =>
  send<Contact>("DELETE", `${contactPath(id)}/numbers/${encodeURIComponent(number)}`);
export const addNote = (id: string, content: string) =>
  send<ContactNote>("POST", `${contactPath(id)}/notes`, { content });
export const changeNote = (id: string, noteId: string, content: string) =>
  send<ContactNote>("PATCH", `${contactPath(id)}/notes/${noteId}`, { content });
export const removeNote = (id: string, noteId: string) =>
  send<void>("DELETE", `${contactPath(id)}/notes/${noteId}`);

export interface ImportReport {
  dry_run: boolean;
  created: number;
  updated: number;
  failed: number;
  lines: ContactImportLine[];
}

export const importContacts = (csv: string, dry_run: boolean) =>
  send<ImportReport>("POST", "/api/v1/contacts/import", { csv, dry_run });

/** Where the list, as it is filtered, is read as CSV. */
export const exportPath = ({ q, tag }: ContactSearch) =>
  withQuery("/api/v1/contacts/export", { q, tag });
