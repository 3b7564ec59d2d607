/** Finished calls enter memory by themselves, where the tenant decided so. */

export { noteFinishedCalls } from "./note-finished-calls.ts";
export { pastCalls, queuePastCalls } from "./past-calls.ts";
export { rememberCall } from "./remember-call.ts";
