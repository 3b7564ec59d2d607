import type { Faults } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { TextField } from "../ui/text-field.tsx";

interface Line {
  number: string;
  name?: string;
}

interface LineFieldsProps {
  /** Whose fields these are: "destination 2". */
  of: string;
  line: Line;
  faults: Faults;
  onChange: (change: Partial<Line>) => void;
}

/** Where a call can go, and whom it reaches there. */
export function LineFields({ of, line, faults, onChange }: LineFieldsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <TextField
        label={t("Name of {of}", { of })}
        placeholder={t("Kitchen")}
        maxLength={100}
        value={line.name ?? ""}
        fault={faults.name}
        onChange={(name) => onChange({ name })}
        className="min-w-40 flex-1"
      />
      <TextField
        label={t("Number or SIP address of {of}", { of })}
        placeholder="+12125550102"
        required
        maxLength={250}
        value={line.number}
        fault={faults.number}
        onChange={(number) => onChange({ number: number.trim() })}
        className="min-w-52 flex-1"
      />
    </div>
  );
}
