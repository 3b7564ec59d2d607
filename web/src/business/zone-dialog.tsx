import { useState } from "react";
import type { DeliveryZone, Location } from "../api.ts";
import { minorToText, textToMinor } from "../lib/minor.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { TextField } from "../ui/text-field.tsx";
import { changeZone, createZone, renews, type ZoneFields } from "./zones-client.ts";

interface ZoneDialogProps {
  location: Location;
  /** Left out, a new one is made. */
  zone?: DeliveryZone;
  onClose: () => void;
}

/** On what terms a zone is delivered to. */
export function ZoneDialog({ location, zone, onClose }: ZoneDialogProps) {
  const { id, currency } = location;
  const [draft, setDraft] = useState(() => toDraft(zone, currency));
  const [fault, setFault] = useState("");
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const save = useChange({
    change: (fields: ZoneFields) =>
      zone === undefined ? createZone(id, fields) : changeZone(id, zone.id, fields),
    renews,
    isQuiet: true,
    onDone: onClose,
  });
  const amounts = [
    ["fee", "Fee"],
    ["minimum", "Minimum order"],
    ["freeFrom", "Free from"],
  ] as const;
  return (
    <Dialog title={zone === undefined ? "New zone" : `Change ${zone.name}`} onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const fields = toFields(draft, currency);
          setFault(fields === null ? `An amount is none in ${currency}.` : "");
          if (fields !== null) save.mutate(fields);
        }}
      >
        <TextField
          label="Name"
          placeholder="Downtown"
          required
          data-autofocus
          maxLength={200}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <TextField
          label="Description"
          placeholder="Between the river and the park"
          maxLength={2_000}
          value={draft.description}
          onChange={(description) => set({ description })}
        />
        <div className="flex gap-3">
          {amounts.map(([name, label]) => (
            <TextField
              key={name}
              label={`${label}, ${currency}`}
              inputMode="decimal"
              placeholder="Not stated"
              value={draft[name]}
              onChange={(text) => set({ [name]: text })}
              className="min-w-0 flex-1"
            />
          ))}
        </div>
        <TextField
          label="Priority"
          type="number"
          required
          min={-1000}
          max={1000}
          value={draft.priority}
          onChange={(priority) => set({ priority })}
          className="w-32"
        />
        <p className="-mt-1 text-xs text-muted">
          Where zones overlap the highest is taken, then the lowest fee.
        </p>
        <CheckField
          label="It is delivered there"
          isChecked={draft.isActive}
          onChange={(isActive) => set({ isActive })}
        />
        <FormNote>{fault || (save.error === null ? "" : explain(save.error))}</FormNote>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {zone === undefined ? "Make the zone" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function toDraft(zone: DeliveryZone | undefined, currency: string) {
  return {
    name: zone?.name ?? "",
    description: zone?.description ?? "",
    fee: minorToText(zone?.fee_minor ?? null, currency),
    minimum: minorToText(zone?.min_order_minor ?? null, currency),
    freeFrom: minorToText(zone?.free_from_minor ?? null, currency),
    priority: String(zone?.priority ?? 0),
    isActive: zone?.is_active ?? true,
  };
}

function toFields(draft: ReturnType<typeof toDraft>, currency: string): ZoneFields | null {
  const fee = textToMinor(draft.fee, currency);
  const minimum = textToMinor(draft.minimum, currency);
  const freeFrom = textToMinor(draft.freeFrom, currency);
  if (fee === undefined || minimum === undefined || freeFrom === undefined) return null;
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    is_active: draft.isActive,
    priority: Number(draft.priority),
    fee_minor: fee,
    min_order_minor: minimum,
    free_from_minor: freeFrom,
  };
}
