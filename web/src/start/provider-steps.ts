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
      "Open Settings, then Webhooks in the Retell dashboard.",
      "Paste the address as the account-level webhook URL.",
    ],
    secret: "The Retell API key that carries the webhook badge.",
  },
  vapi: {
    address: [
      "Open the organisation, the assistant or the phone number in the Vapi dashboard.",
      "Paste the address as its server URL.",
      "Attach a bearer, secret or HMAC credential to it.",
    ],
    secret: "The value of that credential.",
  },
  elevenlabs: {
    address: [
      "Open Agents, Settings, then Webhooks.",
      "Add the address as a post-call webhook.",
      "For the initiation webhook and for tools add a header x-voicelens-secret with the same secret.",
    ],
    secret: "The signing secret (wsec_…) that ElevenLabs shows when the webhook is made.",
  },
  openai_realtime: {
    address: [
      "Open the webhooks in the settings of the OpenAI project.",
      "Add the address with the event realtime.call.incoming.",
    ],
    secret: "The signing secret (whsec_…) that is shown once.",
  },
  assistable: {
    address: [
      "Open Call Settings, then Webhooks.",
      "Paste the address with ?token=<secret> behind it, as incoming and as post-call webhook.",
    ],
    secret: "A long text of your own choice, the same as in the address. One can be made here.",
  },
  bland: {
    address: [
      "Create a webhook secret in the account settings: without one Bland does not sign.",
      "Give the address as webhook when a call is started, or to the inbound number.",
    ],
    secret: "That webhook secret.",
  },
  twilio: {
    address: [
      "Open the phone number, or the place that starts calls.",
      "Set the address as status callback, with the events initiated, ringing, answered and completed.",
    ],
    secret: "The auth token of the account.",
  },
};
