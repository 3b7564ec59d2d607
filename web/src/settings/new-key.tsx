import { useState } from "react";
import type { Role } from "../api.ts";
import { createApiKey } from "../client.ts";
import { type Permission, useSession } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Once } from "../ui/once.tsx";
import { Panel } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { RoleSelect } from "./role-select.tsx";

const lifetimes = [
  { days: "", label: t("Never") },
  { days: "30", label: t("30 days") },
  { days: "90", label: t("90 days") },
  { days: "365", label: t("One year") },
];

function endOf(days: string): string | null {
  return days === "" ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString();
}

/** Makes a key. It may be narrower than its role, never wider than whoever makes it. */
export function NewKey() {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [days, setDays] = useState("");
  const [scopes, setScopes] = useState<Permission[] | null>(null);
  const create = useChange({
    change: createApiKey,
    renews: ["api-keys"],
    onDone: () => {
      setName("");
      setScopes(null);
    },
  });
  return (
    <Panel title={t("New key")} id="new-key">
      <form
        className="rounded-lg border border-line bg-surface p-4"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name, role, scopes, expires_at: endOf(days) });
        }}
      >
        <div className="flex flex-wrap items-end gap-2">
          <TextField
            label={t("Name of a new key")}
            placeholder={t("What uses it")}
            required
            maxLength={100}
            value={name}
            onChange={setName}
            className="min-w-56 flex-1"
          />
          <RoleSelect label={t("Role of the key")} value={role} isTall onChange={setRole} />
          <SelectField label={t("Runs out after")} value={days} onChange={setDays} className="w-32">
            {lifetimes.map((one) => (
              <option key={one.days} value={one.days}>
                {one.label}
              </option>
            ))}
          </SelectField>
          <Button
            type="submit"
            look="primary"
            className="h-9!"
            disabled={create.isPending || scopes?.length === 0}
          >
            {t("Create")}
          </Button>
        </div>
        <Scopes scopes={scopes} onChange={setScopes} />
      </form>
      {create.data && (
        <Once label={t("Copy the key now: it is shown this once.")} text={create.data.key} />
      )}
    </Panel>
  );
}

interface ScopesProps {
  scopes: Permission[] | null;
  onChange: (scopes: Permission[] | null) => void;
}

function Scopes({ scopes, onChange }: ScopesProps) {
  const permissions = useSession()?.permissions ?? [];
  const toggle = (permission: Permission) => {
    const chosen = scopes ?? [];
    onChange(
      chosen.includes(permission)
        ? chosen.filter((one) => one !== permission)
        : [...chosen, permission],
    );
  };
  return (
    <div className="mt-3">
      <label className="inline-flex items-center gap-2">
        <input
          type="checkbox"
          className="accent-accent"
          checked={scopes !== null}
          onChange={() => onChange(scopes === null ? [] : null)}
        />
        {t("Only some of what its role may do")}
      </label>
      {scopes !== null && (
        <fieldset className="mt-2 grid gap-x-4 gap-y-1.5 sm:grid-cols-3">
          <legend className="sr-only">{t("What the key may do")}</legend>
          {permissions.map((permission) => (
            <label key={permission} className="inline-flex items-center gap-2">
              <input
                type="checkbox"
                className="accent-accent"
                checked={scopes.includes(permission)}
                onChange={() => toggle(permission)}
              />
              <code className="font-mono text-xs">{permission}</code>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
