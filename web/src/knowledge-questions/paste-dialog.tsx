import { useId, useState } from "react";
import { placesOf } from "../lib/faults.ts";
import { formatNumber } from "../lib/format.ts";
import { parseJson } from "../lib/parse-json.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { showToast } from "../ui/toasts.tsx";
import { addQuestions, type QuestionImport, questionLists } from "./questions-client.ts";

const example = `query,expected_passage,expects_nothing
How much is parking?,12 dollars a day,
Do you have a helicopter landing pad?,,yes`;

/** Adds many questions at once, pasted or of a file. All are taken or none. */
export function PasteDialog({ setId, onClose }: { setId: string; onClose: () => void }) {
  const [text, setText] = useState("");
  const [replace, setReplace] = useState(false);
  const fileId = useId();
  const add = useChange({
    change: () => addQuestions(setId, toImport(text, replace)),
    renews: questionLists,
    isQuiet: true,
    onDone: ({ added, removed }) => {
      showToast(
        removed === 0
          ? t("{added, plural, one {# question} other {# questions}} added.", { added })
          : t("{added, plural, one {# question} other {# questions}} added, {removed} removed.", {
              added,
              removed: formatNumber(removed),
            }),
      );
      onClose();
    },
  });
  const change = (next: string) => {
    add.reset();
    setText(next);
  };
  return (
    <Dialog title={t("Paste questions")} onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(undefined);
        }}
      >
        <p className="text-muted">
          {t(
            "CSV whose first line names its columns (query, history, expected_document, expected_passage, expects_nothing, note), or a JSON list.",
          )}
        </p>
        <TextArea
          label={t("Questions")}
          isCode
          rows={8}
          required
          placeholder={example}
          value={text}
          onChange={change}
          data-autofocus
        />
        <div>
          <label htmlFor={fileId} className="block font-medium">
            {t("Or of a file")}
          </label>
          <input
            id={fileId}
            type="file"
            accept=".csv,.json,text/csv,application/json"
            className="mt-1.5 w-full text-sm"
            onChange={async ({ target }) => {
              const chosen = target.files?.[0];
              if (chosen !== undefined) change(await chosen.text());
            }}
          />
        </div>
        <CheckField
          label={t("In place of the present questions")}
          isChecked={replace}
          onChange={setReplace}
        />
        <Faults error={add.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={add.isPending || text.trim() === ""}>
            {t("Add questions")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function toImport(text: string, replace: boolean): QuestionImport {
  const list = text.trim().startsWith("[") ? parseJson(text) : null;
  return Array.isArray(list) ? { questions: list, replace } : { csv: text, replace };
}

function Faults({ error }: { error: unknown }) {
  const places = placesOf(error);
  return (
    <>
      <FormNote>
        {places.length > 0 ? t("Nothing was added.") : error === null ? "" : explain(error)}
      </FormNote>
      {places.length > 0 && (
        <ul className="max-h-32 overflow-y-auto text-xs text-bad-text">
          {places.map((place) => (
            <li key={place}>{place}</li>
          ))}
        </ul>
      )}
    </>
  );
}
