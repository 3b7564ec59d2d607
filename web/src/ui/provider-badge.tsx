import { providers } from "../lib/providers.ts";

export function ProviderBadge({ provider, name }: { provider: string; name?: string }) {
  const known = providers[provider];
  return (
    <span className="inline-flex max-w-full items-center gap-1.5">
      <span
        aria-hidden="true"
        className="inline-flex h-[18px] w-5 shrink-0 items-center justify-center rounded border border-line bg-sunken font-mono text-[10px] font-medium text-muted"
      >
        {known?.mark ?? provider.slice(0, 2)}
      </span>
      <span className="truncate">{name ?? known?.name ?? provider}</span>
    </span>
  );
}

export function UnverifiedMark() {
  return (
    <span
      title="Not every event of this call proved where it came from. Set the provider's secret on the Setup page."
      className="rounded bg-warn-soft px-1 text-2xs font-medium text-warn-text"
    >
      unverified
    </span>
  );
}
