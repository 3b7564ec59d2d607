import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ModelPrice } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { useRemoval } from "../lib/removals.ts";
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
      title="Prices"
      note="US dollars for a million tokens. Prices that were set count before those that come with the product, which are as public price lists said on their day. What was counted before keeps its cost."
      action={mayWrite && <Button onClick={() => setSetting(true)}>Set a price…</Button>}
    >
      <Rows query={prices} empty="Nobody set a price here.">
        {shown.map((price) => (
          <PriceRow
            key={`${price.source} ${price.model} ${price.valid_from}`}
            price={price}
            mayWrite={mayWrite}
          />
        ))}
      </Rows>
      <Button className="mt-3" onClick={() => setShowsAll(!showsAll)}>
        {showsAll ? "Hide prices that come with the product" : "Show all prices"}
      </Button>
      {isSetting && <PriceDialog onClose={() => setSetting(false)} />}
    </Panel>
  );
}

const sources = {
  own: "Set here",
  installation: "Set by the installation",
  built_in: "Comes with the product",
} as const;

function PriceRow({ price, mayWrite }: { price: ModelPrice; mayWrite: boolean }) {
  const { id, model, source, cached_input_usd: cached, valid_from: from } = price;
  const removal = useRemoval({
    id: id ?? model,
    name: `The price of ${model}`,
    remove: async () => id !== null && removePrice(id),
    renews: ["model-prices"],
  });
  if (removal.isHidden) return null;
  return (
    <Row
      title={model}
      note={
        <>
          ${price.input_usd} in{cached !== null && `, $${cached} cached`}, ${price.output_usd} out ·{" "}
          {sources[source]}, from {from}
          {price.is_in_force ? "" : " · does not count today"}
        </>
      }
    >
      {mayWrite && source === "own" && id !== null && (
        <Button aria-label={`Remove ${model} from ${from}`} onClick={removal.start}>
          Remove
        </Button>
      )}
    </Row>
  );
}
