import type { Criterion } from "../api.ts";
import { t } from "../lib/text.ts";
import { CheckIcon, CloseIcon } from "../ui/icons.tsx";

export function Criteria({ criteria }: { criteria: Criterion[] }) {
  return (
    <ul className="mt-3 flex flex-col gap-2" aria-label={t("Criteria")}>
      {criteria.map((criterion) => (
        <li key={criterion.id} className="flex gap-2">
          {criterion.is_met ? (
            <CheckIcon className="mt-0.5 size-4 text-good" />
          ) : (
            <CloseIcon className="mt-0.5 size-4 text-bad" />
          )}
          <div className="min-w-0">
            <p className="break-words">
              <span className="sr-only">{criterion.is_met ? t("Met:") : t("Not met:")} </span>
              {criterion.id}
              {criterion.score !== null && <span className="text-muted"> {criterion.score}</span>}
            </p>
            {criterion.evidence && <p className="text-xs text-muted">{criterion.evidence}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
