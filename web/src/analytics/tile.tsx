import type { ReactNode } from "react";

interface TileProps {
  name: string;
  before: ReactNode;
  note?: ReactNode;
  children: ReactNode;
}

/** A figure, with what it was before. Its lines have their height before they are known. */
export function Tile({ name, before, note, children }: TileProps) {
  return (
    <div className="min-h-26 bg-surface px-4 py-3">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="mt-0.5">
        <p className="text-lg font-medium break-words tabular-nums">{children}</p>
        <p className="min-h-4 text-xs text-muted">{before}</p>
        <p className="min-h-4 text-xs text-muted">{note}</p>
      </dd>
    </div>
  );
}

const places = ["a", "b", "c", "d", "e", "f"];

export function TileSkeletons() {
  return (
    <div
      aria-hidden="true"
      className="mt-4 grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 xl:grid-cols-6"
    >
      {places.map((place) => (
        <div key={place} className="flex min-h-26 flex-col gap-2 bg-surface px-4 py-3">
          <div className="skeleton h-3 w-1/2" />
          <div className="skeleton h-5 w-2/3" />
        </div>
      ))}
    </div>
  );
}
