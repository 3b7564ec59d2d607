import { useId } from "react";
import type { DocumentFacts } from "../knowledge/knowledge-client.ts";
import { LanguageField } from "../knowledge/language-field.tsx";
import { languageName } from "../knowledge/languages.ts";
import { t } from "../lib/text.ts";
import { TextField } from "../ui/text-field.tsx";

/** What is said of documents, as it is typed. */
export interface FactsText {
  category: string;
  tags: string;
  language: string;
  validFrom: string;
  validUntil: string;
}

export const noFacts: FactsText = {
  category: "",
  tags: "",
  language: "",
  validFrom: "",
  validUntil: "",
};

/** An instant as a field for local time shows it. */
function toLocal(instant: string | null): string {
  if (instant === null) return "";
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const toInstant = (local: string) => (local === "" ? null : new Date(local).toISOString());
const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

export function toFactsText(facts: Omit<DocumentFacts, "title">): FactsText {
  return {
    category: facts.category ?? "",
    tags: facts.tags.join(", "),
    language: facts.language ?? "",
    validFrom: toLocal(facts.valid_from),
    validUntil: toLocal(facts.valid_until),
  };
}

export function toFacts(text: FactsText): Omit<DocumentFacts, "title"> {
  const tags = text.tags.split(",").map((tag) => tag.trim());
  return {
    category: orNull(text.category),
    tags: [...new Set(tags)].filter((tag) => tag !== ""),
    language: orNull(text.language),
    valid_from: toInstant(text.validFrom),
    valid_until: toInstant(text.validUntil),
  };
}

/** The same for a form with a file, whose fields are texts. */
export function toFormFields(text: FactsText): Record<string, string> {
  const { tags, ...facts } = toFacts(text);
  const set = Object.entries({ ...facts, tags: tags.join(",") });
  return Object.fromEntries(set.map(([name, value]) => [name, value ?? ""]));
}

interface FactsFieldsProps {
  value: FactsText;
  onChange: (value: FactsText) => void;
  baseLanguage: string;
}

export function FactsFields({ value, onChange, baseLanguage }: FactsFieldsProps) {
  const set = (key: keyof FactsText) => (text: string) => onChange({ ...value, [key]: text });
  return (
    <div className="grid grid-cols-2 gap-3">
      <TextField
        label={t("Category")}
        placeholder={t("hours")}
        maxLength={100}
        value={value.category}
        onChange={set("category")}
      />
      <LanguageField
        value={value.language}
        onChange={set("language")}
        noneLabel={t("The base’s: {languageName}", { languageName: languageName(baseLanguage) })}
      />
      <TextField
        label={t("Tags, with commas between")}
        className="col-span-2"
        value={value.tags}
        onChange={set("tags")}
      />
      <InstantField label={t("Found from")} value={value.validFrom} onChange={set("validFrom")} />
      <InstantField
        label={t("Found until")}
        value={value.validUntil}
        onChange={set("validUntil")}
      />
    </div>
  );
}

interface InstantFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function InstantField({ label, value, onChange }: InstantFieldProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      <input
        id={id}
        type="datetime-local"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="mt-1.5 h-9 w-full rounded-md border border-strong-line bg-surface px-2 text-sm"
      />
    </div>
  );
}
