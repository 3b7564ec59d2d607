/** What agents ask for while a caller waits: tools, knowledge, transfers, and who takes an inbound call. */

export { openTools } from "./open-tools.ts";
export { toolData } from "./tool-data.ts";
