import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CallPrice } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { formatExactly, wordOf } from "../lib/format.ts";
import { providerName } from "../lib/providers.ts";
import { useRemoval } from "../lib/removals.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { PriceDialog } from "./price-dialog.tsx";
import { unitWords } from "./price-words.ts";
import { pricesQuery, removePrice } from "./pricing-client.ts";

/** Every price that was set, of one thing the newest first. */
export function PriceList() {
  const prices = useQuery(pricesQuery);
  const mayWrite = useMay("tenants:write");
  const [edited, setEdited] = useState<CallPrice | "new">();
  return (
    <Panel
      title={t("Prices of calls")}
      note={t(
        "A price holds from its day until the next one for the same provider, agent, component and unit. An agent's own price stands in the place of its provider's. Calls are estimated again when a price changes.",
      )}
      action={mayWrite && <Button onClick={() => setEdited("new")}>{t("Set a price…")}</Button>}
    >
      <Rows query={prices} empty={t("No price is set: calls have no estimate.")}>
        {(prices.data?.data ?? []).map((price) => (
          <PriceRow
            key={price.id}
            price={price}
            onEdit={mayWrite ? () => setEdited(price) : undefined}
          />
        ))}
      </Rows>
      {edited !== undefined && (
        <PriceDialog
          price={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Panel>
  );
}

function PriceRow({ price, onEdit }: { price: CallPrice; onEdit: (() => void) | undefined }) {
  const { agent_id: agent, valid_from: from, valid_until: until } = price;
  const name = `${providerName(price.provider)}, ${wordOf(price.component)}`;
  const removal = useRemoval({
    id: price.id,
    name: t("The price of {name}", { name }),
    remove: () => removePrice(price.id),
    renews: ["prices", "price-settings", "statement"],
  });
  if (removal.isHidden) return null;
  return (
    <Row
      title={name}
      note={
        <>
          {formatExactly(price.amount)} {price.currency} {unitWords(price)} ·{" "}
          {agent === null ? t("every agent") : t("agent {agent}", { agent })}
          {" · "}
          {t("from {from}", { from })}
          {until !== null && ` ${t("until {until}", { until })}`}
          {price.is_in_force ? "" : ` · ${t("does not count today")}`}
        </>
      }
    >
      {onEdit !== undefined && (
        <>
          <Button aria-label={t("Change {name} from {from}", { name, from })} onClick={onEdit}>
            {t("Change")}
          </Button>
          <Button
            aria-label={t("Remove {name} from {from}", { name, from })}
            onClick={removal.start}
          >
            {t("Remove")}
          </Button>
        </>
      )}
    </Row>
  );
}
