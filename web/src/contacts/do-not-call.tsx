import { t } from "../lib/text.ts";
/** Says that nobody is to call a contact, and why. */
export function DoNotCall({ reason }: { reason: string }) {
  return (
    <span
      title={reason || undefined}
      className="shrink-0 rounded bg-bad-soft px-1.5 text-xs font-medium whitespace-nowrap text-bad-text"
    >
      {t("do not call")}
    </span>
  );
}
