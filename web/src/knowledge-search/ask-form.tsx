import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { basesQuery } from "../knowledge/knowledge-client.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { type AskSearch, readAskSearch } from "./ask-search.ts";

interface AskFormProps {
  asked: AskSearch;
  isAsking: boolean;
  onAsk: (search: AskSearch) => void;
}

export function AskForm({ asked, isAsking, onAsk }: AskFormProps) {
  const [q, setQ] = useState(asked.q ?? "");
  const [before, setBefore] = useState(asked.before ?? "");
  const [base, setBase] = useState(asked.base ?? "");
  const [category, setCategory] = useState(asked.category ?? "");
  const beforeId = useId();
  return (
    <form
      className="mt-5 flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(
          readAskSearch({ q: q.trim(), before: before.trim(), base, category: category.trim() }),
        );
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <QuestionField value={q} onChange={setQ} />
        <Button type="submit" look="primary" className="h-9! px-4!" disabled={isAsking}>
          {t("Ask")}
        </Button>
      </div>
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_13rem_10rem]">
        <div>
          <label htmlFor={beforeId} className="block font-medium">
            {t("Said before, one turn a line")}
          </label>
          <textarea
            id={beforeId}
            rows={2}
            maxLength={20_000}
            placeholder={t("Do you have a terrace?")}
            value={before}
            onChange={(event) => setBefore(event.target.value)}
            className="mt-1.5 block min-h-9 w-full rounded-md border border-strong-line bg-surface px-3 py-1.5 text-sm"
          />
        </div>
        <BaseField value={base} onChange={setBase} />
        <TextField
          label={t("Category")}
          placeholder={t("Any")}
          maxLength={100}
          value={category}
          onChange={setCategory}
        />
      </div>
    </form>
  );
}

interface FieldProps {
  value: string;
  onChange: (value: string) => void;
}

function QuestionField({ value, onChange }: FieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  useShortcuts({
    "/": (event) => {
      event.preventDefault();
      field.current?.select();
    },
  });
  return (
    <div className="min-w-48 flex-1">
      <label htmlFor={id} className="block font-medium">
        {t("Question")}
      </label>
      <input
        ref={field}
        id={id}
        required
        maxLength={4000}
        placeholder={t("What time do you open on Sundays?")}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="mt-1.5 h-9 w-full rounded-md border border-strong-line bg-surface px-3 text-sm"
      />
    </div>
  );
}

function BaseField({ value, onChange }: FieldProps) {
  const bases = useInfiniteQuery(basesQuery).data?.pages.flatMap(({ data }) => data) ?? [];
  const isListed = value === "" || bases.some(({ id }) => id === value);
  return (
    <SelectField label={t("Knowledge base")} value={value} onChange={onChange}>
      <option value="">{t("All of them")}</option>
      {!isListed && <option value={value}>{value}</option>}
      {bases.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
