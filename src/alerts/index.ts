/** Rules over what happens, alerts that follow from them, and who is told. */

export { countOpenAlerts } from "./alert.store.ts";
export { alertData } from "./alert-data.ts";
export { findOutgoingAlert } from "./alert-views.ts";
export { openAlerts } from "./open-alerts.ts";
