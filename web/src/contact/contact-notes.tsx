import { useInfiniteQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { ContactNote } from "../api.ts";
import { addNote, changeNote, contactNotesQuery, removeNote } from "../contacts/contacts-client.ts";
import { useMay } from "../lib/access.ts";
import { describeActor } from "../lib/actor.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { RelativeTime } from "../ui/time.tsx";

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
    <Panel title="Notes">
      {mayWrite && (
        <NoteForm
          label="New note"
          submit="Add note"
          isBusy={add.isPending}
          onSubmit={(content, clear) => add.mutate(content, { onSuccess: clear })}
        />
      )}
      <Rows query={notes} empty="Nothing was written down yet." expected={1}>
        {rows.map((note) => (
          <NoteRow key={note.id} contactId={contactId} note={note} mayWrite={mayWrite} />
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

interface NoteFormProps {
  label: string;
  submit: string;
  text?: string;
  isBusy: boolean;
  onSubmit: (content: string, clear: () => void) => void;
  onCancel?: () => void;
}

function NoteForm({ label, submit, text = "", isBusy, onSubmit, onCancel }: NoteFormProps) {
  const [content, setContent] = useState(text);
  const id = useId();
  return (
    <form
      className="mb-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(content, () => setContent(""));
      }}
    >
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      <textarea
        id={id}
        required
        maxLength={10_000}
        rows={3}
        value={content}
        onChange={(event) => setContent(event.target.value)}
        className="mt-1.5 w-full rounded-md border border-strong-line bg-surface px-3 py-2 text-sm"
      />
      <div className="mt-1 flex justify-end gap-2">
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
        <Button type="submit" disabled={isBusy}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

interface NoteRowProps {
  contactId: string;
  note: ContactNote;
  mayWrite: boolean;
}

function NoteRow({ contactId, note, mayWrite }: NoteRowProps) {
  const [isEditing, setEditing] = useState(false);
  const change = useChange({
    change: (content: string) => changeNote(contactId, note.id, content),
    renews: ["contact"],
    onDone: () => setEditing(false),
  });
  const remove = useChange({
    change: () => removeNote(contactId, note.id),
    renews: ["contact"],
  });
  if (isEditing) {
    return (
      <li className="px-4 py-3">
        <NoteForm
          label="Correct the note"
          submit="Save"
          text={note.content}
          isBusy={change.isPending}
          onSubmit={(content) => change.mutate(content)}
          onCancel={() => setEditing(false)}
        />
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-start gap-2 px-4 py-2.5">
      <div className="min-w-48 flex-1">
        <p className="break-words whitespace-pre-wrap">{note.content}</p>
        <p className="text-xs text-muted">
          {describeActor(note.author, note.author_name)}, <RelativeTime at={note.created_at} />
          {note.updated_at !== note.created_at && ", corrected since"}
        </p>
      </div>
      {mayWrite && (
        <div className="flex gap-2">
          <Button look="ghost" onClick={() => setEditing(true)}>
            Correct
          </Button>
          <SureButton
            label="Remove note"
            sureLabel="Really remove note"
            disabled={remove.isPending}
            onSure={() => remove.mutate(undefined)}
          />
        </div>
      )}
    </li>
  );
}
