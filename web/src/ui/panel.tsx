import { useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { ErrorState } from "./error-state.tsx";

interface PanelProps {
  title: string;
  /** What an address names it after `#`: whoever opens that address goes on in its first field. */
  id?: string;
  note?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** A section of a page of settings. */
export function Panel({ title, id, note, action, children }: PanelProps) {
  const section = useFocusByAddress(id);
  return (
    <section ref={section} id={id} aria-label={title} className="mt-8 scroll-mt-24">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <h2 className="text-base font-semibold">{title}</h2>
        {action}
      </div>
      {note && <p className="mt-0.5 max-w-[68ch] text-muted">{note}</p>}
      <div className="mt-3">{children}</div>
    </section>
  );
}

function useFocusByAddress(id: string | undefined) {
  const section = useRef<HTMLElement>(null);
  const location = useLocation();
  const { hash } = location;
  const visit = location.state.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same address may be opened again
  useEffect(() => {
    if (id !== undefined && hash === id) {
      section.current?.querySelector<HTMLElement>("input, select, textarea")?.focus();
    }
  }, [id, hash, visit]);
  return section;
}

interface RowsProps {
  query: { isPending: boolean; error: unknown; data: unknown; refetch: () => unknown };
  /** What to do when there are none. */
  empty: ReactNode;
  /** How many are expected, so that little moves when they arrive. */
  expected?: number;
  children: ReactNode[] | ReactNode;
}

/** The rows of a section: while they load, when there are none, and when they could not be read. */
export function Rows({ query, empty, expected = 2, children }: RowsProps) {
  if (query.isPending) return <RowSkeletons count={expected} />;
  if (query.data === undefined) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  const isEmpty = [children].flat(2).filter(Boolean).length === 0;
  if (isEmpty) {
    return (
      <div className="rounded-lg border border-dashed border-strong-line px-4 py-5 text-muted">
        {empty}
      </div>
    );
  }
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">{children}</ul>
  );
}

function RowSkeletons({ count }: { count: number }) {
  return (
    <div
      aria-hidden="true"
      className="divide-y divide-line rounded-lg border border-line bg-surface"
    >
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={index} className="flex h-14 flex-col justify-center gap-2 px-4">
          <div className="skeleton h-3 w-1/3" />
          <div className="skeleton h-2.5 w-1/2" />
        </div>
      ))}
    </div>
  );
}

interface RowProps {
  title: ReactNode;
  note?: ReactNode;
  children?: ReactNode;
}

/** A thing with its name, what is to be known of it, and what can be done with it. */
export function Row({ title, note, children }: RowProps) {
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-2 px-4 py-2">
      <div className="min-w-48 flex-1">
        <p className="truncate font-medium">{title}</p>
        {note && <p className="text-xs break-words text-muted">{note}</p>}
      </div>
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </li>
  );
}
