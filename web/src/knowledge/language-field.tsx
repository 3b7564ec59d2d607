import { t } from "../lib/text.ts";
import { SelectField } from "../ui/select-field.tsx";
import { languageName, languages } from "./languages.ts";

interface LanguageFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** What no choice means, where none has to be made. */
  noneLabel?: string;
  className?: string;
}

/** The languages that are known well, and the one that is set already. */
export function LanguageField({ value, onChange, noneLabel, className = "" }: LanguageFieldProps) {
  const codes = Object.keys(languages);
  const isOther = value !== "" && !codes.includes(value);
  return (
    <SelectField label={t("Language")} value={value} onChange={onChange} className={className}>
      {noneLabel !== undefined && <option value="">{noneLabel}</option>}
      {[...codes, ...(isOther ? [value] : [])].map((code) => (
        <option key={code} value={code}>
          {languageName(code)}
        </option>
      ))}
    </SelectField>
  );
}
