import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ModelPrice } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { useRemoval } from "../lib/removals.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { pricesQuery, removePrice } from "./model-use-client.ts";
import { PriceDialog } from "./price-dialog.tsx";

/** What models cost. Prices that come with the product are shown on demand: most of them are of models that nobody uses here. */
export function Prices() {
  const prices = useQuery(pricesQuery);
  const mayWrite = useMay("tenants:write");
  const [isSetting, setSetting] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const all = prices.data?.data ?? [];
  const shown = showsAll ? all : all.filter(({ source }) => source !== "built_in");
  return (
    <Panel
      title={t("Prices")}
      note={t(
        "US dollars for a million tokens. Prices that were set count before those that come with the product, which are as public price lists said on their day. What was counted before keeps its cost.",
      )}
      action={mayWrite && <Button onClick={() => setSetting(true)}>{t("Set a price…")}</Button>}
    >
      <Rows query={prices} empty={t("Nobody set a price here.")}>
        {shown.map((price) => (
          <PriceRow
            key={`${price.source} ${price.model} ${price.valid_from}`}
            price={price}
            mayWrite={mayWrite}
          />
        ))}
      </Rows>
      <Button className="mt-3" onClick={() => setShowsAll(!showsAll)}>
        {showsAll ? t("Hide prices that come with the product") : t("Show all prices")}
      </Button>
      {isSetting && <PriceDialog onClose={() => setSetting(false)} />}
    </Panel>
  );
}

const sources = {
  own: t("Set here"),
  installation: t("Set by the installation"),
  built_in: t("Comes with the product"),
} as const;

function PriceRow({ price, mayWrite }: { price: ModelPrice; mayWrite: boolean }) {
  const { id, model, source, cached_input_usd: cached, valid_from: from } = price;
  const removal = useRemoval({
    id: id ?? model,
    name: t("The price of {name}", { name: model }),
    remove: async () => id !== null && removePrice(id),
    renews: ["model-prices"],
  });
  if (removal.isHidden) return null;
  return (
    <Row
      title={model}
      note={
        <>
          {t("{amount} in", { amount: `$${price.input_usd}` })}
          {cached !== null && `, ${t("{amount} cached", { amount: `$${cached}` })}`}
          {", "}
          {t("{amount} out", { amount: `$${price.output_usd}` })}
          {" ·"} {t("{source}, from {from}", { source: sources[source], from })}
          {!price.is_in_force && ` · ${t("does not count today")}`}
        </>
      }
    >
      {mayWrite && source === "own" && id !== null && (
        <Button
          aria-label={t("Remove {model} from {from}", { model, from })}
          onClick={removal.start}
        >
          {t("Remove")}
        </Button>
      )}
    </Row>
  );
}
