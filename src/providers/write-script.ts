import type { Direction } from "../lib/call.ts";
import type { Random } from "../lib/random.ts";
import type { CallScript, Scenario } from "./script.ts";
import { type Cast, type Line, type Story, type Trade, trades } from "./script-stories.ts";

/** How often each kind of call comes; the shares add up to one. */
const shares: ReadonlyArray<readonly [Scenario, number]> = [
  ["booked", 0.3],
  ["question_answered", 0.25],
  ["transferred", 0.1],
  ["voicemail", 0.08],
  ["no_answer", 0.08],
  ["caller_hung_up_early", 0.07],
  ["tool_failed", 0.05],
  ["busy", 0.04],
  ["provider_failure", 0.03],
];

const outboundOnly: ReadonlySet<Scenario> = new Set(["voicemail", "no_answer", "busy"]);

const firstNames = [
  ["Alma", "Amir", "Bruno", "Carmen", "Chloe", "Daniel", "Dolores", "Elena", "Farid", "Fiona"],
  ["Grace", "Hugo", "Imani", "Isaac", "Jasmine", "Kofi", "Lars", "Leila", "Marcus", "Mei"],
  ["Nadia", "Oscar", "Priya", "Quinn", "Rafael", "Rosa", "Soren", "Tara", "Victor", "Yuki"],
].flat();
const lastNames = [
  ["Abbott", "Alvarez", "Bianchi", "Brooks", "Chen", "Dawson", "Egede", "Farrell", "Fontaine"],
  ["Greene", "Haddad", "Hoffmann", "Ito", "Jensen", "Kaminski", "Lindgren", "Mbeki", "Moreau"],
  ["Nakamura", "Novak", "Okafor", "Patel", "Quigley", "Ramirez", "Sato", "Tanaka", "Whitfield"],
].flat();
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const mornings = ["8:30 AM", "9:00 AM", "9:45 AM", "10:15 AM", "11:00 AM", "11:30 AM"];
const afternoons = ["1:15 PM", "2:00 PM", "2:45 PM", "3:30 PM", "4:15 PM", "5:00 PM"];

/** Average speed of speech. */
const charactersPerSecond = 14;

interface ScriptOptions {
  scenario?: Scenario;
  /** Wins over chance, but not over a scenario that exists in one direction only. */
  direction?: Direction;
}

/**
 * Invents a call: people, a business, what they say and when, and how it ends. The same seed gives the same call.
 *
 * A voicemail counts as connected, to the mailbox: it has a greeting (role user), perhaps our message, and a duration. A provider
 * failure may strike before or during the conversation, told apart by `isConnected`. Every number is in the range kept free for fiction.
 */
export function writeScript(random: Random, options: ScriptOptions = {}): CallScript {
  const scenario = options.scenario ?? drawScenario(random, options.direction);
  const direction = drawDirection(random, scenario, options.direction);
  const trade = random.pick(trades);
  const [businessName, agentName] = random.pick(trade.businesses);
  const cast = drawCast(random, direction, businessName, agentName);
  const base = {
    scenario,
    direction,
    callerNumber: fictionalNumber(random.int(0, 79)),
    businessNumber: businessNumber(businessName),
    callerName: cast.full,
    businessName,
    agentName,
  };
  return { ...base, ...play(scenario, trade, cast) };
}

type Course = Omit<
  CallScript,
  | "scenario"
  | "direction"
  | "callerNumber"
  | "businessNumber"
  | "callerName"
  | "businessName"
  | "agentName"
>;

function play(scenario: Scenario, trade: Trade, cast: Cast): Course {
  switch (scenario) {
    case "no_answer":
      return unanswered("Nobody answered.", cast.random.int(0, 4) * 500);
    case "busy":
      return unanswered("The line was busy.", 0);
    case "voicemail":
      return voicemail(trade, cast);
    case "caller_hung_up_early":
      return hungUpEarly(trade, cast);
    case "provider_failure":
      return providerFailure(trade, cast);
    default:
      return conversation(scenario, trade, cast);
  }
}

const feelings = {
  booked: ["positive", "positive", "positive", "neutral"],
  question_answered: ["positive", "positive", "neutral", "neutral"],
  transferred: ["positive", "neutral", "neutral"],
  tool_failed: ["neutral", "negative", "negative"],
} as const;

