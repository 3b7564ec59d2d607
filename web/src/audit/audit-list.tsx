import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { tenantsQuery } from "../queries.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { auditQuery } from "./audit-client.ts";
import { AuditRow, auditColumns } from "./audit-row.tsx";

/** Changes, the newest first. A list and not a table: an entry opens over the whole width, however many columns there are. */
export function AuditList() {
  const audit = useInfiniteQuery(auditQuery);
  const rows = audit.data?.pages.flatMap((page) => page.data) ?? [];
  const mayRead = useMay("tenants:read");
  const tenants = useQuery({ ...tenantsQuery, enabled: mayRead }).data ?? [];
  if (audit.isError && rows.length === 0) {
    return <ErrorState error={audit.error} onRetry={() => void audit.refetch()} />;
  }
  if (audit.isSuccess && rows.length === 0) {
    return (
      <EmptyState title={t("Nobody has changed anything yet")}>
        <p>{t("Invitations, keys, connections and whatever else people change is noted here.")}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <div
        aria-hidden="true"
        className={`sticky top-(--bar) z-10 mt-5 h-8 items-center border-b border-line bg-canvas text-xs font-medium text-muted ${auditColumns}`}
      >
        <span>{t("What")}</span>
        <span className="max-sm:hidden">{t("Who")}</span>
        <span className="max-md:hidden">{t("About")}</span>
        <span className="text-right">{t("When")}</span>
      </div>
      {audit.isPending ? (
        <Skeletons />
      ) : (
        <ol aria-label={t("Changes, newest first")}>
          {rows.map((entry) => (
            <AuditRow key={entry.seq} entry={entry} tenants={tenants} />
          ))}
        </ol>
      )}
      {rows.length > 0 && (
        <LoadMore
          hasMore={audit.hasNextPage}
          isLoading={audit.isFetchingNextPage}
          isFailed={audit.isFetchNextPageError}
          onLoad={audit.fetchNextPage}
          endLabel={t("The log begins here")}
        />
      )}
    </>
  );
}

function Skeletons() {
  return Array.from({ length: 10 }, (_, index) => (
    <div
      // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
      key={index}
      aria-hidden="true"
      className={`h-10 items-center border-b border-line max-md:h-13 ${auditColumns}`}
    >
      <div className="skeleton h-3 w-2/3" />
      <div className="skeleton h-3 w-3/4 max-sm:hidden" />
      <div className="skeleton h-3 w-3/4 max-md:hidden" />
      <div className="skeleton ml-auto h-3 w-16" />
    </div>
  ));
}
