import { simulators } from "../providers/index.ts";
import { createSimulation } from "./create-simulation.ts";
import { type SendOptions, type SendReport, send } from "./send.ts";

type Target = Omit<SendOptions, "isPaced">;

const weekMs = 7 * 86_400_000;
/** The youngest of the past calls is over by now, whatever its length. */
const distanceMs = 3_600_000;
const liveEveryMs = 4_000;
const liveSpeed = 8;

/** OpenAI tells of no end, so its calls stay live until their time is up: few of them, or nothing else would be seen. */
const demoProviders = [...simulators.keys()].flatMap((id) =>
  id === "openai_realtime" ? [id] : [id, id, id, id],
);

/** Delivers finished calls of the past seven days, of all providers, as fast as they are taken. */
export function playPastWeek(
  target: Target,
  { now, count }: { now: number; count: number },
): Promise<SendReport> {
  const spanMs = weekMs - distanceMs;
  const simulation = createSimulation({
    seed: 1,
    providers: demoProviders,
    count,
    startAt: now - weekMs,
    everyMs: spanMs / count,
    speed: 1,
  });
  return send(simulation, { ...target, isPaced: false });
}

/** Delivers a new call every few seconds, told some times faster than life, until the signal comes. */
export function playLive(target: Target, { now }: { now: number }): Promise<SendReport> {
  const simulation = createSimulation({
    // Another seed at every start, or the calls of the start before would go on.
    seed: now,
    providers: demoProviders,
    count: Number.POSITIVE_INFINITY,
    startAt: now,
    everyMs: liveEveryMs,
    speed: liveSpeed,
  });
  return send(simulation, { ...target, isPaced: true });
}
