export { openPricing } from "./open-pricing.ts";
export { readBudget, type UsedBudget } from "./settings/budget.ts";
