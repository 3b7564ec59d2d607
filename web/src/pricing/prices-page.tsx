import { Link } from "@tanstack/react-router";
import { t } from "../lib/text.ts";
import { buttonClass } from "../ui/button.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { PriceList } from "./price-list.tsx";
import { SettingsPanel } from "./settings-panel.tsx";

/** What calls cost by the tenant's own prices, and how months are made up of that. */
export function PricesPage() {
  return (
    <Page
      title={t("Prices")}
      note={t(
        "Each call is estimated by these prices when it ends, beside what its provider reports. Days and months are those of the tenant's clock.",
      )}
      action={
        <Link to="/statements" className={buttonClass()}>
          {t("Statements")}
        </Link>
      }
    >
      <Needs permission="tenants:read" refusal={t("Your role does not show prices")}>
        <SettingsPanel />
        <PriceList />
      </Needs>
    </Page>
  );
}
