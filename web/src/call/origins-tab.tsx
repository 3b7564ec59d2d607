import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CallOrigin } from "../api.ts";
import { request } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";

const originsQuery = (callId: string) =>
  queryOptions({
    queryKey: ["call", callId, "origins"],
    queryFn: async () => {
      const path = `/api/v1/calls/${encodeURIComponent(callId)}/origins`;
      return (await request<{ data: CallOrigin[] }>(path)).data;
    },
  });

/** Beside each member of the record the event that told it. */
export function OriginsTab({ callId }: { callId: string }) {
  const mayRead = useMay("events:read");
  const origins = useQuery({ ...originsQuery(callId), enabled: mayRead });
  if (!mayRead) return <EmptyState title={t("Your role does not show events")} />;
  if (origins.isPending) return <SkeletonLines count={9} />;
  if (origins.isError) {
    return <ErrorState error={origins.error} onRetry={() => void origins.refetch()} />;
  }
  return (
    <>
      <p className="max-w-[68ch] py-3 text-muted">
        {t(
          "Which event told what the record says, and where in it an equal value stands. A value that was converted stands nowhere.",
        )}
      </p>
      <table className="w-full table-fixed">
        <caption className="sr-only">
          {t("Members of the record and the events that told them")}
        </caption>
        <thead>
          <tr className="h-8 border-b border-line text-left text-xs text-muted">
            <th scope="col" className="w-[28%] font-medium">
              {t("Field")}
            </th>
            <th scope="col" className="w-[32%] font-medium">
              {t("Value")}
            </th>
            <th scope="col" className="font-medium">
              {t("Told by")}
            </th>
          </tr>
        </thead>
        <tbody>
          {origins.data.map((origin) => (
            <OriginRow key={origin.field} origin={origin} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function OriginRow({ origin }: { origin: CallOrigin }) {
  const text = typeof origin.value === "string" ? origin.value : JSON.stringify(origin.value);
  return (
    <tr className="border-b border-line align-baseline">
      <th scope="row" className="py-1.5 pr-3 text-left font-mono text-xs font-normal break-words">
        {origin.field}
      </th>
      <td className="truncate pr-3" title={text.slice(0, 500)}>
        <bdi>{text.slice(0, 200)}</bdi>
      </td>
      <td className="py-1.5 break-words">
        {origin.told_by.map(({ event_id: id, event_type: type, equal_at: paths }) => (
          <p key={id + type}>
            <Link
              to="/events"
              search={{ event: id }}
              className="font-mono text-xs text-accent hover:underline"
            >
              {type}
            </Link>{" "}
            <span className="font-mono text-xs break-all text-muted">{paths.join(", ")}</span>
          </p>
        ))}
        {origin.told_by.length === 0 && <span className="text-faint">{t("worked out")}</span>}
        {origin.told_by.length === 1 && !origin.is_as_told && (
          <span className="text-xs text-faint">{t("settled with what else was told")}</span>
        )}
      </td>
    </tr>
  );
}
