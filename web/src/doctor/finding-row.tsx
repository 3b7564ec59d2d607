import type { DoctorFinding } from "../api.ts";
import { wordOf } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";

const looks = {
  critical: "bg-bad-soft text-bad-text",
  warning: "bg-warn-soft text-warn-text",
  info: "bg-sunken text-muted",
} as const;

interface FindingRowProps {
  finding: DoctorFinding;
  /** Null for whoever may not change anything. */
  onFix: ((id: string) => void) | null;
}

/** One thing that is wrong: what, why it matters, and what to do. */
export function FindingRow({ finding, onFix }: FindingRowProps) {
  const { severity, setting, title, why, next, fix_id: fixId } = finding;
  const place = setting === null ? null : (setting.name ?? setting.id);
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <span
        className={`mt-0.5 w-16 shrink-0 rounded-full px-2 text-center text-xs font-medium ${looks[severity]}`}
      >
        {wordOf(severity)}
      </span>
      <div className="min-w-48 flex-1">
        <p className="font-medium break-words">
          {place !== null && <span className="text-muted">{place}: </span>}
          {title}
        </p>
        <p className="text-muted">{why}</p>
        <p className="mt-1 break-words">{next}</p>
      </div>
      {fixId !== null && onFix !== null && (
        <Button
          aria-label={t("Mend… {place}{title}", {
            place: place === null ? "" : `${place}: `,
            title,
          })}
          onClick={() => onFix(fixId)}
        >
          {t("Mend…")}
        </Button>
      )}
    </li>
  );
}
