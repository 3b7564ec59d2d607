import { providers } from "../lib/providers.ts";
import { t } from "../lib/text.ts";

interface ProviderBadgeProps {
  provider: string;
  /** In place of the short name. */
  name?: string;
  nameClass?: string;
}

export function ProviderBadge({ provider, name, nameClass = "" }: ProviderBadgeProps) {
  const known = providers[provider];
  return (
    <span className="inline-flex max-w-full items-center gap-1.5" title={known?.name}>
      <span
        aria-hidden="true"
        className="inline-flex h-[18px] w-5 shrink-0 items-center justify-center rounded border border-line bg-sunken font-mono text-[10px] font-medium text-muted"
      >
        {known?.mark ?? provider.slice(0, 2)}
      </span>
      <span className={`truncate ${nameClass}`}>{name ?? known?.name ?? provider}</span>
    </span>
  );
}

export function UnverifiedMark() {
  return (
    <span
      title={t(
        "Not every event of this call proved where it came from. Set the provider's secret on the Setup page.",
      )}
      className="rounded bg-warn-soft px-1 text-2xs font-medium text-warn-text"
    >
      {t("unverified")}
    </span>
  );
}
