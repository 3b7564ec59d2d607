import { type Faults, faultsBelow } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { CheckField } from "../ui/check-field.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { DestinationsField } from "./destinations-field.tsx";
import { LocationField } from "./location-field.tsx";
import { OtherwiseField } from "./otherwise-field.tsx";
import type { Setting } from "./settings-form.ts";

interface SettingFieldProps {
  setting: Setting;
  text: string;
  /** What is wrong with settings, by their names. */
  faults: Faults;
  onChange: (text: string) => void;
}

/** The field of one setting of a built-in tool. */
export function SettingField(props: SettingFieldProps) {
  const { setting } = props;
  return (
    <div>
      <Control {...props} />
      {setting.description !== "" && (
        <p className="mt-1 text-xs text-muted">{setting.description}</p>
      )}
    </div>
  );
}

function Control({ setting, text, faults, onChange }: SettingFieldProps) {
  const { name, title, isRequired, kind } = setting;
  const fault = faults[name];
  const shared = { label: title, value: text, onChange, required: isRequired, fault };
  const below = faultsBelow(faults, name);
  switch (kind) {
    case "boolean":
      return (
        <CheckField
          label={title}
          isChecked={text === "true"}
          onChange={(isChecked) => onChange(String(isChecked))}
        />
      );
    case "choice":
      return (
        <SelectField {...shared}>
          <option value="">{isRequired ? t("Choose…") : t("As it comes")}</option>
          {setting.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </SelectField>
      );
    case "location":
      return <LocationField {...shared} label={t("Location")} none={t("That of the call")} />;
    case "destinations":
      return <DestinationsField label={title} value={text} faults={below} onChange={onChange} />;
    case "otherwise":
      return <OtherwiseField value={text} faults={below} onChange={onChange} />;
    case "lines":
      return <TextArea {...shared} rows={3} placeholder={t("One a line")} />;
    case "json":
      return <TextArea {...shared} rows={5} isCode placeholder="JSON" />;
    case "number":
      return <TextField {...shared} type="number" step="any" />;
    default:
      return <TextField {...shared} />;
  }
}
