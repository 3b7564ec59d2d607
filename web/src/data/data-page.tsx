import { t } from "../lib/text.ts";
import { Needs, Page } from "../ui/page.tsx";
import { DataRetention } from "./data-retention.tsx";
import { Erasures } from "./erasures.tsx";
import { LegalHolds } from "./legal-holds.tsx";

/** For how long data is kept, what is kept whatever happens, and who was erased. */
export function DataPage() {
  return (
    <Page title={t("Data")} note={t("How long it is kept, what must stay, and who was erased.")}>
      <Needs permission="tenants:read" refusal={t("Your role does not show what is kept")}>
        <DataRetention />
      </Needs>
      <Needs
        permission="audit:read"
        refusal={t("Your role does not show legal holds and erasures")}
      >
        <LegalHolds />
        <Erasures />
      </Needs>
    </Page>
  );
}
