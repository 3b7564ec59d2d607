import { t } from "../lib/text.ts";
import { Needs, Page } from "../ui/page.tsx";
import { Limits } from "./limits.tsx";
import { Prices } from "./prices.tsx";
import { UsePanel } from "./use-panel.tsx";

/** What agents use of models, what that costs, and how much it may be. */
export function ModelUsePage() {
  return (
    <Page
      title={t("Model use")}
      note={t(
        "Tokens and cost of what models answered through the model endpoint. Days and months are those of UTC.",
      )}
    >
      <Needs permission="memory:read" refusal={t("Your role does not show what is used of models")}>
        <Limits />
        <UsePanel />
        <Prices />
      </Needs>
    </Page>
  );
}
