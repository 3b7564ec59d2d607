import { useState } from "react";
import type { KnowledgeBase } from "../api.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { TextField } from "../ui/text-field.tsx";
import { changeBase, createBase, knowledgeLists } from "./knowledge-client.ts";
import { LanguageField } from "./language-field.tsx";

interface BaseDialogProps {
  /** Left out, a new one is made. */
  base?: KnowledgeBase;
  onClose: () => void;
  onDone: (base: KnowledgeBase) => void;
}

/** Names a knowledge base and says what language its documents are in. */
export function BaseDialog({ base, onClose, onDone }: BaseDialogProps) {
  const [name, setName] = useState(base?.name ?? "");
  const [language, setLanguage] = useState(base?.language ?? "en");
  const save = useChange({
    change: () =>
      base === undefined
        ? createBase({ name: name.trim(), language })
        : changeBase(base.id, { name: name.trim(), language }),
    renews: knowledgeLists,
    isQuiet: true,
    onDone,
  });
  return (
    <Dialog
      title={base === undefined ? t("New knowledge base") : t("Edit the knowledge base")}
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
          placeholder={t("Menu and hours")}
          required
          maxLength={100}
          value={name}
          onChange={setName}
          data-autofocus
        />
        <LanguageField value={language} onChange={setLanguage} />
        <p className="text-xs text-muted">
          {t(
            "Of documents that name none of their own. Words are found in all their forms: “booked” by “booking”.",
          )}
        </p>
        <FormNote>{save.error ? explain(save.error) : ""}</FormNote>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {base === undefined ? t("Create") : t("Save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
