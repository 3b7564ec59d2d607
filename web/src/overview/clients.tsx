import { queryOptions, useQuery } from "@tanstack/react-query";
import { FigureTable } from "../analytics/figure-table.tsx";
import { amountWords, countWords, shareWords } from "../analytics/words.ts";
import type { ClientToday } from "../api.ts";
import { request } from "../client.ts";
import { agencyTenantId } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useSwitchTenant } from "../shell/switch-tenant.ts";
import { Dot } from "../ui/dot.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";

const renewEveryMs = 30_000;

/** Under the key of all figures, so that they are renewed with them. */
const clientsQuery = queryOptions({
  queryKey: ["analytics", "clients"],
  queryFn: async () => (await request<{ data: ClientToday[] }>("/api/v1/analytics/clients")).data,
  refetchInterval: renewEveryMs,
});

/** Every client in a row, who needs attention first. Nothing is shown while there are none. */
export function Clients() {
  const clients = useQuery(clientsQuery);
  const switchTo = useSwitchTenant();
  if (clients.data !== undefined && clients.data.length < 2) return null;
  return (
    <Panel
      title={t("Clients today")}
      note={t("Each by its own clock, who needs attention first. Click one to work there.")}
    >
      {clients.data === undefined ? (
        clients.isError ? (
          <ErrorState error={clients.error} onRetry={() => void clients.refetch()} />
        ) : (
          <div aria-hidden="true" className="skeleton h-32 rounded-lg!" />
        )
      ) : (
        <FigureTable
          caption={t("Clients today")}
          columns={[
            t("Client"),
            t("Open alerts"),
            t("Calls"),
            t("Went wrong"),
            t("Success"),
            t("Cost"),
          ]}
          rows={clients.data.map((client) => ({
            key: client.tenant_id,
            name: (
              <ClientName
                client={client}
                isBusy={switchTo.isPending}
                onPick={() => switchTo.mutate({ tenantId: client.tenant_id })}
              />
            ),
            cells: [
              <Alerts key="alerts" client={client} />,
              countWords(client.calls),
              client.problem_calls > 0 ? (
                <span key="problems" className="font-medium text-bad-text">
                  {countWords(client.problem_calls)}
                </span>
              ) : (
                "0"
              ),
              shareWords(client.success_rate),
              amountWords(client.cost.total, client.cost.currency),
            ],
          }))}
        />
      )}
    </Panel>
  );
}

interface ClientNameProps {
  client: ClientToday;
  isBusy: boolean;
  onPick: () => void;
}

function ClientName({ client: { tenant_id: id, name }, isBusy, onPick }: ClientNameProps) {
  if (id === agencyTenantId) return <>{t("{name} (the installation itself)", { name })}</>;
  return (
    <button
      type="button"
      data-row-target
      disabled={isBusy}
      onClick={onPick}
      className="max-w-full truncate rounded text-accent underline-offset-2 hover:underline"
    >
      {name}
    </button>
  );
}

const tones = { P1: "bad", P2: "bad", P3: "warn", P4: "quiet" } as const;

function Alerts({
  client: { open_alerts: count, worst_priority: worst },
}: {
  client: ClientToday;
}) {
  if (count === null) return "–";
  if (worst === null) return "0";
  return (
    <span className="inline-flex items-center gap-1.5">
      <Dot tone={tones[worst]} />
      {t("{count}, worst {worst}", { count: countWords(count), worst })}
    </span>
  );
}
