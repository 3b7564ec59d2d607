import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { fetchQuarantine, giveAgent, giveNumber, replayQuarantine } from "../client.ts";
import { actsForAgency, useSession } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { useEnabledTenants } from "../queries.ts";
import { fieldClass, type QuarantinedEvents } from "../setup/connection-shapes.ts";
import { useConnectionChange } from "../setup/use-connection-change.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Needs } from "../ui/page.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { showToast } from "../ui/toasts.tsx";

/** What came through shared connections and is nobody's yet. */
export function QuarantinePage() {
  useTitle(t("Quarantine"));
  const session = useSession();
  if (session && !actsForAgency(session)) {
    return <EmptyState title={t("Only the installation's own people see the quarantine")} />;
  }
  return (
    <Needs permission="events:read" refusal={t("Your role does not show the quarantine")}>
      <Waiting />
    </Needs>
  );
}

function Waiting() {
  const waiting = useQuery({
    queryKey: ["connections", "quarantine"],
    queryFn: async () => (await fetchQuarantine()).data,
    // What was given away leaves when a worker has routed it, a moment after the answer.
    refetchInterval: 2_000,
  });
  const replay = useConnectionChange(replayQuarantine, ({ replayed }) =>
    showToast(
      t("Looking again for the tenant of {replayed, plural, one {# event} other {# events}}.", {
        replayed,
      }),
    ),
  );
  return (
    <div className="mx-auto max-w-4xl px-3 pt-6 pb-16 sm:px-5">
      <div className="flex items-center justify-between gap-3">
        <h1 className="text-xl font-semibold tracking-tight">{t("Quarantine")}</h1>
        <Button disabled={replay.isPending} onClick={() => replay.mutate(undefined)}>
          {t("Look again")}
        </Button>
      </div>
      <p className="mt-1 max-w-[68ch] text-muted">
        {rich(
          "These events name a number or agent that is no tenant's. Give it to one, and its events follow. What is whose is listed under <link>Numbers and agents</link>.",
          {
            link: (text) => (
              <Link to="/numbers" className="text-accent underline underline-offset-2">
                {text}
              </Link>
            ),
          },
        )}
      </p>
      {waiting.isError && !waiting.data && (
        <ErrorState error={waiting.error} onRetry={() => void waiting.refetch()} />
      )}
      {waiting.isPending && <div aria-hidden="true" className="skeleton mt-6 h-28 rounded-lg!" />}
      {waiting.data?.length === 0 && (
        <EmptyState title={t("Nothing waits for a tenant")}>
          <p>
            {t("Events of shared connections appear here when nobody has the number they name.")}
          </p>
        </EmptyState>
      )}
      <ul className="mt-6 grid gap-3">
        {waiting.data?.map((group) => (
          <WaitingGroup key={keyOf(group)} group={group} />
        ))}
      </ul>
    </div>
  );
}

function keyOf({ provider, dialled_number, dialled_agent, is_verified }: QuarantinedEvents) {
  return [provider, dialled_number, dialled_agent, is_verified].join("/");
}

function WaitingGroup({ group }: { group: QuarantinedEvents }) {
  const isNamed = group.dialled_number !== null || group.dialled_agent !== null;
  return (
    <li className="rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ProviderBadge provider={group.provider} />
        <span className="font-mono text-xs">
          {group.dialled_number ?? group.dialled_agent ?? t("names neither number nor agent")}
        </span>
        <span className="ml-auto text-xs text-muted">
          {rich("{count, plural, one {# event} other {# events}}, last {time}", {
            count: group.count,
            time: <RelativeTime at={group.last_at} />,
          })}
        </span>
      </div>
      {group.is_verified ? (
        isNamed && <GiveForm group={group} />
      ) : (
        <p className="mt-2 text-muted">
          {t("Unverified: nothing in them can say whose they are. Add the connection's secret.")}
        </p>
      )}
    </li>
  );
}

function GiveForm({ group }: { group: QuarantinedEvents }) {
  const [tenantId, setTenantId] = useState("");
  const tenants = useEnabledTenants();
  const { provider, dialled_number: number, dialled_agent: agent } = group;
  const give = useConnectionChange(
    (): Promise<{ replayed: number }> =>
      number === null
        ? giveAgent({ tenant_id: tenantId, provider, agent_id: agent ?? "" })
        : giveNumber({ tenant_id: tenantId, number }),
    ({ replayed }) =>
      showToast(
        t("{replayed, plural, one {# event} other {# events}} follow to the tenant.", { replayed }),
      ),
  );
  return (
    <form
      className="mt-3 flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate(undefined);
      }}
    >
      <label className="min-w-0 flex-1 text-xs text-muted">
        {t("Belongs to")}
        <select
          required
          value={tenantId}
          onChange={(event) => setTenantId(event.target.value)}
          className={`${fieldClass} text-text`}
        >
          <option value="">{t("Choose a tenant")}</option>
          {tenants?.map((tenant) => (
            <option key={tenant.id} value={tenant.id}>
              {tenant.name}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" look="primary" disabled={give.isPending}>
        {number === null ? t("Give agent") : t("Give number")}
      </Button>
    </form>
  );
}
