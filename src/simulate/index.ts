/** Invented traffic: whole calls in the providers' own words, sent as they would send them. */
export {
  createSimulation,
  type PlannedDelivery,
  type SimulationOptions,
} from "./create-simulation.ts";
export { playLive, playPastWeek } from "./demo.ts";
export { type SendReport, send } from "./send.ts";
