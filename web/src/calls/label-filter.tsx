import { useQuery } from "@tanstack/react-query";
import { labelsQuery } from "../call/review-client.ts";
import { t } from "../lib/text.ts";
import { Select } from "../ui/select.tsx";

interface LabelFilterProps {
  value: string | undefined;
  onChange: (label: string | undefined) => void;
}

/** Chooses among the labels in use; where there are none, there is nothing to choose. */
export function LabelFilter({ value, onChange }: LabelFilterProps) {
  const used = (useQuery(labelsQuery).data ?? []).map(({ label }) => label);
  const labels = value === undefined || used.includes(value) ? used : [value, ...used];
  if (labels.length === 0) return null;
  return (
    <Select label={t("Label")} value={value} onChange={onChange}>
      {labels.map((label) => (
        <option key={label} value={label}>
          {label}
        </option>
      ))}
    </Select>
  );
}
