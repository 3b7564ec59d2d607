import type { ReactNode } from "react";

export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-1.5 px-4 py-16 text-center">
      <p className="text-base font-medium">{title}</p>
      {children && <div className="text-muted">{children}</div>}
    </div>
  );
}
