import { Link } from "@tanstack/react-router";
import { buttonClass } from "../ui/button.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { PriceList } from "./price-list.tsx";
import { SettingsPanel } from "./settings-panel.tsx";

/** What calls cost by the tenant's own prices, and how months are made up of that. */
export function PricesPage() {
  return (
    <Page
      title="Prices"
      note="Each call is estimated by these prices when it ends, beside what its provider reports. Days and months are those of the tenant's clock."
      action={
        <Link to="/statements" className={buttonClass()}>
          Statements
        </Link>
      }
    >
      <Needs permission="tenants:read" refusal="Your role does not show prices">
        <SettingsPanel />
        <PriceList />
      </Needs>
    </Page>
  );
}
