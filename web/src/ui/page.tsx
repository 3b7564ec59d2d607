import type { ReactNode } from "react";
import { type Permission, useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { EmptyState } from "./empty-state.tsx";

interface PageProps {
  title: string;
  /** What the page is for. */
  note?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** A page of settings: a heading, a sentence, and sections below. */
export function Page({ title, note, action, children }: PageProps) {
  useTitle(title);
  return (
    <div className="mx-auto max-w-4xl px-3 pt-6 pb-16 sm:px-5">
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {action}
      </div>
      {note && <p className="mt-1 max-w-[68ch] text-muted">{note}</p>}
      {children}
    </div>
  );
}

interface NeedsProps {
  permission: Permission;
  /** Said in place of the content to whoever may not see it. */
  refusal: string;
  children: ReactNode;
}

/** Shows its content to whoever may see it; the others are told so, and nothing is asked for in vain. */
export function Needs({ permission, refusal, children }: NeedsProps) {
  if (useMay(permission)) return children;
  return (
    <EmptyState title={refusal}>
      <p>{t("A manager of the team can change what you may do.")}</p>
    </EmptyState>
  );
}
