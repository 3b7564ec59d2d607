import { useState } from "react";
import { describeActor } from "../lib/actor.ts";
import { useRemoval } from "../lib/removals.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { NoteForm } from "./note-form.tsx";

/** Something that somebody wrote down about a contact or a call. */
interface Note {
  id: string;
  content: string;
  author: string;
  author_name: string | null;
  created_at: string;
  updated_at: string;
}

interface NoteRowProps {
  /** What it is called here, in lower case. */
  name: string;
  note: Note;
  mayWrite: boolean;
  change: (content: string) => Promise<unknown>;
  remove: () => Promise<unknown>;
  /** As `useChange` takes it. */
  renews: readonly string[];
  className?: string;
}

export function NoteRow(props: NoteRowProps) {
  const { name, note, mayWrite, renews, className = "" } = props;
  const [isEditing, setEditing] = useState(false);
  const change = useChange({ change: props.change, renews, onDone: () => setEditing(false) });
  const removal = useRemoval({
    ...{ id: note.id, name: t("The {name}", { name }), remove: props.remove, renews },
  });
  if (removal.isHidden) return null;
  if (isEditing) {
    return (
      <li className={className}>
        <NoteForm
          label={t("Correct the {name}", { name })}
          submit={t("Save")}
          text={note.content}
          isBusy={change.isPending}
          onSubmit={(content) => change.mutate(content)}
          onCancel={() => setEditing(false)}
        />
      </li>
    );
  }
  return (
    <li className={`flex flex-wrap items-start gap-2 ${className}`}>
      <div className="min-w-48 flex-1">
        <p className="break-words whitespace-pre-wrap">{note.content}</p>
        <p className="text-xs text-muted">
          {describeActor(note.author, note.author_name)}, <RelativeTime at={note.created_at} />
          {note.updated_at !== note.created_at && `, ${t("corrected since")}`}
        </p>
      </div>
      {mayWrite && (
        <div className="flex gap-2">
          <Button look="ghost" onClick={() => setEditing(true)}>
            {t("Correct")}
          </Button>
          <Button onClick={removal.start}>{t("Remove {name}", { name })}</Button>
        </div>
      )}
    </li>
  );
}
