import { z } from "zod";
import type { Message } from "../../contacts/index.ts";
import { dialledForms } from "../../lib/phone.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { BuiltInTool } from "../tool.ts";
import { callerNumber } from "./caller.ts";
import { defineBuiltIn } from "./define.ts";
import { wordsIn } from "./words.ts";

/** Takes a message for people, who find it at the contact and among what is to be followed up. */
export function takeMessage(needs: {
  takeMessage: (scope: TenantScope, message: Message) => Promise<unknown>;
}): BuiltInTool {
  return defineBuiltIn({
    id: "take_message",
    title: "Take a message",
    description:
      "Takes a message for the people of the business, who will call back. Use it when the caller wants to leave a message or to be called back. Say that it was passed on only after this succeeded.",
    arguments: z.object({
      message: z.string().max(4_000).describe("What is to be passed on, in full sentences."),
      name: z.string().max(200).default("").describe("Who is calling, if they said so."),
      phone: z
        .string()
        .max(50)
        .optional()
        .describe("Where to call back, if not the number that the call comes from."),
      is_urgent: z.boolean().default(false).describe("Only if the caller says that it is urgent."),
    }),
    settings: z.strictObject({
      due_hours: z
        .number()
        .min(0)
        .max(720)
        .default(24)
        .describe("After how many hours somebody should have called back."),
    }),
    hasEffect: true,
    asksServer: false,
    async run(use, { message, name, phone, is_urgent: isUrgent }, { due_hours: hours }) {
      const words = wordsIn(use.language);
      const number = dialledForms(phone)[0] ?? callerNumber(use.call);
      if (number === null) return { text: words.whichNumber };
      await needs.takeMessage(use.scope, {
        ...{ number, name: name.trim(), content: message, isUrgent, callId: use.callId },
        dueAt: new Date(use.askedAt + hours * 3_600_000),
        timeZone: "UTC",
        actor: `tool:${use.tool.id}`,
      });
      return { text: words.messageTaken };
    },
  });
}
