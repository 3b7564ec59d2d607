import { useInfiniteQuery } from "@tanstack/react-query";
import { LoadMore } from "../ui/load-more.tsx";
import { Rows } from "../ui/panel.tsx";
import { AlertRow } from "./alert-row.tsx";
import { alertsQuery } from "./alerts-client.ts";

interface AlertListProps {
  status: "unresolved" | "resolved";
  empty: string;
}

/** Alerts, the newest first. */
export function AlertList({ status, empty }: AlertListProps) {
  const alerts = useInfiniteQuery(alertsQuery(status));
  const rows = alerts.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div className="mt-4">
      <Rows query={alerts} empty={empty}>
        {rows.map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
      </Rows>
      {alerts.hasNextPage && (
        <LoadMore
          hasMore
          isLoading={alerts.isFetchingNextPage}
          isFailed={alerts.isFetchNextPageError}
          onLoad={alerts.fetchNextPage}
          endLabel=""
        />
      )}
    </div>
  );
}
