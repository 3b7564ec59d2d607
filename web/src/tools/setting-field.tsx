import { useQuery } from "@tanstack/react-query";
import { locationsQuery } from "../business/business-client.ts";
import { CheckField } from "../ui/check-field.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import type { Setting } from "./settings-form.ts";

interface SettingFieldProps {
  setting: Setting;
  text: string;
  onChange: (text: string) => void;
}

/** The field of one setting of a built-in tool. */
export function SettingField({ setting, text, onChange }: SettingFieldProps) {
  return (
    <div className="mt-3">
      <Control setting={setting} text={text} onChange={onChange} />
      {setting.description !== "" && (
        <p className="mt-1 text-xs text-muted">{setting.description}</p>
      )}
    </div>
  );
}

function Control({ setting, text, onChange }: SettingFieldProps) {
  const { title, isRequired, kind } = setting;
  const shared = { label: title, value: text, onChange, required: isRequired };
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
          <option value="">{isRequired ? "Choose…" : "As it comes"}</option>
          {setting.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </SelectField>
      );
    case "location":
      return <LocationField {...shared} />;
    case "lines":
      return <TextArea {...shared} rows={3} placeholder="One a line" />;
    case "json":
      return <TextArea {...shared} rows={5} isCode placeholder="JSON" />;
    case "number":
      return <TextField {...shared} type="number" step="any" />;
    default:
      return <TextField {...shared} />;
  }
}

interface LocationFieldProps {
  label: string;
  value: string;
  onChange: (id: string) => void;
  required: boolean;
}

/** A location by its name. One that is set and gone, or not read yet, stays chosen under its id. */
function LocationField(props: LocationFieldProps) {
  const { data: locations = [] } = useQuery(locationsQuery);
  const isListed = locations.some(({ id }) => id === props.value);
  return (
    <SelectField {...props} label="Location">
      <option value="">As it comes</option>
      {props.value !== "" && !isListed && <option value={props.value}>{props.value}</option>}
      {locations.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
