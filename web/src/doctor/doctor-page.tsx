import { useQuery } from "@tanstack/react-query";
import { actsForAgency, isAllowed, useSession } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { connectionsQuery } from "../queries.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { ConnectionPanel } from "./connection-panel.tsx";
import { InstallationPanel } from "./installation-panel.tsx";

/** What keeps calls from arriving, and mending it. */
export function DoctorPage() {
  return (
    <Page
      title={t("Doctor")}
      note={t(
        "Looks at what arrived here and at how each provider is set, for whatever loses calls. A change at a provider is shown before it is made.",
      )}
    >
      <Needs permission="connections:read" refusal={t("Your role does not show connections")}>
        <Connections />
      </Needs>
      <Installation />
    </Page>
  );
}

function Connections() {
  const connections = useQuery(connectionsQuery);
  if (connections.isPending) return <div aria-hidden="true" className="skeleton mt-8 h-40" />;
  if (connections.data === undefined) {
    return <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />;
  }
  if (connections.data.length === 0) return <EmptyState title={t("There are no connections")} />;
  return connections.data.map((connection) => (
    <ConnectionPanel key={connection.id} connection={connection} />
  ));
}

/** The machine and its database are the matter of the installation's own people. */
function Installation() {
  const session = useSession();
  const isShown =
    session !== undefined && actsForAgency(session) && isAllowed(session, "guard:read");
  return isShown ? <InstallationPanel /> : null;
}
