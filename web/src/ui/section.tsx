import type { ReactNode } from "react";
import { t } from "../lib/text.ts";

interface SectionProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className="border-b border-line py-4 first:pt-0 last:border-b-0">
      <div className="mb-2.5 flex flex-wrap items-baseline justify-between gap-3">
        <h2 className="text-sm font-semibold">{title}</h2>
        {aside && <div className="text-xs text-muted">{aside}</div>}
      </div>
      {children}
    </section>
  );
}

export function NotReported({
  children = t("Not reported by the provider."),
}: {
  children?: ReactNode;
}) {
  return <p className="text-faint">{children}</p>;
}
