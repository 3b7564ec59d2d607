import { useInfiniteQuery } from "@tanstack/react-query";
import { addNote, changeNote, contactNotesQuery, removeNote } from "../contacts/contacts-client.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { NoteForm } from "../notes/note-form.tsx";
import { NoteRow } from "../notes/note-row.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Panel, Rows } from "../ui/panel.tsx";

/** What people wrote down about a contact, the newest first. */
export function ContactNotes({ contactId }: { contactId: string }) {
  const notes = useInfiniteQuery(contactNotesQuery(contactId));
  const rows = notes.data?.pages.flatMap((page) => page.data) ?? [];
  const mayWrite = useMay("contacts:write");
  const add = useChange({
    change: (content: string) => addNote(contactId, content),
    renews: ["contact"],
  });
  return (
    <Panel title={t("Notes")}>
      {mayWrite && (
        <NoteForm
          label={t("New note")}
          submit={t("Add note")}
          isBusy={add.isPending}
          onSubmit={(content, clear) => add.mutate(content, { onSuccess: clear })}
        />
      )}
      <Rows query={notes} empty={t("Nothing was written down yet.")} expected={1}>
        {rows.map((note) => (
          <NoteRow
            key={note.id}
            name="note"
            note={note}
            mayWrite={mayWrite}
            change={(content) => changeNote(contactId, note.id, content)}
            remove={() => removeNote(contactId, note.id)}
            renews={["contact"]}
            className="px-4 py-2.5"
          />
        ))}
      </Rows>
      {notes.hasNextPage && (
        <LoadMore
          hasMore
          isLoading={notes.isFetchingNextPage}
          isFailed={notes.isFetchNextPageError}
          onLoad={notes.fetchNextPage}
          endLabel=""
        />
      )}
    </Panel>
  );
}
