/** Figures with their names, side by side where there is room. */
export function Figures({ items }: { items: ReadonlyArray<readonly [string, string]> }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 lg:grid-cols-4">
      {items.map(([name, value]) => (
        <div key={name} className="bg-surface px-4 py-3">
          <dt className="text-xs text-muted">{name}</dt>
          <dd className="mt-0.5 font-medium break-words tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
