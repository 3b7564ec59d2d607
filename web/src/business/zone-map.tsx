import type { MouseEvent } from "react";
import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import {
  type MapView,
  mapSize,
  move,
  type Place,
  type Rings,
  scaleKm,
  toPath,
  toPlace,
  toPoint,
} from "./map-view.ts";

/** A zone as it is drawn. */
export interface DrawnZone {
  id: string;
  name: string;
  isActive: boolean;
  priority: number;
  colour: string;
  polygons: readonly Rings[];
  label: Place | null;
}

interface ZoneMapProps {
  view: MapView;
  onView: (view: MapView) => void;
  zones: readonly DrawnZone[];
  /** The zone that is spoken of. */
  chosenId: string | undefined;
  location: Place | null;
  /** A place that was asked about. */
  asked: Place | null;
  /** Corners of what is being drawn, while something is. */
  corners: readonly Place[] | null;
  onPick: (place: Place) => void;
}

/** Delivery zones on an empty map: no server of others is told where they are. */
export function ZoneMap(props: ZoneMapProps) {
  const { view, zones, corners, onPick } = props;
  const pick = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * mapSize.width;
    const y = ((event.clientY - box.top) / box.height) * mapSize.height;
    onPick(toPlace(view, { x, y }));
  };
  const names = zones.map(({ name }) => name).join(", ");
  return (
    <div className="relative overflow-hidden rounded-lg border border-line bg-sunken">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: everything that a click does can be typed beside the map. */}
      <svg
        role="img"
        aria-label={
          names === "" ? t("A map without zones") : t("A map of the zones {names}", { names })
        }
        viewBox={`0 0 ${mapSize.width} ${mapSize.height}`}
        className="block w-full cursor-crosshair select-none"
        onClick={pick}
      >
        <Grid view={view} />
        {zones.map((zone) => (
          <ZoneShape key={zone.id} view={view} zone={zone} isChosen={zone.id === props.chosenId} />
        ))}
        {corners !== null && <Corners view={view} corners={corners} />}
        {props.location !== null && (
          <Pin view={view} place={props.location} className="fill-text" title={t("The location")} />
        )}
        {props.asked !== null && (
          <Pin
            view={view}
            place={props.asked}
            className="fill-warn"
            title={t("What was asked about")}
          />
        )}
      </svg>
      <Controls view={view} onView={props.onView} />
    </div>
  );
}

function Grid({ view }: { view: MapView }) {
  const km = scaleKm(view);
  const step = (km / view.widthKm) * mapSize.width;
  const columns = Math.ceil(mapSize.width / step);
  const rows = Math.ceil(mapSize.height / step);
  return (
    <g className="stroke-line" strokeWidth="1">
      {Array.from({ length: columns }, (_, at) => at * step).map((x) => (
        <line key={`x${x}`} x1={x} x2={x} y1={0} y2={mapSize.height} />
      ))}
      {Array.from({ length: rows }, (_, at) => at * step).map((y) => (
        <line key={`y${y}`} x1={0} x2={mapSize.width} y1={y} y2={y} />
      ))}
    </g>
  );
}

/** Labels stand above what may be marked at the same place. */
const labelRise = 12;

interface ZoneShapeProps {
  view: MapView;
  zone: DrawnZone;
  isChosen: boolean;
}

function ZoneShape({ view, zone, isChosen }: ZoneShapeProps) {
  const label = zone.label && toPoint(view, zone.label);
  return (
    <g>
      <path
        d={toPath(view, zone.polygons)}
        fillRule="evenodd"
        fill={zone.colour}
        stroke={zone.colour}
        fillOpacity={isChosen ? 0.35 : zone.isActive ? 0.16 : 0.05}
        strokeWidth={isChosen ? 3.5 : 1.5}
        strokeDasharray={zone.isActive ? undefined : "6 4"}
      />
      {label && (
        <text
          x={label.x}
          y={label.y - labelRise}
          textAnchor="middle"
          paintOrder="stroke"
          strokeWidth={3}
          className="fill-text stroke-surface text-sm font-medium"
        >
          {zone.name}
        </text>
      )}
    </g>
  );
}

function Corners({ view, corners }: { view: MapView; corners: readonly Place[] }) {
  const points = corners.map((corner) => toPoint(view, corner));
  return (
    <g className="fill-accent stroke-accent">
      <polygon
        points={points.map(({ x, y }) => `${x},${y}`).join(" ")}
        fillOpacity={0.18}
        strokeWidth={2}
        strokeDasharray="6 4"
      />
      {points.map(({ x, y }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its number
        <circle key={at} cx={x} cy={y} r={5} />
      ))}
    </g>
  );
}

interface PinProps {
  view: MapView;
  place: Place;
  className: string;
  title: string;
}

function Pin({ view, place, className, title }: PinProps) {
  const { x, y } = toPoint(view, place);
  return (
    <circle cx={x} cy={y} r={6} strokeWidth={2} className={`stroke-surface ${className}`}>
      <title>{title}</title>
    </circle>
  );
}

function Controls({ view, onView }: Pick<ZoneMapProps, "view" | "onView">) {
  const km = scaleKm(view);
  const steps = [
    [t("Zoom in"), "+", { ...view, widthKm: view.widthKm / 1.5 }],
    [t("Zoom out"), "−", { ...view, widthKm: Math.min(view.widthKm * 1.5, 40_000) }],
    [t("West"), "←", move(view, -0.2, 0)],
    [t("North"), "↑", move(view, 0, 0.2)],
    [t("South"), "↓", move(view, 0, -0.2)],
    [t("East"), "→", move(view, 0.2, 0)],
  ] as const;
  return (
    <div className="flex flex-wrap items-center gap-1 border-t border-line bg-surface px-2 py-1.5">
      {steps.map(([label, sign, next]) => (
        <Button
          key={label}
          aria-label={label}
          title={label}
          className="w-7 px-0!"
          onClick={() => onView(next)}
        >
          {sign}
        </Button>
      ))}
      <span className="ml-auto text-xs text-muted">
        {t("A square is {km} wide", {
          km: km < 1 ? `${Math.round(km * 1000)} m` : t("{km} km", { km: formatNumber(km) }),
        })}
      </span>
    </div>
  );
}
