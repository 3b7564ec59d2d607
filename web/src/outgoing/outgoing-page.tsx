import { t } from "../lib/text.ts";
import { Needs, Page } from "../ui/page.tsx";
import { Deliveries } from "./deliveries.tsx";
import { Relays } from "./relays.tsx";
import { Subscriptions } from "./subscriptions.tsx";

/** What is handed on to other systems. */
export function OutgoingPage() {
  return (
    <Page
      title={t("Outgoing")}
      note={t(
        "What happens here, told to other systems. A receiver that hangs or fails never keeps a call from coming in.",
      )}
    >
      <Needs permission="events:read" refusal={t("Your role does not show what is handed on")}>
        <Subscriptions />
        <Relays />
        <Deliveries />
      </Needs>
    </Page>
  );
}
