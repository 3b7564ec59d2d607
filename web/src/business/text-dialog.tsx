import { useState } from "react";
import type { LocationText } from "../api.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { changeText, createText, renews, type TextFields } from "./texts-client.ts";

interface TextDialogProps {
  locationId: string;
  kind: LocationText["kind"];
  /** Left out, a new one is made. */
  text?: LocationText;
  onClose: () => void;
}

const words = {
  policy: {
    add: t("New policy"),
    change: t("Change the policy"),
    title: t("Title"),
    content: t("What holds"),
  },
  faq: {
    add: t("New question"),
    change: t("Change the question"),
    title: t("Question"),
    content: t("Answer"),
  },
} as const;

/** A policy, or a question with its answer. */
export function TextDialog({ locationId, kind, text, onClose }: TextDialogProps) {
  const [title, setTitle] = useState(text?.title ?? "");
  const [content, setContent] = useState(text?.content ?? "");
  const save = useChange({
    change: (fields: TextFields) =>
      text === undefined ? createText(locationId, fields) : changeText(locationId, text.id, fields),
    renews,
    isQuiet: true,
    onDone: onClose,
  });
  const word = words[kind];
  return (
    <FormDialog
      title={text === undefined ? word.add : word.change}
      onClose={onClose}
      submit={t("Save")}
      isPending={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate({ kind, title: title.trim(), content: content.trim() })}
    >
      <TextField
        label={word.title}
        required
        data-autofocus
        maxLength={500}
        value={title}
        onChange={setTitle}
      />
      <TextArea
        label={word.content}
        required
        rows={6}
        maxLength={20_000}
        value={content}
        onChange={setContent}
      />
    </FormDialog>
  );
}
