import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { humanise } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { explain } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { findItems } from "./catalogue-client.ts";
import { allergens } from "./item-draft.ts";

/** Asks as a caller would, and shows the words that the caller would hear. */
export function AskItems({ locationId }: { locationId: string }) {
  const [query, setQuery] = useState("");
  const [freeOf, setFreeOf] = useState("");
  const ask = useMutation({
    mutationFn: (given: { query: string; free_of: string[] }) => findItems(locationId, given),
  });
  return (
    <Panel title={t("What a caller is told")}>
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ query: query.trim(), free_of: freeOf === "" ? [] : [freeOf] });
        }}
      >
        <TextField
          label={t("What the caller asks for")}
          placeholder={t("a large margherita")}
          required={freeOf === ""}
          maxLength={200}
          value={query}
          onChange={setQuery}
          className="min-w-64 flex-1"
        />
        <SelectField label={t("Without")} value={freeOf} onChange={setFreeOf} className="w-40">
          <option value="">{t("Whatever is in it")}</option>
          {allergens.map((allergen) => (
            <option key={allergen} value={allergen}>
              {humanise(allergen)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" className="h-9!" disabled={ask.isPending}>
          {t("Ask")}
        </Button>
      </form>
      <div role="status" className="mt-2 min-h-6">
        {ask.error !== null && <p className="text-bad-text">{explain(ask.error)}</p>}
        {ask.data && (
          <p>
            <q>{ask.data.text}</q>
          </p>
        )}
      </div>
    </Panel>
  );
}