function conversation(scenario: keyof typeof feelings, trade: Trade, cast: Cast): Course {
  const { random } = cast;
  const story = random.pick(trade[scenario])(cast);
  const goodbye = scenario === "transferred" ? [] : closing(cast, scenario === "tool_failed");
  const timed = time([...opening(trade, cast, story), ...goodbye], random);
  return {
    ...connected(timed, random),
    summary: story.summary,
    sentiment: random.pick(feelings[scenario]),
    isSuccessful: scenario === "transferred" ? random.chance(0.7) : scenario !== "tool_failed",
  };
}

function hungUpEarly(trade: Trade, cast: Cast): Course {
  const { random } = cast;
  const story = random.pick(trade.question_answered)(cast);
  const farewell = random.pick([
    "Sorry, somebody is at the door. I'll try again later.",
    "Oh, am I talking to a machine? No, thank you.",
    "I have another call coming in, bye.",
    "You know what, I'll look it up on your website.",
    "Sorry, wrong moment. I'm just getting on the train.",
  ]);
  const begun = spoken(opening(trade, cast, story)).slice(0, cast.isOutbound ? 2 : 1);
  const more: Line[] = random.chance(0.5)
    ? [
        { role: "user", text: random.pick(["Um, hi. Hold on a second.", "Hello? Oh, right."]) },
        {
          role: "agent",
          text: random.pick(["Of course, take your time.", "I'm here. How can I help?"]),
        },
      ]
    : [];
  return {
    ...connected(time([...begun, ...more, { role: "user", text: farewell }], random), random),
    summary: `${cast.isOutbound ? "The person called" : "The caller"} hung up before anything could be settled.`,
    sentiment: random.pick(["neutral", "negative"]),
    isSuccessful: false,
  };
}

function providerFailure(trade: Trade, cast: Cast): Course {
  const { random } = cast;
  if (random.chance(0.4)) return unanswered("The call could not be set up.", 0);
  const lines = spoken(opening(trade, cast, random.pick(trade.booked)(cast)));
  return {
    ...connected(time(lines.slice(0, random.int(2, 5)), random), random),
    summary: "The connection broke off in the middle of the conversation.",
    sentiment: null,
    isSuccessful: null,
  };
}

function voicemail(trade: Trade, cast: Cast): Course {
  const { random, first, agent, business, dayPart } = cast;
  const greeting = random.pick([
    `Hi, this is ${first}. I can't come to the phone right now. Leave a message after the tone.`,
    "The person you are calling is not available. Please record your message after the beep.",
    `You've reached ${cast.full}. Tell me who you are, and I'll call you back. Beep!`,
  ]);
  const message = `Hello ${first}, this is ${agent} from ${business}. I'm calling ${random.pick(trade.outboundReason)}. You can reach us at this number any time. Have a good ${dayPart}!`;
  const isMessageLeft = random.chance(0.75);
  const lines: Line[] = [
    { role: "user", text: greeting },
    ...(isMessageLeft ? [{ role: "agent" as const, text: message }] : []),
  ];
  return {
    ...connected(time(lines, random), random),
    summary: isMessageLeft
      ? "A mailbox answered; a message with a request to call back was left."
      : "A mailbox answered; no message was left.",
    sentiment: null,
    isSuccessful: null,
  };
}

function unanswered(summary: string, costMicros: number): Course {
  return {
    isConnected: false,
    durationMs: 0,
    turns: [],
    toolCalls: [],
    summary,
    sentiment: null,
    isSuccessful: null,
    costMicros,
  };
}

function opening(trade: Trade, cast: Cast, story: Story): Line[] {
  const { random, agent, business, first, dayPart } = cast;
  if (!cast.isOutbound) {
    const greeting = random.pick([
      `${business}, this is ${agent}. How can I help you?`,
      `Thank you for calling ${business}! My name is ${agent}. What can I do for you?`,
      `Good ${dayPart}, ${business}. You're speaking with ${agent}.`,
    ]);
    return [{ role: "agent", text: greeting }, ...story.lines];
  }
  const reason = random.pick(trade.outboundReason);
  const answer = random.pick([
    "Oh, good that you call.",
    "Hi! Now that I have you on the line:",
    "Yes, I have a minute.",
    "Ah, perfect timing.",
  ]);
  return [
    {
      role: "user",
      text: random.pick(["Hello?", `${first} speaking.`, `Hello, this is ${first}.`]),
    },
    {
      role: "agent",
      text: `Hi ${first}, this is ${agent} from ${business}. I'm calling ${reason}. Is now a good time?`,
    },
    ...withPrefix(story.lines, answer),
  ];
}

function withPrefix(lines: readonly Line[], prefix: string): Line[] {
  return lines.map((line, index) =>
    index === 0 && "text" in line ? { ...line, text: `${prefix} ${line.text}` } : line,
  );
}

