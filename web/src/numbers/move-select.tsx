import { t } from "../lib/text.ts";
import { useEnabledTenants } from "../queries.ts";
import { Select } from "../ui/select.tsx";

interface MoveSelectProps {
  /** Names what is moved. */
  of: string;
  from: string;
  onMove: (tenantId: string) => void;
}

/** Gives the thing to another tenant, as soon as one is chosen. */
export function MoveSelect({ of, from, onMove }: MoveSelectProps) {
  const others = useEnabledTenants()?.filter((tenant) => tenant.id !== from) ?? [];
  if (others.length === 0) return null;
  return (
    <Select
      label={t("Move {of} to", { of })}
      anyLabel={t("Move to…")}
      value={undefined}
      onChange={(tenantId) => tenantId !== undefined && onMove(tenantId)}
    >
      {others.map((tenant) => (
        <option key={tenant.id} value={tenant.id}>
          {tenant.name}
        </option>
      ))}
    </Select>
  );
}
