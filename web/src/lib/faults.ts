import { ApiError } from "../client.ts";

/** What is wrong, by the place it is at as the API names it: `options.2.price_minor`. */
export type Faults = Readonly<Record<string, string>>;

export const noFaults: Faults = {};

/** What a refusal says of single places; the first fault of each. */
export function faultsOf(error: unknown): Faults {
  if (!(error instanceof ApiError)) return noFaults;
  const placed = error.errors.flatMap(({ path, message }) =>
    path === undefined || path === "" || message === undefined ? [] : [[path, message] as const],
  );
  return Object.fromEntries(placed.reverse());
}

/** The faults below a place, by what follows it. */
export function faultsBelow(faults: Faults, place: string): Faults {
  const start = `${place}.`;
  return Object.fromEntries(
    Object.entries(faults).flatMap(([path, message]) =>
      path.startsWith(start) ? [[path.slice(start.length), message]] : [],
    ),
  );
}

/** Everything that a refusal says, each with its place. */
export function placesOf(error: unknown): string[] {
  if (!(error instanceof ApiError)) return [];
  return error.errors.flatMap(({ path, message }) =>
    message === undefined ? [] : path === undefined ? message : `${path}: ${message}`,
  );
}
