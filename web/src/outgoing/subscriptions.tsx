import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { WebhookSubscription } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { showToast } from "../ui/toasts.tsx";
import { NewSubscription } from "./new-subscription.tsx";
import { renews, sendTest, subscriptionsQuery } from "./outgoing-client.ts";
import { SecretsDialog } from "./secrets-dialog.tsx";
import { TargetRow } from "./target-row.tsx";

/** Webhooks that we send. */
export function Subscriptions() {
  const subscriptions = useQuery(subscriptionsQuery);
  const mayWrite = useMay("connections:write");
  return (
    <Panel
      title={t("Webhooks")}
      note={t(
        "Events of calls, signed by Standard Webhooks. What fails is tried again for a day or longer, with the same message id.",
      )}
    >
      <Rows query={subscriptions} empty={t("Nobody is told of calls yet.")}>
        {subscriptions.data?.map((one) => (
          <SubscriptionRow key={one.id} subscription={one} />
        ))}
      </Rows>
      {mayWrite && <NewSubscription />}
    </Panel>
  );
}

function SubscriptionRow({ subscription }: { subscription: WebhookSubscription }) {
  const [isOpen, setOpen] = useState(false);
  const { id, name, url, event_types: types, agent_ids: agents } = subscription;
  const test = useChange({
    change: () => sendTest(id),
    renews,
    onDone: () => showToast(t("The test is on its way; see the deliveries below.")),
  });
  const agentWords = t("{count, plural, one {one agent} other {# agents}}", {
    count: agents?.length ?? 0,
  });
  return (
    <TargetRow
      kind="subscription"
      target={subscription}
      what={
        <>
          {types === null ? t("every event") : types.join(", ")}
          {agents !== null && ` ${t("of {agentWords}", { agentWords })}`}
        </>
      }
    >
      <Button
        aria-label={t("Send a test to {name}", { name: name || url })}
        disabled={test.isPending || !subscription.is_enabled}
        onClick={() => test.mutate(undefined)}
      >
        {t("Send a test")}
      </Button>
      <Button
        aria-label={t("Secrets of {name}", { name: name || url })}
        onClick={() => setOpen(true)}
      >
        {t("Secrets…")}
      </Button>
      {isOpen && <SecretsDialog subscription={subscription} onClose={() => setOpen(false)} />}
    </TargetRow>
  );
}
