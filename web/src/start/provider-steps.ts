import { t } from "../lib/text.ts";

interface ProviderSteps {
  /** Where the address is pasted. */
  address: readonly string[];
  /** What the secret is, and where it is found. */
  secret: string;
}

/** What is to be done at each provider, in its own words. */
export const providerSteps: Record<string, ProviderSteps> = {
  retell: {
    address: [
      t("Open Settings, then Webhooks in the Retell dashboard."),
      t("Paste the address as the account-level webhook URL."),
    ],
    secret: t("The Retell API key that carries the webhook badge."),
  },
  vapi: {
    address: [
      t("Open the organisation, the assistant or the phone number in the Vapi dashboard."),
      t("Paste the address as its server URL."),
      t("Attach a bearer, secret or HMAC credential to it."),
    ],
    secret: t("The value of that credential."),
  },
  elevenlabs: {
    address: [
      t("Open Agents, Settings, then Webhooks."),
      t("Add the address as a post-call webhook."),
      t(
        "For the initiation webhook and for tools add a header x-voicelens-secret with the same secret.",
      ),
    ],
    secret: t("The signing secret (wsec_…) that ElevenLabs shows when the webhook is made."),
  },
  openai_realtime: {
    address: [
      t("Open the webhooks in the settings of the OpenAI project."),
      t("Add the address with the event realtime.call.incoming."),
    ],
    secret: t("The signing secret (whsec_…) that is shown once."),
  },
  assistable: {
    address: [
      t("Open Call Settings, then Webhooks."),
      t("Paste the address with ?token=<secret> behind it, as incoming and as post-call webhook."),
    ],
    secret: t("A long text of your own choice, the same as in the address. One can be made here."),
  },
  bland: {
    address: [
      t("Create a webhook secret in the account settings: without one Bland does not sign."),
      t("Give the address as webhook when a call is started, or to the inbound number."),
    ],
    secret: t("That webhook secret."),
  },
  twilio: {
    address: [
      t("Open the phone number, or the place that starts calls."),
      t(
        "Set the address as status callback, with the events initiated, ringing, answered and completed.",
      ),
    ],
    secret: t("The auth token of the account."),
  },
};
