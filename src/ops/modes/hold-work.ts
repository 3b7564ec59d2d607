import type { DueWork } from "../../jobs/index.ts";
import type { Feature } from "./features.ts";
import type { Switches, SwitchName } from "./switches.ts";

/** Which work waits while something is switched, by its name. Its rows wait; what is under way is given up, and begins again from its lease. */
export const heldBy = {
  maintenance: ["sweeps", "imports", "documents", "questionRuns", "largeBases"],
  analytics: ["analytics"],
  exports: [],
  alerts: ["alertRules", "alertMessages"],
  outgoing: ["deliveries"],
  reading_back: ["sweeps", "imports"],
  documents: ["documents", "questionRuns", "largeBases", "locationKnowledge"],
  memory: ["memory", "embeddings"],
} as const satisfies Record<Feature | "maintenance", readonly string[]>;

/** Work that goes on by itself except while it is held. */
export interface HeldWork {
  /** Starts all work that is not held, and follows what is switched from then on. */
  start(): void;
  /** Waits until all work is as what is switched wants it. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts and stops each piece of work as what is switched wants it. */
export function holdWork(work: Readonly<Record<string, DueWork>>, switches: Switches): HeldWork {
  let isStarted = false;
  const running = new Set<string>();
  let turn: Promise<void> = Promise.resolve();
  const follow = async () => {
    const ending: Array<Promise<void>> = [];
    for (const [name, piece] of Object.entries(work)) {
      const isWanted = isStarted && !isHeld(name, switches);
      if (isWanted === running.has(name)) continue;
      if (isWanted) {
        running.add(name);
        piece.start();
      } else {
        running.delete(name);
        ending.push(piece.stop());
      }
    }
    await Promise.all(ending);
  };
  // One after the other: a piece that is still ending cannot be started.
  const next = () => {
    turn = turn.then(follow);
    return turn;
  };
  switches.onLook(() => void next());
  return {
    start() {
      isStarted = true;
      void next();
    },
    settle: () => turn,
    async stop() {
      isStarted = false;
      await next();
    },
  };
}

function isHeld(work: string, switches: Switches): boolean {
  return Object.entries(heldBy).some(
    ([name, held]) =>
      (held as readonly string[]).includes(work) && switches.find(name as SwitchName) !== undefined,
  );
}
