import { useState } from "react";
import type { Location } from "../api.ts";
import { faultsOf } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import {
  changeLocation,
  createLocation,
  type LocationFields,
  removeLocation,
} from "./business-client.ts";

interface LocationDialogProps {
  /** Left out, a new one is made. */
  location?: Location;
  onClose: () => void;
  /** The location that is to be seen next; none after one was removed. */
  onDone: (id: string | undefined) => void;
}

const renews = ["locations"] as const;

/** Makes, changes or removes a place at which business is done. */
export function LocationDialog({ location, onClose, onDone }: LocationDialogProps) {
  const [draft, setDraft] = useState(() => toDraft(location));
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const save = useChange({
    change: (fields: LocationFields) =>
      location === undefined ? createLocation(fields) : changeLocation(location.id, fields),
    renews: [...renews, "hours", "zones", "items"],
    isQuiet: true,
    onDone: ({ id }) => onDone(id),
  });
  const remove = useChange({
    change: (id: string) => removeLocation(id),
    renews,
    isQuiet: true,
    onDone: () => onDone(undefined),
  });
  const error = save.error ?? remove.error;
  const faults = faultsOf(error);
  return (
    <FormDialog
      title={
        location === undefined ? t("New location") : t("Change {name}", { name: location.name })
      }
      onClose={onClose}
      submit={location === undefined ? t("Make the location") : t("Save")}
      isPending={save.isPending}
      error={error}
      hint={t(
        "The place is where the map of delivery zones begins, and tells which of two addresses is meant.",
      )}
      aside={
        location && (
          <SureButton
            label={t("Remove")}
            sureLabel={t("Really remove it with all its facts:")}
            of={location.name}
            disabled={remove.isPending}
            onSure={() => remove.mutate(location.id)}
          />
        )
      }
      onSubmit={() => save.mutate(toFields(draft))}
    >
      <TextField
        label={t("Name")}
        placeholder={t("Trattoria Example")}
        required
        data-autofocus
        maxLength={200}
        value={draft.name}
        fault={faults.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={t("Address")}
        placeholder={t("1 Main Street, Springfield")}
        maxLength={500}
        value={draft.address}
        onChange={(address) => set({ address })}
      />
      <TextField
        label={t("Phone")}
        type="tel"
        placeholder="+1 212 555 0100"
        maxLength={40}
        value={draft.phone}
        fault={faults.phone}
        onChange={(phone) => set({ phone })}
      />
      <TextField
        label={t("Time zone")}
        list="time-zones"
        placeholder={t("America/New_York")}
        required
        maxLength={60}
        value={draft.timeZone}
        fault={faults.time_zone}
        onChange={(timeZone) => set({ timeZone })}
      />
      <datalist id="time-zones">
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <div className="flex gap-3">
        <TextField
          label={t("Currency")}
          placeholder="USD"
          required
          pattern="[A-Za-z]{3}"
          title={t("Three letters, such as USD")}
          value={draft.currency}
          fault={faults.currency}
          onChange={(currency) => set({ currency })}
          className="flex-1"
        />
        <TextField
          label={t("Language")}
          placeholder="en-US"
          required
          maxLength={35}
          value={draft.language}
          fault={faults.language}
          onChange={(language) => set({ language })}
          className="flex-1"
        />
      </div>
      <div className="flex gap-3">
        <TextField
          label={t("Latitude")}
          type="number"
          step="any"
          min={-90}
          max={90}
          required={draft.lng !== ""}
          value={draft.lat}
          onChange={(lat) => set({ lat })}
          className="flex-1"
        />
        <TextField
          label={t("Longitude")}
          type="number"
          step="any"
          min={-180}
          max={180}
          required={draft.lat !== ""}
          value={draft.lng}
          onChange={(lng) => set({ lng })}
          className="flex-1"
        />
      </div>
    </FormDialog>
  );
}

function toDraft(location: Location | undefined) {
  return {
    name: location?.name ?? "",
    address: location?.address ?? "",
    phone: location?.phone ?? "",
    timeZone: location?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: location?.currency ?? "USD",
    language: location?.language ?? navigator.language,
    lat: location?.place ? String(location.place.lat) : "",
    lng: location?.place ? String(location.place.lng) : "",
  };
}

function toFields(draft: ReturnType<typeof toDraft>): LocationFields {
  return {
    name: draft.name.trim(),
    address: draft.address.trim(),
    phone: draft.phone.trim(),
    time_zone: draft.timeZone.trim(),
    currency: draft.currency.trim().toUpperCase(),
    language: draft.language.trim(),
    place:
      draft.lat === "" || draft.lng === ""
        ? null
        : { lat: Number(draft.lat), lng: Number(draft.lng) },
  };
}
