import type { ZoneBoundary } from "../api.ts";
import { parseJson } from "../lib/parse-json.ts";
import { t } from "../lib/text.ts";
import type { Place } from "./map-view.ts";

/** A corner as it is typed. */
export interface Corner {
  key: string;
  lat: string;
  lng: string;
}

/** A boundary that is being drawn: one outline by its corners, or whatever else as GeoJSON. */
export type BoundaryDraft =
  | { mode: "corners"; corners: readonly Corner[] }
  | { mode: "geojson"; text: string };

export const newCorner = ({ lat, lng }: Place): Corner => ({
  key: crypto.randomUUID(),
  lat: String(lat),
  lng: String(lng),
});

/** A boundary to go on with. Several parts, or holes, have no corners to list: they stay GeoJSON. */
export function toBoundaryDraft(geometry: ZoneBoundary["geometry"]): BoundaryDraft {
  if (geometry === null) return { mode: "corners", corners: [] };
  const [polygon = [], ...more] = geometry.coordinates;
  const [ring = [], ...holes] = polygon;
  if (more.length > 0 || holes.length > 0) {
    return { mode: "geojson", text: JSON.stringify(geometry) };
  }
  // The last position is the first again.
  const corners = ring.slice(0, -1).map(([lng = 0, lat = 0]) => newCorner({ lat, lng }));
  return { mode: "corners", corners };
}

/** The corners that can be drawn. */
export function placesOf(draft: BoundaryDraft): Place[] {
  if (draft.mode === "geojson") return [];
  return draft.corners
    .filter(({ lat, lng }) => lat !== "" && lng !== "")
    .map(({ lat, lng }) => ({ lat: Number(lat), lng: Number(lng) }));
}

/** What the API takes, or why it cannot. */
export function readBoundaryDraft(draft: BoundaryDraft): { geojson: unknown } | { fault: string } {
  if (draft.mode === "geojson") {
    const geojson = parseJson(draft.text);
    if (typeof geojson !== "object" || geojson === null) return { fault: t("This is no GeoJSON.") };
    return { geojson };
  }
  const places = placesOf(draft);
  if (places.length < 3) return { fault: t("A zone has three corners at least.") };
  const ring = [...places, ...places.slice(0, 1)].map(({ lat, lng }) => [lng, lat]);
  return { geojson: { type: "Polygon", coordinates: [ring] } };
}
