import type { Tool } from "../api.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { Fallbacks } from "./fallbacks.tsx";
import { type HttpToolDraft, methods } from "./http-tool-draft.ts";
import { PairsEditor } from "./pairs-editor.tsx";
import { ParametersEditor } from "./parameters-editor.tsx";

interface HttpToolFormProps {
  tool: Tool | undefined;
  draft: HttpToolDraft;
  onChange: (change: Partial<HttpToolDraft>) => void;
}

/** Everything that is written down about a tool on a server of one's own. */
export function HttpToolForm({ tool, draft, onChange }: HttpToolFormProps) {
  return (
    <>
      <TextField
        label={t("Name")}
        placeholder="book_table"
        required
        data-autofocus
        pattern="[A-Za-z0-9_\-]{1,64}"
        title={t("Letters, digits, _ and -, at most 64")}
        value={draft.name}
        onChange={(name) => onChange({ name })}
      />
      <TextArea
        label={t("Description")}
        placeholder={t(
          "Books a table. Use it once the caller has named a day and a number of guests.",
        )}
        required
        rows={3}
        maxLength={2_000}
        value={draft.description}
        onChange={(description) => onChange({ description })}
        className="mt-3"
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <SelectField
          label={t("Method")}
          value={draft.method}
          onChange={(method) => onChange({ method: method as HttpToolDraft["method"] })}
          className="w-28"
        >
          {methods.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </SelectField>
        <TextField
          label="URL"
          type="url"
          placeholder="https://example.com/tools/book"
          required
          maxLength={2_000}
          value={draft.url}
          onChange={(url) => onChange({ url })}
          className="min-w-56 flex-1"
        />
      </div>
      <ParametersEditor
        draft={draft.parameters}
        onChange={(parameters) => onChange({ parameters })}
      />
      <Headers tool={tool} headers={draft.headers} onChange={(headers) => onChange({ headers })} />
      <Timing draft={draft} onChange={onChange} />
      <Fallbacks pairs={draft.fallbacks} onChange={(fallbacks) => onChange({ fallbacks })} />
    </>
  );
}

interface HeadersProps {
  tool: Tool | undefined;
  headers: HttpToolDraft["headers"];
  onChange: (headers: HttpToolDraft["headers"]) => void;
}

/** Headers are written and never read: those that are there can only be replaced, all at once. */
function Headers({ tool, headers, onChange }: HeadersProps) {
  if (headers === null) {
    const names = tool?.header_names ?? [];
    return (
      <section
        aria-label={t("Headers")}
        className="mt-4 flex flex-wrap items-center gap-2 rounded-lg border border-line px-3 py-2"
      >
        <p className="min-w-40 flex-1">
          <span className="font-medium">{t("Headers")}</span>{" "}
          <span className="text-muted">
            {names.length === 0
              ? t("none")
              : t("{names}; their values are not shown", { names: names.join(", ") })}
          </span>
        </p>
        <Button onClick={() => onChange([])}>{t("Replace all of them")}</Button>
      </section>
    );
  }
  return (
    <PairsEditor
      legend={t("Headers")}
      note={t("They go with each request. Stored encrypted and never shown again.")}
      of={t("header")}
      labels={[t("Header"), t("Value of header")]}
      placeholders={["x-api-key", ""]}
      pattern="[A-Za-z0-9\-]{1,100}"
      patternWords={t("Letters, digits and -")}
      isSecret
      pairs={headers}
      onChange={onChange}
    />
  );
}

function Timing({ draft, onChange }: Pick<HttpToolFormProps, "draft" | "onChange">) {
  return (
    <fieldset className="mt-4 rounded-lg border border-line px-3 pb-3">
      <legend className="px-1 font-medium">{t("While somebody waits")}</legend>
      <div className="flex flex-wrap gap-3">
        <TextField
          label={t("Deadline in ms")}
          type="number"
          required
          min={200}
          max={20_000}
          value={draft.deadlineMs}
          onChange={(deadlineMs) => onChange({ deadlineMs })}
          className="w-32"
        />
        <TextField
          label={t("Keep an answer, seconds")}
          type="number"
          required
          min={0}
          max={604_800}
          value={draft.keepAnswerSec}
          onChange={(keepAnswerSec) => onChange({ keepAnswerSec })}
          className="w-44"
        />
      </div>
      <p className="mt-1 text-xs text-muted">
        {t(
          "After the deadline the caller hears the words below. Where an answer is kept, the last good one to the same question stands in for it; 0 means never.",
        )}
      </p>
      <div className="mt-2">
        <CheckField
          label={t("Asking twice does no harm: a failed request is tried once more")}
          isChecked={draft.isIdempotent}
          onChange={(isIdempotent) => onChange({ isIdempotent })}
        />
      </div>
    </fieldset>
  );
}
