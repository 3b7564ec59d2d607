import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { KnowledgeDocument } from "../api.ts";
import { baseQuery, changeDocument, knowledgeLists } from "../knowledge/knowledge-client.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { TextField } from "../ui/text-field.tsx";
import { FactsFields, toFacts, toFactsText } from "./facts-fields.tsx";

interface EditDocumentProps {
  document: KnowledgeDocument;
  onClose: () => void;
}

/** What is said of a document; the next search knows it. */
export function EditDocument({ document, onClose }: EditDocumentProps) {
  const [title, setTitle] = useState(document.title);
  const [facts, setFacts] = useState(() => toFactsText(document));
  const base = useQuery(baseQuery(document.knowledge_base_id));
  const save = useChange({
    change: () => changeDocument(document.id, { title: title.trim(), ...toFacts(facts) }),
    renews: knowledgeLists,
    isQuiet: true,
    onDone: onClose,
  });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <TextField label={t("Title")} required maxLength={500} value={title} onChange={setTitle} />
      <FactsFields value={facts} onChange={setFacts} baseLanguage={base.data?.language ?? "en"} />
      <FormNote>{save.error ? explain(save.error) : ""}</FormNote>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t("Cancel")}</Button>
        <Button type="submit" look="primary" disabled={save.isPending}>
          {t("Save")}
        </Button>
      </div>
    </form>
  );
}
