import type { Command } from "commander";
import { commandConfig, withClient } from "./client.ts";
import { addCommand, providerOption } from "./options.ts";
import { counted, print, printJson } from "./output.ts";

interface Outcome {
  checked: number;
  accepted: number;
  still_rejected: number;
}

/** `voicelens events reverify`: gives refused deliveries another chance, after a secret was corrected. */
export function eventsReverifyCommand(parent: Command): void {
  addCommand(parent, "reverify", "verify refused deliveries again with today's secrets")
    .addOption(providerOption())
    .action(async ({ provider, json }: { provider?: string; json: boolean }) => {
      const outcome = await withClient(commandConfig(), async (client) => {
        const body = provider === undefined ? {} : { provider };
        const answer = await client.ask("POST", "/api/v1/rejected-deliveries/reverify", body);
        await client.settle();
        return answer.json as Outcome;
      });
      if (json) return printJson(outcome);
      const { checked, accepted, still_rejected } = outcome;
      print(
        `${counted(checked, "refused delivery")} checked: ${accepted} accepted, ${still_rejected} still refused.`,
      );
    });
}
