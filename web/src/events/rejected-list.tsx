import { useInfiniteQuery } from "@tanstack/react-query";
import type { RejectedDelivery } from "../api.ts";
import { formatBytes, humanise, zoneName } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { rejectedQuery } from "../queries.ts";
import { Dot } from "../ui/dot.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { RowTable } from "../ui/row-table.tsx";
import { RelativeTime } from "../ui/time.tsx";

const columnClasses = {
  received: "w-37 pl-3! sm:pl-5! max-sm:w-32",
  status: "w-28",
  reason: "w-52 max-sm:w-auto",
  provider: "w-36 max-md:hidden",
  address: "w-40 max-lg:hidden",
  size: "w-24 text-right max-lg:hidden",
  url: "pl-5! pr-5! max-md:hidden",
} as const;

const columns = [
  { key: "received", label: t("Received, {zoneName}", { zoneName }) },
  { key: "status", label: t("Status") },
  { key: "reason", label: t("Reason") },
  { key: "provider", label: t("Provider") },
  { key: "address", label: t("From address") },
  { key: "size", label: t("Size") },
  { key: "url", label: t("Sent to") },
] as const;

export function RejectedList({ provider }: { provider: string | undefined }) {
  const rejected = useInfiniteQuery(rejectedQuery(provider));
  const rows = rejected.data?.pages.flatMap((page) => page.data) ?? [];
  if (rejected.isError && rows.length === 0) {
    return <ErrorState error={rejected.error} onRetry={() => void rejected.refetch()} />;
  }
  if (rejected.isSuccess && rows.length === 0) {
    return (
      <EmptyState title={t("No rejected deliveries")}>
        <p>{t("Deliveries whose signature is wrong or missing are kept here for a while.")}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <RowTable
        caption={t("Rejected deliveries, newest first")}
        columns={columns}
        classes={columnClasses}
        isLoading={rejected.isPending}
        skeletons={8}
      >
        {rows.map((delivery) => (
          <RejectedRow key={delivery.id} delivery={delivery} />
        ))}
      </RowTable>
      <LoadMore
        hasMore={rejected.hasNextPage}
        isLoading={rejected.isFetchingNextPage}
        isFailed={rejected.isFetchNextPageError}
        onLoad={rejected.fetchNextPage}
        endLabel={t("Kept for a limited time. Once the right secret is set, verify again.")}
      />
    </>
  );
}

function RejectedRow({ delivery }: { delivery: RejectedDelivery }) {
  const isAccepted = delivery.status === "accepted";
  return (
    <tr className="h-10 border-b border-line hover:bg-hover">
      <td className={`truncate px-2 text-muted ${columnClasses.received}`}>
        <RelativeTime at={delivery.received_at} />
      </td>
      <td className={`px-2 ${columnClasses.status}`}>
        <span className="inline-flex items-center gap-2">
          <Dot tone={isAccepted ? "good" : "bad"} />
          {isAccepted ? t("Accepted") : t("Rejected")}
        </span>
      </td>
      <td className={`truncate px-2 ${columnClasses.reason}`}>{humanise(delivery.reason)}</td>
      <td className={`truncate px-2 ${columnClasses.provider}`}>
        <ProviderBadge provider={delivery.provider} />
      </td>
      <td className={`truncate px-2 font-mono text-xs text-muted ${columnClasses.address}`}>
        {delivery.remote_address ?? "–"}
      </td>
      <td className={`px-2 text-muted ${columnClasses.size}`}>
        {formatBytes(delivery.body_bytes)}
      </td>
      <td
        title={delivery.url}
        className={`truncate px-2 font-mono text-xs text-muted ${columnClasses.url}`}
      >
        {delivery.url}
      </td>
    </tr>
  );
}
