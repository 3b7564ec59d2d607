const widths = ["w-3/4", "w-1/2", "w-5/6", "w-2/3", "w-3/5"];

export function SkeletonLines({ count = 5 }: { count?: number }) {
  return (
    <div aria-hidden="true" className="flex flex-col gap-3 py-2">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={index} className={`skeleton h-3.5 ${widths[index % widths.length]}`} />
      ))}
    </div>
  );
}

/** Rows of the same height as the real ones, so that nothing moves when they arrive. */
export function SkeletonRows({ rows, columns }: { rows: number; columns: readonly string[] }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <tr key={row} className="h-10 border-b border-line">
      {columns.map((className, column) => (
        <td key={className + String(column)} className={`px-2 ${className}`}>
          <div className={`skeleton h-3 ${widths[(row + column) % widths.length]}`} />
        </td>
      ))}
    </tr>
  ));
}
