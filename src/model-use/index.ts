/** What models cost, what was used of them, and how much may be. */

export { type Admission, admitTurn, takePlace, unlimited } from "./limits/admit.ts";
export { listAgents, type ModelAgent } from "./limits/find-agent.ts";
export { createKnownLimits, type KnownLimits } from "./limits/known-limits.ts";
export { isLimited } from "./limits/settings.store.ts";
export { modelUseRoutes } from "./model-use.routes.ts";
export { modelUseData } from "./model-use-data.ts";
export { pricesOf } from "./prices/price.store.ts";
export type { SetPrice } from "./prices/price-list.ts";
export { readCost } from "./prices/read-cost.ts";
export { gatherUse } from "./use/gather-use.ts";
export { embeddedTokens, embeddingUse, recordEmbedding } from "./use/record-embedding.ts";
export { type ModelRequest, modelsOf, readUse, recordUse, type TurnUse } from "./use/record-use.ts";
export { UseFigures } from "./use/use.schema.ts";
