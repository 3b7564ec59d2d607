export type { SidebandPace } from "./hold-session.ts";
export { listenForCalls } from "./listen-for-calls.ts";
export { createSideband } from "./sideband.ts";
export { sidebandData } from "./sideband-data.ts";
export { sidebandNotices } from "./sideband-notices.ts";
