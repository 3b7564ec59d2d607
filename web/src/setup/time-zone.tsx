import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { TimeZoneSettings } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { Panel } from "../ui/panel.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { setTimeZone, timeZoneQuery } from "./time-zone-client.ts";

/** By whose clock days and hours are counted. */
export function TimeZone() {
  const settings = useQuery(timeZoneQuery);
  const mayWrite = useMay("connections:write");
  const zone = settings.data;
  return (
    <Panel
      title={t("Time zone")}
      note={t(
        "Figures, alerts and statements count days and hours by this clock. Opening hours have that of their location.",
      )}
    >
      {settings.isError && zone === undefined && (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      )}
      {zone !== undefined && <p aria-live="polite">{zoneWords(zone)}</p>}
      {zone !== undefined && mayWrite && <ZoneForm key={zone.time_zone} zone={zone} />}
    </Panel>
  );
}

function zoneWords({ time_zone: zone, is_chosen: isChosen }: TimeZoneSettings): string {
  if (isChosen) return `${zone}.`;
  if (zone === "UTC") return t("UTC, until you choose one.");
  return t("{zone}, as all locations say.", { zone });
}

/** The names that this browser knows; others can be typed. */
const zones = Intl.supportedValuesOf("timeZone");

function ZoneForm({ zone }: { zone: TimeZoneSettings }) {
  const [name, setName] = useState(zone.is_chosen ? zone.time_zone : "");
  const save = useChange({
    change: () => setTimeZone(name.trim() || null),
    renews: ["time-zone", "analytics", "calls", "tool-report", "tool-uses"],
    isQuiet: true,
    onDone: () => showToast(t("Saved.")),
  });
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <TextField
        label={t("Name of the time zone")}
        placeholder={t("That of the locations")}
        list="time-zones"
        value={name}
        onChange={setName}
        className="w-64"
      />
      <datalist id="time-zones">
        {zones.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Button type="submit" className="h-9!" disabled={save.isPending}>
        {t("Save")}
      </Button>
      <FormNote>{save.error === null ? "" : explain(save.error)}</FormNote>
    </form>
  );
}
