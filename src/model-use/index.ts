/** What models cost. */
export { modelUseRoutes } from "./model-use.routes.ts";
export { modelUseData } from "./model-use-data.ts";
