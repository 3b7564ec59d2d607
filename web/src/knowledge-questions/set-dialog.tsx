import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { KnowledgeQuestionSet } from "../api.ts";
import { basesQuery } from "../knowledge/knowledge-client.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { createSet, questionLists, renameSet } from "./questions-client.ts";

interface SetDialogProps {
  /** Left out, a new one is made. */
  set?: KnowledgeQuestionSet;
  onClose: () => void;
  onDone: (set: KnowledgeQuestionSet) => void;
}

/** Names a question set and, when it is made, says of which knowledge base it is. */
export function SetDialog({ set, onClose, onDone }: SetDialogProps) {
  const [name, setName] = useState(set?.name ?? "");
  const [chosen, setChosen] = useState<string | null>(null);
  const bases = useInfiniteQuery(basesQuery);
  const all = bases.data?.pages.flatMap(({ data }) => data) ?? [];
  const base = chosen ?? all[0]?.id ?? "";
  const save = useChange({
    change: () =>
      set === undefined
        ? createSet({ name: name.trim(), knowledge_base: base })
        : renameSet(set.id, name.trim()),
    renews: questionLists,
    isQuiet: true,
    onDone,
  });
  const hasNoBase = set === undefined && bases.isSuccess && all.length === 0;
  return (
    <Dialog
      title={set === undefined ? t("New question set") : t("Rename the set")}
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
          label={t("Name")}
          placeholder={t("What guests ask")}
          required
          maxLength={100}
          value={name}
          onChange={setName}
          data-autofocus
        />
        {set === undefined && (
          <SelectField label={t("Knowledge base")} value={base} onChange={setChosen} required>
            {all.map(({ id, name: title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </SelectField>
        )}
        <FormNote hint={hasNoBase ? t("Make a knowledge base first.") : ""}>
          {save.error ? explain(save.error) : ""}
        </FormNote>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button
            type="submit"
            look="primary"
            disabled={save.isPending || (set === undefined && base === "")}
          >
            {set === undefined ? t("Create") : t("Save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
