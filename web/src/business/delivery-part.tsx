import { useMutation, useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DeliveryAnswer, DeliveryZone, Location } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { type BoundaryDraft, newCorner, placesOf, toBoundaryDraft } from "./boundary-draft.ts";
import { BoundaryEditor } from "./boundary-editor.tsx";
import { DeliveryCheck } from "./delivery-check.tsx";
import { fit, isInside, type MapView, type Place, toPlaces } from "./map-view.ts";
import { zoneColour } from "./zone-colour.ts";
import { ZoneDialog } from "./zone-dialog.tsx";
import { type DrawnZone, ZoneMap } from "./zone-map.tsx";
import { ZoneRow } from "./zone-row.tsx";
import { boundaryQuery, checkDelivery, type DeliveryQuestion, zonesQuery } from "./zones-client.ts";

interface Drawing {
  zone: DeliveryZone;
  draft: BoundaryDraft;
}

/** Where a location delivers to, drawn and asked about. */
export function DeliveryPart({ location }: { location: Location }) {
  const zones = useQuery(zonesQuery(location.id));
  const drawn = useDrawnZones(location.id, zones.data ?? []);
  const [chosenView, setView] = useState<MapView | null>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const check = useMutation({
    mutationFn: (question: DeliveryQuestion) => checkDelivery(location.id, question),
  });
  const view =
    chosenView ?? fit(toPlaces(drawn.flatMap(({ polygons }) => polygons)), location.place);
  const draw = (zone: DeliveryZone) => {
    const polygons = drawn.find(({ id }) => id === zone.id)?.polygons ?? [];
    setDrawing({ zone, draft: toBoundaryDraft(toGeometry(polygons)) });
  };
  const pick = (place: Place) => {
    // What the map shows stays where it is while somebody works on it.
    setView(view);
    if (drawing === null) return check.mutate({ place });
    if (drawing.draft.mode === "geojson") return;
    const corners = [...drawing.draft.corners, newCorner(place)];
    setDrawing({ ...drawing, draft: { mode: "corners", corners } });
  };
  return (
    <>
      <Panel
        title={t("Where it is delivered")}
        note={t(
          "Click on the map to ask about a place. No other server is told what is drawn here.",
        )}
      >
        <ZoneMap
          view={view}
          onView={setView}
          zones={drawn.filter(({ id }) => id !== drawing?.zone.id)}
          chosenId={check.data?.zone?.id}
          location={location.place}
          asked={drawing === null ? (check.data?.place ?? null) : null}
          corners={drawing === null ? null : placesOf(drawing.draft)}
          onPick={pick}
        />
        {drawing === null ? (
          <div className="mt-3">
            <DeliveryCheck
              answer={check.data}
              also={zonesAt(drawn, check.data)}
              error={check.error}
              isPending={check.isPending}
              onAsk={(question) => check.mutate(question)}
            />
          </div>
        ) : (
          <BoundaryEditor
            key={drawing.zone.id}
            locationId={location.id}
            zone={drawing.zone}
            draft={drawing.draft}
            centre={view.centre}
            onChange={(draft) => setDrawing({ ...drawing, draft })}
            onDone={() => {
              setDrawing(null);
              setView(null);
            }}
          />
        )}
      </Panel>
      <Zones location={location} zones={zones} onDraw={draw} />
    </>
  );
}

interface ZonesProps {
  location: Location;
  zones: ReturnType<typeof useQuery<DeliveryZone[]>>;
  onDraw: (zone: DeliveryZone) => void;
}

function Zones({ location, zones, onDraw }: ZonesProps) {
  const mayWrite = useMay("business:write");
  const [isMaking, setMaking] = useState(false);
  return (
    <Panel
      title={t("Zones")}
      action={mayWrite && <Button onClick={() => setMaking(true)}>{t("New zone")}</Button>}
    >
      <Rows
        query={zones}
        empty={t("There are no zones: whether it is delivered somewhere is unknown.")}
      >
        {zones.data?.map((zone) => (
          <ZoneRow
            key={zone.id}
            location={location}
            zone={zone}
            colour={zoneColour(zones.data, zone.id)}
            onDraw={() => onDraw(zone)}
          />
        ))}
      </Rows>
      {isMaking && <ZoneDialog location={location} onClose={() => setMaking(false)} />}
    </Panel>
  );
}

/** The zones that have a boundary, with it; those that go before others are drawn over them. */
function useDrawnZones(locationId: string, zones: readonly DeliveryZone[]): DrawnZone[] {
  const bounded = zones.filter((zone) => zone.has_boundary);
  const boundaries = useQueries({
    queries: bounded.map((zone) => boundaryQuery(locationId, zone)),
  });
  return bounded
    .map(({ id, name, is_active: isActive, label, priority }, at) => ({
      ...{ id, name, isActive, label, priority, colour: zoneColour(zones, id) },
      polygons: boundaries[at]?.data?.geometry?.coordinates ?? [],
    }))
    .sort((a, b) => a.priority - b.priority);
}

/** Other active zones at a place that was found in one. */
function zonesAt(zones: readonly DrawnZone[], answer: DeliveryAnswer | undefined): DrawnZone[] {
  const place = answer?.place ?? null;
  if (place === null) return [];
  return zones.filter(
    ({ id, isActive, polygons }) =>
      isActive && id !== answer?.zone?.id && isInside(polygons, place),
  );
}

function toGeometry(polygons: DrawnZone["polygons"]) {
  if (polygons.length === 0) return null;
  const coordinates = polygons.map((rings) => rings.map((ring) => ring.map((at) => [...at])));
  return { type: "MultiPolygon" as const, coordinates };
}
