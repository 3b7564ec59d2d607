import { useQuery } from "@tanstack/react-query";
import { locationsQuery } from "../business/business-client.ts";
import { SelectField } from "../ui/select-field.tsx";

interface LocationFieldProps {
  label: string;
  /** What choosing none means. */
  none: string;
  value: string;
  fault?: string | undefined;
  onChange: (id: string) => void;
  required: boolean;
}

/** A location by its name. One that is set and gone, or not read yet, stays chosen under its id. */
export function LocationField({ none, ...props }: LocationFieldProps) {
  const { data: locations = [] } = useQuery(locationsQuery);
  const isListed = locations.some(({ id }) => id === props.value);
  return (
    <SelectField {...props}>
      <option value="">{none}</option>
      {props.value !== "" && !isListed && <option value={props.value}>{props.value}</option>}
      {locations.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
