import { Fragment, type ReactNode } from "react";
import { t } from "../lib/text.ts";
import { JsonViewer } from "./json-viewer.tsx";

export function KeyValues({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(5.5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5">
      {items.map(([key, value]) => (
        <Fragment key={key}>
          <dt className="text-muted">{key}</dt>
          <dd className="min-w-0 break-words">{value ?? "–"}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function asNode(value: unknown): ReactNode {
  if (value === null || value === undefined) return <span className="text-faint">null</span>;
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (typeof value === "object") return <JsonViewer value={value} openDepth={1} />;
  return String(value);
}

/** The members of an object as reported, names untouched. */
export function ObjectValues({ value }: { value: Record<string, unknown> }) {
  return (
    <dl className="flex flex-col gap-2">
      {Object.entries(value).map(([key, member]) => (
        <div key={key} className="min-w-0">
          <dt className="font-mono text-xs break-words text-faint">{key}</dt>
          <dd className="break-words">{asNode(member)}</dd>
        </div>
      ))}
    </dl>
  );
}
