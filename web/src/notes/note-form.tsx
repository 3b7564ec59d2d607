import { useId, useState } from "react";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";

interface NoteFormProps {
  label: string;
  submit: string;
  text?: string;
  isBusy: boolean;
  onSubmit: (content: string, clear: () => void) => void;
  onCancel?: () => void;
}

/** Where people write something down. */
export function NoteForm({ label, submit, text = "", isBusy, onSubmit, onCancel }: NoteFormProps) {
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
        {onCancel && <Button onClick={onCancel}>{t("Cancel")}</Button>}
        <Button type="submit" disabled={isBusy}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
