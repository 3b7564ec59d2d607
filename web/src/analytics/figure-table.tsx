import type { ReactNode } from "react";

interface FigureTableProps {
  caption: string;
  /** The first heads the names of the rows. */
  columns: readonly string[];
  rows: ReadonlyArray<{ key: string; name: ReactNode; cells: readonly ReactNode[] }>;
}

/** Figures in rows and columns; what does not fit is scrolled to. */
export function FigureTable({ caption, columns, rows }: FigureTableProps) {
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is scrolled to with the keyboard
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full border-collapse text-right tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-xs text-muted">
            {columns.map((label) => (
              <th
                key={label}
                scope="col"
                className="h-8 border-b border-line px-3 font-medium whitespace-nowrap first:text-left"
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells }) => (
            <tr key={key} className="h-9 not-last:border-b not-last:border-line">
              <th scope="row" className="max-w-56 truncate px-3 text-left font-medium">
                {name}
              </th>
              {cells.map((cell, place) => (
                <td key={columns[place + 1]} className="px-3 whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
