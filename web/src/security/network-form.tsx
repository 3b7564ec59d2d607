import { useState } from "react";
import type { NewNetwork } from "../api.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";

const hourMs = 3_600_000;
const lifetimes = [
  { ms: "", label: t("Somebody ends it") },
  { ms: String(hourMs), label: t("One hour") },
  { ms: String(24 * hourMs), label: t("One day") },
  { ms: String(7 * 24 * hourMs), label: t("7 days") },
  { ms: String(30 * 24 * hourMs), label: t("30 days") },
];

interface NetworkFormProps {
  label: string;
  submit: string;
  add: (given: NewNetwork) => Promise<unknown>;
  renews: readonly string[];
}

/** Puts an address, or a network of them, on a list. */
export function NetworkForm({ label, submit, add, renews }: NetworkFormProps) {
  const [network, setNetwork] = useState("");
  const [reason, setReason] = useState("");
  const [lifetime, setLifetime] = useState("");
  const put = useChange({
    change: add,
    renews,
    onDone: () => {
      setNetwork("");
      setReason("");
    },
  });
  return (
    <form
      className="mt-4 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const expires_at =
          lifetime === "" ? null : new Date(Date.now() + Number(lifetime)).toISOString();
        put.mutate({ network: network.trim(), reason: reason.trim(), expires_at });
      }}
    >
      <TextField
        label={label}
        placeholder={t("203.0.113.7 or 203.0.113.0/24")}
        required
        maxLength={50}
        value={network}
        onChange={setNetwork}
        className="min-w-48 flex-1"
      />
      <TextField
        label={t("Reason")}
        required
        maxLength={200}
        value={reason}
        onChange={setReason}
        className="min-w-40 flex-1"
      />
      <SelectField label={t("Until")} value={lifetime} onChange={setLifetime} className="w-40">
        {lifetimes.map((one) => (
          <option key={one.ms} value={one.ms}>
            {one.label}
          </option>
        ))}
      </SelectField>
      <Button type="submit" look="primary" className="h-9!" disabled={put.isPending}>
        {submit}
      </Button>
    </form>
  );
}
