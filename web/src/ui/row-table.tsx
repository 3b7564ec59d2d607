import type { ReactNode, RefObject } from "react";
import { SkeletonRows } from "./skeleton.tsx";

interface RowTableProps<Key extends string> {
  /** What the rows are and how they are ordered, for whoever does not see them. */
  caption: string;
  /** The headings, in order. */
  columns: ReadonlyArray<{ key: Key; label: string; isHidden?: boolean }>;
  /** Width and place of each column's cells. */
  classes: Readonly<Record<Key, string>>;
  isLoading: boolean;
  /** The rows are those of the former filters, shown until the new ones arrive. */
  isStale?: boolean;
  /** How many rows are drawn while they are loading. */
  skeletons: number;
  /** Where the headings stay when the page is scrolled. */
  headTop?: string;
  /** Where the rows are, for who must know which are in sight. */
  body?: RefObject<HTMLTableSectionElement | null>;
  children: ReactNode;
}

/** A list of things with a row each, which stays readable while it is loaded or filtered anew. */
export function RowTable<Key extends string>({
  caption,
  columns,
  classes,
  isLoading,
  isStale = false,
  skeletons,
  headTop = "top-(--bar)",
  body,
  children,
}: RowTableProps<Key>) {
  return (
    <table
      aria-busy={isLoading || isStale}
      className={`w-full table-fixed border-collapse transition-opacity ${isStale ? "opacity-60" : ""}`}
    >
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-left text-xs text-muted">
          {columns.map(({ key, label, isHidden }) => (
            <th
              key={key}
              scope="col"
              className={`sticky z-10 h-8 truncate border-b border-line bg-canvas px-2 font-medium whitespace-nowrap ${headTop} ${classes[key]}`}
            >
              {isHidden ? <span className="sr-only">{label}</span> : label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {isLoading ? (
          <SkeletonRows rows={skeletons} columns={columns.map(({ key }) => classes[key])} />
        ) : (
          children
        )}
      </tbody>
    </table>
  );
}
