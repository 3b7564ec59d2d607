import { useId, useState } from "react";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import {
  type BoundaryDraft,
  type Corner,
  newCorner,
  placesOf,
  readBoundaryDraft,
} from "./boundary-draft.ts";
import type { Place } from "./map-view.ts";
import { clearZone, drawZone, renews } from "./zones-client.ts";

interface BoundaryEditorProps {
  locationId: string;
  zone: { id: string; name: string; has_boundary: boolean };
  draft: BoundaryDraft;
  /** Where a corner begins that is added without the map. */
  centre: Place;
  onChange: (draft: BoundaryDraft) => void;
  onDone: () => void;
}

/** The corners of a zone beside the map: what is clicked there is typed here. */
export function BoundaryEditor(props: BoundaryEditorProps) {
  const { locationId, zone, draft, onChange, onDone } = props;
  const [fault, setFault] = useState("");
  const save = useChange({
    change: (geojson: unknown) => drawZone(locationId, zone.id, geojson),
    renews,
    isQuiet: true,
    onDone,
  });
  const clear = useChange({
    change: () => clearZone(locationId, zone.id),
    renews,
    isQuiet: true,
    onDone,
  });
  const error = save.error ?? clear.error;
  return (
    <section
      aria-label={t("Boundary of {name}", { name: zone.name })}
      className="mt-3 rounded-lg border border-line bg-surface px-4 py-3"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">{t("Boundary of {name}", { name: zone.name })}</h3>
        <GeoJsonFile onText={(text) => onChange({ mode: "geojson", text })} />
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const read = readBoundaryDraft(draft);
          setFault("fault" in read ? read.fault : "");
          if ("geojson" in read) save.mutate(read.geojson);
        }}
      >
        {draft.mode === "corners" ? (
          <Corners
            corners={draft.corners}
            centre={props.centre}
            onChange={(corners) => onChange({ mode: "corners", corners })}
          />
        ) : (
          <TextArea
            label={t("GeoJSON of the boundary")}
            isCode
            rows={6}
            required
            value={draft.text}
            onChange={(text) => onChange({ mode: "geojson", text })}
            className="mt-2"
          />
        )}
        <FormNote>{fault || (error === null ? "" : explain(error))}</FormNote>
        <div className="flex flex-wrap justify-end gap-2">
          {zone.has_boundary && (
            <span className="mr-auto">
              <SureButton
                label={t("Take the boundary away")}
                sureLabel={t("Really take it away")}
                disabled={clear.isPending}
                onSure={() => clear.mutate(undefined)}
              />
            </span>
          )}
          {draft.mode === "geojson" && (
            <Button onClick={() => onChange({ mode: "corners", corners: [] })}>
              {t("Draw anew")}
            </Button>
          )}
          <Button onClick={onDone}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t("Save boundary")}
          </Button>
        </div>
      </form>
    </section>
  );
}

interface CornersProps {
  corners: readonly Corner[];
  centre: Place;
  onChange: (corners: readonly Corner[]) => void;
}

function Corners({ corners, centre, onChange }: CornersProps) {
  const change = (key: string, given: Partial<Corner>) =>
    onChange(corners.map((corner) => (corner.key === key ? { ...corner, ...given } : corner)));
  return (
    <>
      <p className="mt-1 text-muted">
        {t("Click the corners on the map one after the other, or write them down.")}
      </p>
      <ol className="mt-2 max-h-64 overflow-y-auto">
        {corners.map((corner, at) => (
          <li key={corner.key} className="flex items-end gap-2 py-1">
            <TextField
              label={t("Latitude of corner {at}", { at: at + 1 })}
              type="number"
              step="any"
              required
              min={-90}
              max={90}
              value={corner.lat}
              onChange={(lat) => change(corner.key, { lat })}
              className="min-w-0 flex-1"
            />
            <TextField
              label={t("Longitude of corner {at}", { at: at + 1 })}
              type="number"
              step="any"
              required
              min={-180}
              max={180}
              value={corner.lng}
              onChange={(lng) => change(corner.key, { lng })}
              className="min-w-0 flex-1"
            />
            <IconButton
              label={t("Remove corner {at}", { at: at + 1 })}
              className="mb-1"
              onClick={() => onChange(corners.filter(({ key }) => key !== corner.key))}
            >
              <CloseIcon />
            </IconButton>
          </li>
        ))}
      </ol>
      <Button
        className="mt-1"
        onClick={() => {
          const last = placesOf({ mode: "corners", corners }).at(-1);
          onChange([...corners, newCorner(last ?? centre)]);
        }}
      >
        {t("Add a corner")}
      </Button>
    </>
  );
}

function GeoJsonFile({ onText }: { onText: (text: string) => void }) {
  const id = useId();
  return (
    <span className="inline-flex flex-wrap items-center gap-2 text-xs">
      <label htmlFor={id} className="text-muted">
        {t("GeoJSON file")}
      </label>
      <input
        id={id}
        type="file"
        accept=".json,.geojson,application/geo+json,application/json"
        className="w-52"
        onChange={async (event) => {
          const text = await event.target.files?.[0]?.text();
          if (text !== undefined) onText(text);
        }}
      />
    </span>
  );
}
