import { actsForAgency, useSession } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { BackupsPanel } from "./backups-panel.tsx";
import { HealthPanel, SuppliersPanel } from "./health-panel.tsx";
import { ModesPanel } from "./modes-panel.tsx";
import { PerformancePanels } from "./performance-panels.tsx";
import { ProcessPanel } from "./process-panel.tsx";

/** How the installation is, for whoever runs it. */
export function OperationsPage() {
  return (
    <Page
      title={t("Operations")}
      note={t(
        "Whether webhooks are taken in and turns answered, how fast, and what stands in the way.",
      )}
    >
      <Needs permission="guard:read" refusal={t("Your role does not show the installation")}>
        <Installation />
      </Needs>
    </Page>
  );
}

/** The machine and its figures are the matter of the installation's own people. */
function Installation() {
  const session = useSession();
  if (session === undefined || !actsForAgency(session)) {
    return <EmptyState title={t("This is shown to the installation's own people")} />;
  }
  return (
    <>
      <ModesPanel />
      <HealthPanel />
      <ProcessPanel />
      <SuppliersPanel />
      <BackupsPanel />
      <PerformancePanels />
    </>
  );
}