function closing({ random, first, dayPart }: Cast, isSubdued: boolean): Line[] {
  const thanks = isSubdued
    ? ["Okay. Bye.", "Alright, goodbye."]
    : [
        "Great, thank you so much!",
        "Perfect, that's all I needed.",
        "Wonderful. Thanks for your help!",
      ];
  const farewell = isSubdued
    ? ["Thank you for bearing with us. Goodbye!", `Sorry again, ${first}. Goodbye.`]
    : [
        `You're very welcome, ${first}. Have a lovely ${dayPart}!`,
        `My pleasure. Enjoy your ${dayPart}!`,
        `Glad I could help, ${first}. Goodbye!`,
      ];
  return [
    { role: "user", text: random.pick(thanks) },
    { role: "agent", text: random.pick(farewell) },
  ];
}

function spoken(lines: readonly Line[]): Line[] {
  return lines.filter((line) => "text" in line);
}

/** Gives every line its moment: nobody talks over anybody, and a tool is waited for. */
function time(lines: readonly Line[], random: Random): Pick<CallScript, "turns" | "toolCalls"> {
  const turns: Array<CallScript["turns"][number]> = [];
  const toolCalls: Array<CallScript["toolCalls"][number]> = [];
  let clock = random.int(400, 1200);
  for (const line of lines) {
    if ("text" in line) {
      const endMs = clock + speechMs(line.text, random);
      turns.push({ role: line.role, text: line.text, startMs: clock, endMs });
      clock = endMs + random.int(350, 1300);
      continue;
    }
    const { tool: name, arguments: args, result, isSuccess } = line;
    const durationMs = isSuccess ? random.int(180, 1600) : random.int(3000, 6000);
    toolCalls.push({ name, arguments: args, result, isSuccess, offsetMs: clock, durationMs });
    clock += durationMs + random.int(100, 400);
  }
  return { turns, toolCalls };
}

function speechMs(text: string, random: Random): number {
  const pace = random.int(90, 115) / 100;
  return Math.max(500, Math.round(((text.length * 1000) / charactersPerSecond) * pace));
}

function connected(
  timed: Pick<CallScript, "turns" | "toolCalls">,
  random: Random,
): Pick<CallScript, "isConnected" | "durationMs" | "turns" | "toolCalls" | "costMicros"> {
  const lastMs = timed.turns.at(-1)?.endMs ?? 0;
  const durationMs = lastMs + random.int(300, 2500);
  // Voice agents cost some seven to fourteen cents a minute; whole hundredths of a cent keep the amounts readable.
  const centsPerMinute = random.int(70, 140) / 10;
  const costMicros = Math.round((durationMs / 60_000) * centsPerMinute * 100) * 100;
  return { isConnected: true, durationMs, ...timed, costMicros };
}

function drawScenario(random: Random, direction: Direction | undefined): Scenario {
  const possible = shares.filter(([name]) => direction !== "inbound" || !outboundOnly.has(name));
  const total = possible.reduce((sum, [, share]) => sum + share, 0);
  let left = random.next() * total;
  for (const [name, share] of possible) {
    left -= share;
    if (left < 0) return name;
  }
  return "booked";
}

function drawDirection(random: Random, scenario: Scenario, wish: Direction | undefined): Direction {
  // Drawn in any case, so that a wish changes nothing else about the call.
  const isCallback = random.chance(
    scenario === "booked" || scenario === "provider_failure" ? 0.2 : 0.05,
  );
  if (outboundOnly.has(scenario)) return "outbound";
  return wish ?? (isCallback && scenario !== "transferred" ? "outbound" : "inbound");
}

function drawCast(random: Random, direction: Direction, business: string, agent: string): Cast {
  const first = random.pick(firstNames);
  const day = random.pick(weekdays);
  return {
    random,
    isOutbound: direction === "outbound",
    first,
    full: `${first} ${random.pick(lastNames)}`,
    agent,
    business,
    day,
    dayPart: random.pick(["morning", "afternoon", "day"]),
    otherDay: random.pick(weekdays.filter((other) => other !== day)),
    slot: random.pick(mornings),
    laterSlot: random.pick(afternoons),
  };
}

/** Every business keeps one number, from 0180 on; callers have those below. */
function businessNumber(name: string): string {
  const names = trades.flatMap(({ businesses }) => businesses.map(([each]) => each));
  return fictionalNumber(80 + names.indexOf(name));
}

function fictionalNumber(line: number): string {
  return `+12125550${100 + line}`;
}
