import { z } from "zod";
import { type BusinessLookups, type HoursAnswer, services } from "../../business/index.ts";
import type { TransferDecision } from "../../providers/index.ts";
import type { BuiltInTool, Tool } from "../tool.ts";
import { defineBuiltIn } from "./define.ts";
import { type AtCall, findPlace, isPlace, LocationSetting, type Places } from "./find-place.ts";
import { wordsIn } from "./words.ts";

const id = "transfer";

/** A telephone number or a SIP address; nothing else can take a call. */
const Line = z
  .string()
  .max(250)
  .regex(
    /^(?:\+[1-9]\d{5,14}|sips?:[^\s@<>"]+@[A-Za-z0-9.:[\]-]+)$/,
    "must be a number with its country, such as +12125550102, or a SIP address, such as sip:desk@example.com",
  )
  .describe("In E.164, such as +12125550102, or a SIP address, such as sip:desk@example.com.");
const Name = z.string().max(100).optional().describe("Whom it reaches: kitchen, sales, Ada.");

const Settings = z.strictObject({
  location_id: LocationSetting,
  destinations: z
    .array(
      z.strictObject({
        number: Line,
        name: Name,
        hours: z
          .enum(services)
          .optional()
          .describe(
            "Only while this service of the location is open. Left out: at any time. Hours that nobody wrote down keep nobody away.",
          ),
        location_id: z
          .string()
          .max(100)
          .optional()
          .describe("Whose hours these are, where they are not those of the tool's location."),
      }),
    )
    .min(1)
    .max(20)
    .describe("The first that is open takes the call."),
  otherwise: z
    .strictObject({ number: Line, name: Name })
    .optional()
    .describe("Takes the call when none of these is open. Left out: the caller is told so."),
});
type Settings = z.output<typeof Settings>;

interface Needs {
  lookups: BusinessLookups;
  places: Places;
}

/** Tells where a call may be transferred at this hour. */
export function transfer(needs: Needs): BuiltInTool {
  return defineBuiltIn({
    id,
    title: "Transfer by opening hours",
    description:
      "Tells whether the call can be transferred to a person now, and to which number. Use it when the caller wants to speak to somebody; transfer only to the number that it gives.",
    arguments: z.object({
      to: z.string().max(100).optional().describe("Whom the caller asks for, if they said so."),
    }),
    settings: Settings,
    hasEffect: false,
    asksServer: false,
    async run(use, { to }, settings) {
      const { number, spoken } = await decide(needs, use, { settings, to });
      const data = { result: spoken, can_transfer: number !== null, number };
      return { text: spoken, data };
    },
  });
}

/** Where a call goes when the provider itself asks, by the tenant's transfer tool; null when it has none. */
export async function decideByTool(
  needs: Needs & { list: (scope: AtCall["scope"]) => Promise<readonly Tool[]> },
  call: AtCall,
): Promise<TransferDecision | null> {
  const tool = (await needs.list(call.scope)).find(({ built_in }) => built_in === id);
  if (tool === undefined) return null;
  return decide(needs, call, { settings: Settings.parse(tool.settings), to: undefined });
}

async function decide(
  { lookups, places }: Needs,
  call: AtCall,
  { settings, to }: { settings: Settings; to: string | undefined },
): Promise<TransferDecision> {
  let { language } = call;
  const wanted = settings.destinations.filter(({ name }) => isMeant(name, to));
  const closed: HoursAnswer[] = [];
  for (const one of wanted.length > 0 ? wanted : settings.destinations) {
    const { number, hours } = one;
    if (hours === undefined) return { number, spoken: wordsIn(language).connecting };
    const set = one.location_id ?? settings.location_id;
    const place = await findPlace(places, call, { set });
    if (!isPlace(place)) return { number: null, spoken: place.text };
    const asked = { service: hours, language: place.spoken };
    const answer = await lookups.answerHours(call.scope, place.id, asked);
    language = place.spoken;
    if (answer.state !== "closed") return { number, spoken: wordsIn(language).connecting };
    closed.push(answer);
  }
  if (settings.otherwise !== undefined) {
    return { number: settings.otherwise.number, spoken: wordsIn(language).connecting };
  }
  const [first] = closed.sort((a, b) => opensAt(a) - opensAt(b));
  return { number: null, spoken: `${first?.text ?? ""} ${wordsIn(language).cannotConnect}` };
}

/** The caller hears of what opens first. */
function opensAt({ changes_at: at }: HoursAnswer): number {
  return at === null ? Number.POSITIVE_INFINITY : Date.parse(at);
}

function isMeant(name: string | undefined, to: string | undefined): boolean {
  if (to === undefined) return true;
  const [own, said] = [(name ?? "").toLowerCase(), to.toLowerCase()];
  return own !== "" && (own.includes(said) || said.includes(own));
}
