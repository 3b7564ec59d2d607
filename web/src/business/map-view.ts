export interface Place {
  lat: number;
  lng: number;
}

/** A position as GeoJSON writes it. */
export type Position = readonly number[];
export type Rings = ReadonlyArray<readonly Position[]>;

/** The part of the world that a map shows. */
export interface MapView {
  centre: Place;
  /** How many kilometres it is wide. */
  widthKm: number;
}

/** The size that a map is drawn in; the page scales it. */
export const mapSize = { width: 800, height: 460 } as const;
const kmPerDegree = 111.32;

export interface Point {
  x: number;
  y: number;
}

/** Where a place is on the map. Flat, as a city is. */
export function toPoint({ centre, widthKm }: MapView, { lat, lng }: Place): Point {
  const scale = mapSize.width / widthKm;
  return {
    x: mapSize.width / 2 + (lng - centre.lng) * kmPerDegree * stretch(centre) * scale,
    y: mapSize.height / 2 - (lat - centre.lat) * kmPerDegree * scale,
  };
}

/** The place at a point of the map, to about ten centimetres. */
export function toPlace({ centre, widthKm }: MapView, { x, y }: Point): Place {
  const scale = mapSize.width / widthKm;
  const lng = centre.lng + (x - mapSize.width / 2) / (kmPerDegree * stretch(centre) * scale);
  const lat = centre.lat - (y - mapSize.height / 2) / (kmPerDegree * scale);
  return { lat: round(lat), lng: round(lng) };
}

/** The view that shows all of the places, with room around them. */
export function fit(places: readonly Place[], around: Place | null): MapView {
  const all = around === null ? places : [...places, around];
  if (all.length === 0) return { centre: { lat: 0, lng: 0 }, widthKm: 20_000 };
  const lats = all.map(({ lat }) => lat);
  const lngs = all.map(({ lng }) => lng);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  const centre = { lat: (south + north) / 2, lng: (west + east) / 2 };
  const acrossKm = (east - west) * kmPerDegree * stretch(centre);
  const upKm = (north - south) * kmPerDegree;
  const neededKm = Math.max(acrossKm, (upKm * mapSize.width) / mapSize.height);
  return { centre, widthKm: Math.max(neededKm * 1.25, 4) };
}

/** The same view moved by parts of its own width. */
export function move(view: MapView, right: number, up: number): MapView {
  const { centre, widthKm } = view;
  return {
    widthKm,
    centre: {
      lat: centre.lat + (up * widthKm) / kmPerDegree,
      lng: centre.lng + (right * widthKm) / (kmPerDegree * stretch(centre)),
    },
  };
}

/** A round length that is about a sixth of the map. */
export function scaleKm({ widthKm }: MapView): number {
  const wanted = widthKm / 6;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([5, 2, 1].find((digit) => digit * power <= wanted) ?? 1) * power;
}

/** The path of polygons with their holes. */
export function toPath(view: MapView, polygons: readonly Rings[]): string {
  return polygons
    .flat()
    .map((ring) => {
      const points = ring.map(([lng = 0, lat = 0]) => {
        const { x, y } = toPoint(view, { lat, lng });
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      });
      return `M${points.join("L")}Z`;
    })
    .join("");
}

export const toPlaces = (polygons: readonly Rings[]): Place[] =>
  polygons.flat(2).map(([lng = 0, lat = 0]) => ({ lat, lng }));

/** Whether a place is in polygons with holes: a line from it to the east crosses their edges an odd number of times. */
export function isInside(polygons: readonly Rings[], { lat, lng }: Place): boolean {
  let inside = false;
  for (const ring of polygons.flat()) {
    for (const [at, [x = 0, y = 0]] of ring.entries()) {
      const [beforeX = 0, beforeY = 0] = ring.at(at - 1) ?? [];
      const isAcross = y > lat !== beforeY > lat;
      if (isAcross && lng < ((beforeX - x) * (lat - y)) / (beforeY - y) + x) inside = !inside;
    }
  }
  return inside;
}

/** A degree of longitude is shorter away from the equator. */
function stretch({ lat }: Place): number {
  return Math.max(Math.cos((lat * Math.PI) / 180), 0.01);
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
