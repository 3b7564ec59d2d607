import type { ReactNode } from "react";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { FactsFields, type FactsText } from "./facts-fields.tsx";

interface AddFormProps {
  facts: FactsText;
  onFacts: (facts: FactsText) => void;
  baseLanguage: string;
  error: string;
  submitLabel: string;
  isDisabled: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A way to add documents: what it needs, what is said of them, and the buttons. */
export function AddForm({ facts, onFacts, baseLanguage, children, ...rest }: AddFormProps) {
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        rest.onSubmit();
      }}
    >
      {children}
      <details>
        <summary className="font-medium text-muted hover:text-text">
          {t("Category, tags, language and validity")}
        </summary>
        <div className="mt-2">
          <FactsFields value={facts} onChange={onFacts} baseLanguage={baseLanguage} />
        </div>
      </details>
      <FormNote>{rest.error}</FormNote>
      <div className="flex justify-end gap-2">
        <Button onClick={rest.onClose}>{t("Cancel")}</Button>
        <Button type="submit" look="primary" disabled={rest.isDisabled}>
          {rest.submitLabel}
        </Button>
      </div>
    </form>
  );
}
