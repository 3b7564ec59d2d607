import { t } from "../lib/text.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import {
  type Argument,
  type ArgumentKind,
  argumentKinds,
  newArgument,
  type ParametersDraft,
  switchMode,
  toSchema,
} from "./parameters.ts";

interface ParametersEditorProps {
  draft: ParametersDraft;
  onChange: (draft: ParametersDraft) => void;
}

/** What the model fills in when it uses a tool: as rows, or as the JSON Schema that they stand for. */
export function ParametersEditor({ draft, onChange }: ParametersEditorProps) {
  const other = switchMode(draft);
  const read = toSchema(draft);
  return (
    <fieldset className="mt-4 min-w-0 rounded-lg border border-line px-3 pb-3">
      <legend className="px-1 font-medium">{t("Arguments")}</legend>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-xs text-muted">{t("What the agent asks the caller for.")}</p>
        <Button
          look="ghost"
          disabled={other === null}
          title={other === null ? t("The form cannot show all of this schema") : undefined}
          onClick={() => other !== null && onChange(other)}
        >
          {draft.mode === "form" ? t("Write JSON Schema") : t("Use the form")}
        </Button>
      </div>
      {draft.mode === "form" ? (
        <Rows rows={draft.rows} onChange={(rows) => onChange({ mode: "form", rows })} />
      ) : (
        <>
          <TextArea
            label={t("JSON Schema of the arguments")}
            isCode
            rows={12}
            value={draft.text}
            onChange={(text) => onChange({ mode: "json", text })}
          />
          <FormNote hint={t("A JSON Schema of type object.")}>
            {"fault" in read ? read.fault : ""}
          </FormNote>
        </>
      )}
    </fieldset>
  );
}

interface RowsProps {
  rows: readonly Argument[];
  onChange: (rows: readonly Argument[]) => void;
}

function Rows({ rows, onChange }: RowsProps) {
  return (
    <>
      {rows.length === 0 && (
        <p className="py-2 text-muted">{t("None: the tool is only called.")}</p>
      )}
      <ul className="divide-y divide-line">
        {rows.map((row, at) => (
          <ArgumentRow
            key={row.key}
            row={row}
            number={at + 1}
            onChange={(change) =>
              onChange(rows.map((one) => (one.key === row.key ? { ...one, ...change } : one)))
            }
            onRemove={() => onChange(rows.filter((one) => one.key !== row.key))}
          />
        ))}
      </ul>
      <Button className="mt-2" onClick={() => onChange([...rows, newArgument()])}>
        {t("Add an argument")}
      </Button>
    </>
  );
}

interface ArgumentRowProps {
  row: Argument;
  number: number;
  onChange: (change: Partial<Argument>) => void;
  onRemove: () => void;
}

function ArgumentRow({ row, number, onChange, onRemove }: ArgumentRowProps) {
  return (
    <li className="flex flex-wrap items-end gap-2 py-2">
      <TextField
        label={t("Name of argument {number}", { number })}
        placeholder={t("day")}
        required
        maxLength={64}
        value={row.name}
        onChange={(name) => onChange({ name })}
        className="min-w-32 flex-1"
      />
      <SelectField
        label={t("Kind of argument {number}", { number })}
        value={row.kind}
        onChange={(kind) => onChange({ kind: kind as ArgumentKind })}
        className="w-40"
      >
        {Object.entries(argumentKinds).map(([kind, label]) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </SelectField>
      <IconButton
        label={t("Remove argument {number}", { number })}
        onClick={onRemove}
        className="mb-1 sm:order-last"
      >
        <CloseIcon />
      </IconButton>
      <TextField
        label={t("Meaning of argument {number}", { number })}
        placeholder={t("The day the caller wants, such as Friday")}
        maxLength={500}
        value={row.description}
        onChange={(description) => onChange({ description })}
        className="w-full sm:order-last"
      />
      {row.kind === "choice" && (
        <TextField
          label={t("Choices of argument {number}", { number })}
          placeholder={t("small, medium, large")}
          required
          maxLength={2_000}
          value={row.choices}
          onChange={(choices) => onChange({ choices })}
          className="w-full sm:order-last"
        />
      )}
      <div className="mb-2">
        <CheckField
          label={t("Needed")}
          isChecked={row.isRequired}
          onChange={(isRequired) => onChange({ isRequired })}
        />
      </div>
    </li>
  );
}
