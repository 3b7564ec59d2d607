import type { Role } from "../api.ts";
import { wordOf } from "../lib/format.ts";

const roles: readonly Role[] = ["viewer", "operator", "manager", "owner"];

interface RoleSelectProps {
  label: string;
  value: Role;
  isDisabled?: boolean;
  /** As tall as a text field beside it. */
  isTall?: boolean;
  onChange: (role: Role) => void;
}

/** From reading to everything. */
export function RoleSelect({
  label,
  value,
  isDisabled = false,
  isTall = false,
  onChange,
}: RoleSelectProps) {
  return (
    <select
      aria-label={label}
      value={value}
      disabled={isDisabled}
      onChange={(event) => onChange(roles.find((role) => role === event.target.value) ?? value)}
      className={`rounded-md border border-strong-line bg-surface px-2 ${isTall ? "h-9 text-sm" : "h-7 text-xs"}`}
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {wordOf(role)}
        </option>
      ))}
    </select>
  );
}
