import { useId, useState } from "react";
import type { KnowledgeBase } from "../api.ts";
import { addDocuments, knowledgeLists } from "../knowledge/knowledge-client.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { AddForm } from "./add-form.tsx";
import { noFacts, toFacts } from "./facts-fields.tsx";

export function AddText({ base, onClose }: { base: KnowledgeBase; onClose: () => void }) {
  const [title, setTitle] = useState("");
  const [content, setContent] = useState("");
  const [facts, setFacts] = useState(noFacts);
  const fieldId = useId();
  const add = useChange({
    change: () =>
      addDocuments([
        {
          knowledge_base: base.id,
          title: title.trim(),
          content,
          mime: "text/markdown",
          ...toFacts(facts),
        },
      ]),
    renews: knowledgeLists,
    isQuiet: true,
    onDone: () => {
      showToast(t("The text is added."));
      onClose();
    },
  });
  return (
    <AddForm
      facts={facts}
      onFacts={setFacts}
      baseLanguage={base.language}
      error={add.error ? explain(add.error) : ""}
      submitLabel={t("Add")}
      isDisabled={add.isPending}
      onSubmit={() => add.mutate(undefined)}
      onClose={onClose}
    >
      <TextField
        label={t("Title")}
        placeholder={t("Opening hours")}
        required
        maxLength={500}
        value={title}
        onChange={setTitle}
        data-autofocus
      />
      <div>
        <label htmlFor={fieldId} className="block font-medium">
          {t("Text")}
        </label>
        <textarea
          id={fieldId}
          rows={9}
          required
          placeholder={t("## Do you deliver?\nYes, within five miles.")}
          value={content}
          onChange={(event) => setContent(event.target.value)}
          className="mt-1.5 w-full rounded-md border border-strong-line bg-surface px-3 py-2 text-sm"
        />
      </div>
      <p className="text-xs text-muted">
        {t(
          "Plain or Markdown: headings, lists, tables, and questions with their answers stay together.",
        )}
      </p>
    </AddForm>
  );
}
