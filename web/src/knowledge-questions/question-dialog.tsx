import { useState } from "react";
import type { KnowledgeQuestion } from "../api.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { addQuestions, changeQuestion, questionLists } from "./questions-client.ts";

interface QuestionDialogProps {
  setId: string;
  /** Left out, a new one is added. */
  question?: KnowledgeQuestion;
  onClose: () => void;
}

interface Draft {
  query: string;
  before: string;
  document: string;
  passage: string;
  expectsNothing: boolean;
  note: string;
}

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

function toQuestion({ query, before, document, passage, expectsNothing, note }: Draft) {
  return {
    query: query.trim(),
    history: before.split("\n").filter((turn) => turn.trim() !== ""),
    expected_document: expectsNothing ? null : orNull(document),
    expected_passage: expectsNothing ? null : orNull(passage),
    expects_nothing: expectsNothing,
    note: orNull(note),
  };
}

function toDraft(question: KnowledgeQuestion | undefined): Draft {
  return {
    query: question?.query ?? "",
    before: question?.history.join("\n") ?? "",
    document: question?.expected_document ?? "",
    passage: question?.expected_passage ?? "",
    expectsNothing: question?.expects_nothing ?? false,
    note: question?.note ?? "",
  };
}

/** A question, and what should be found for it. */
export function QuestionDialog({ setId, question, onClose }: QuestionDialogProps) {
  const [draft, setDraft] = useState(() => toDraft(question));
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const save = useChange({
    change: async () => {
      const given = toQuestion(draft);
      if (question === undefined) {
        await addQuestions(setId, { questions: [given], replace: false });
      } else await changeQuestion(setId, question.id, given);
    },
    renews: questionLists,
    isQuiet: true,
    onDone: onClose,
  });
  const isClear =
    draft.expectsNothing || orNull(draft.document) !== null || orNull(draft.passage) !== null;
  return (
    <Dialog
      title={question === undefined ? t("New question") : t("Edit the question")}
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        <TextField
          label={t("Question")}
          placeholder={t("How much is parking?")}
          required
          maxLength={4_000}
          value={draft.query}
          onChange={(query) => set({ query })}
          data-autofocus
        />
        <TextArea
          label={t("Said before, one turn a line")}
          rows={2}
          value={draft.before}
          onChange={(before) => set({ before })}
        />
        <Expected draft={draft} onChange={set} />
        <TextField
          label={t("Note")}
          maxLength={500}
          value={draft.note}
          onChange={(note) => set({ note })}
        />
        <FormNote hint={isClear ? "" : t("Say what should be found, or that nothing should.")}>
          {save.error ? explain(save.error) : ""}
        </FormNote>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={save.isPending || !isClear}>
            {question === undefined ? t("Add") : t("Save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ExpectedProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

function Expected({ draft, onChange }: ExpectedProps) {
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-line px-3 pt-1 pb-3">
      <legend className="px-1 font-medium">{t("What should be found")}</legend>
      <TextField
        label={t("Words of the text")}
        placeholder={t("12 dollars a day")}
        maxLength={2_000}
        disabled={draft.expectsNothing}
        value={draft.passage}
        onChange={(passage) => onChange({ passage })}
      />
      <TextField
        label={t("Document, by its id or yours")}
        placeholder="parking.md"
        maxLength={200}
        disabled={draft.expectsNothing}
        value={draft.document}
        onChange={(document) => onChange({ document })}
      />
      <CheckField
        label={t("Nothing: an agent should say that it does not know")}
        isChecked={draft.expectsNothing}
        onChange={(expectsNothing) => onChange({ expectsNothing })}
      />
    </fieldset>
  );
}
