import type { LiveContext, VoiceProvider } from "../src/providers/index.ts";

/** What a provider is answered while no tool and no agent is set up; undefined for what it does not wait for. */
export function answerWithoutSetUp(
  { live }: VoiceProvider,
  body: unknown,
  { assistantId, ...context }: Partial<LiveContext> & { assistantId?: string } = {},
): unknown {
  const ask = live?.read(body, { headers: {}, tool: null, isInbound: false, ...context });
  const error = { text: "This tool is not set up yet.", isError: true };
  switch (ask?.kind) {
    case "tools":
      return ask.write(ask.tools.map(() => error));
    case "inbound":
      return ask.write({
        kind: "accept",
        agentId: assistantId ?? null,
        variables: {},
        metadata: {},
      });
    case "transfer":
      return ask.write({ number: null, spoken: "Sorry, not now." });
    case "knowledge":
      return ask.write([]);
    case "gate":
      return ask.write(false);
    case undefined:
      return undefined;
  }
}
