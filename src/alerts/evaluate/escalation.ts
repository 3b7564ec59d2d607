import type { Priority } from "../rules/default-rules.ts";

const minuteMs = 60_000;
/** How long an alert may wait for somebody before it is told again, to more people. The least urgent wait for whoever looks. */
const patienceMs: Readonly<Record<Priority, number | null>> = {
  P1: 5 * minuteMs,
  P2: 30 * minuteMs,
  P3: 4 * 60 * minuteMs,
  P4: null,
};
const escalationsMax = 3;

/** When an alert that nobody takes is told again; null when it is not. Each time it waits twice as long. */
export function nextEscalation(priority: Priority, escalations: number, from: Date): Date | null {
  const patience = patienceMs[priority];
  if (patience === null || escalations >= escalationsMax) return null;
  return new Date(from.getTime() + patience * 2 ** escalations);
}
