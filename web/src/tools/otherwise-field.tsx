import type { Faults } from "../lib/faults.ts";
import { parseJson } from "../lib/parse-json.ts";
import { t } from "../lib/text.ts";
import { CheckField } from "../ui/check-field.tsx";
import { LineFields } from "./line-fields.tsx";

interface OtherwiseFieldProps {
  /** JSON, or nothing where the caller is told that nobody can be reached. */
  value: string;
  faults: Faults;
  onChange: (value: string) => void;
}

/** Who takes a call when nobody else is open. */
export function OtherwiseField({ value, faults, onChange }: OtherwiseFieldProps) {
  const line = parseJson(value) as { number: string; name?: string } | undefined;
  return (
    <>
      <CheckField
        label={t("When none of them is open, somebody else takes the call")}
        isChecked={line !== undefined}
        onChange={(isChecked) => onChange(isChecked ? JSON.stringify({ number: "" }) : "")}
      />
      {line !== undefined && (
        <div className="mt-2">
          <LineFields
            of={t("whoever else")}
            line={line}
            faults={faults}
            onChange={(change) => {
              const { name, ...rest } = { ...line, ...change };
              onChange(JSON.stringify(name ? { ...rest, name } : rest));
            }}
          />
        </div>
      )}
    </>
  );
}
