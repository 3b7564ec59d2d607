import { z } from "zod";
import type { Outgoing } from "../guard/index.ts";

export interface Place {
  lat: number;
  lng: number;
}

/** Where an address is, or why that could not be told. */
export type Located =
  | { kind: "found"; place: Place }
  | {
      kind: "cannot_locate";
      reason: "no_geocoder" | "not_found" | "imprecise" | "ambiguous" | "failed" | "busy";
    };

/** Finds addresses on the map. Never throws: whoever waits on a telephone is told something in any case. */
export interface Geocoder {
  locate(address: string, options: { near: Place | null; signal: AbortSignal }): Promise<Located>;
}

interface Needs {
  /** Of a search that answers as Nominatim does; undefined where the operator set none. */
  url: string | undefined;
  ask: Outgoing["toOperator"];
  now: () => number;
}

const cacheMax = 2_000;
const foundForMs = 24 * 3_600_000;
const notFoundForMs = 600_000;
const underWayMax = 8;

/** A geocoder behind the operator's URL. Answers are remembered in this process, so that no caller's address is written down. */
export function createGeocoder({ url, ask, now }: Needs): Geocoder {
  const known = new Map<string, { located: Located; until: number }>();
  let underWay = 0;
  const remember = (key: string, located: Located) => {
    const until = now() + (located.kind === "found" ? foundForMs : notFoundForMs);
    known.delete(key);
    known.set(key, { located, until });
    const [oldest] = known.keys();
    if (known.size > cacheMax && oldest !== undefined) known.delete(oldest);
  };
  return {
    async locate(address, { near, signal }) {
      if (url === undefined) return cannot("no_geocoder");
      const asked = questionOf(url, address, near);
      const key = asked.href;
      const before = known.get(key);
      if (before !== undefined && before.until > now()) return before.located;
      if (underWay >= underWayMax) return cannot("busy");
      underWay++;
      try {
        const headers = { accept: "application/json", "user-agent": "VoiceLens" };
        const answer = await ask(key, { headers, signal });
        if (!answer.ok) return cannot("failed");
        const located = choose(Answers.parse(await answer.json()), near);
        remember(key, located);
        return located;
      } catch {
        // Whatever the other side did, the caller is asked again; it is never "outside".
        return cannot("failed");
      } finally {
        underWay--;
      }
    },
  };
}

function cannot(reason: Exclude<Located, { kind: "found" }>["reason"]): Located {
  return { kind: "cannot_locate", reason };
}

/** What the operator put into the URL stays. */
function questionOf(url: string, address: string, near: Place | null): URL {
  const asked = new URL(url);
  const query = address.trim().replace(/\s+/g, " ");
  for (const [name, value] of [
    ["q", query],
    ["format", "jsonv2"],
    ["limit", "10"],
  ] as const) {
    asked.searchParams.set(name, value);
  }
  if (near !== null) {
    const [west, east] = [near.lng - nearDegrees, near.lng + nearDegrees];
    const [south, north] = [near.lat - nearDegrees, near.lat + nearDegrees];
    asked.searchParams.set("viewbox", [west, north, east, south].map((n) => n.toFixed(3)).join());
  }
  return asked;
}

const degrees = (max: number) => z.coerce.number().min(-max).max(max);
const Answers = z.array(
  z.object({
    lat: degrees(90),
    lon: degrees(180),
    /** South, north, west, east. */
    boundingbox: z.array(z.coerce.number()).length(4).optional(),
    /** 30 is a house, 26 a street. */
    place_rank: z.number().optional(),
  }),
);
type Candidate = z.infer<typeof Answers>[number];

const nearDegrees = 0.5;
const nearKilometres = 50;
const preciseKilometres = 0.3;
const houseRank = 28;

/**
 * Takes a candidate that is surely meant. Those nearby go before others, since people do not say which town they are in; among them all must be the same place, and a
 * street or a town is none.
 */
function choose(candidates: readonly Candidate[], near: Place | null): Located {
  if (candidates.length === 0) return cannot("not_found");
  const precise = candidates.filter(isPrecise);
  if (precise.length === 0) return cannot("imprecise");
  const nearby =
    near === null ? [] : precise.filter((one) => kilometres(toPlace(one), near) <= nearKilometres);
  const [first, ...others] = (nearby.length > 0 ? nearby : precise).map(toPlace);
  if (first === undefined) return cannot("not_found");
  const isOne = others.every((other) => kilometres(first, other) <= preciseKilometres);
  return isOne ? { kind: "found", place: first } : cannot("ambiguous");
}

function toPlace({ lat, lon }: Candidate): Place {
  return { lat, lng: lon };
}

function isPrecise({ place_rank: rank, boundingbox: box }: Candidate): boolean {
  if (rank !== undefined && rank >= houseRank) return true;
  if (box === undefined) return false;
  const [south = 0, north = 0, west = 0, east = 0] = box;
  return kilometres({ lat: south, lng: west }, { lat: north, lng: east }) <= preciseKilometres;
}

/** Near enough for the distances that matter here. */
function kilometres(one: Place, two: Place): number {
  const shrink = Math.cos((((one.lat + two.lat) / 2) * Math.PI) / 180);
  return Math.hypot(one.lat - two.lat, (one.lng - two.lng) * shrink) * 111.32;
}
