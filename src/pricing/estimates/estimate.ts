import type { CostComponent, Disposition, ModelRole } from "../../lib/call.ts";
import { divide } from "../money.ts";

/** What a price is for: so much of a part of a call. */
export const priceUnits = ["minute", "call", "thousand_characters", "thousand_tokens"] as const;
export type PriceUnit = (typeof priceUnits)[number];

/** A price of a tenant for calls of a provider. */
export interface CallPrice {
  readonly id: string;
  /** Empty: every agent that has no price of its own. */
  readonly agentId: string;
  readonly component: CostComponent;
  readonly unit: PriceUnit;
  /** To how many seconds a duration is rounded up; null where the unit is no time. */
  readonly incrementSeconds: number | null;
  readonly currency: string;
  readonly micros: number;
  /** When the first day began for which it holds, in epoch milliseconds. */
  readonly validFromAt: number;
}

/** What is told of a call that is over, as far as prices go by it. */
export interface CallQuantities {
  readonly agentId: string;
  readonly happenedAt: number;
  readonly disposition: Disposition | null;
  readonly startedAt: number | null;
  readonly durationMs: number | null;
  readonly models: ReadonlyArray<{ readonly role: ModelRole; readonly tokens?: number | null }>;
  /** Characters that were spoken. */
  readonly characters: number | null;
}

/** A part of an estimate: how much of what, by which price. */
export interface EstimatePart {
  readonly price_id: string;
  readonly component: CostComponent;
  readonly unit: PriceUnit;
  /** Seconds as they are charged, calls, characters or tokens; null where it is not known. */
  readonly quantity: number | null;
  readonly currency: string;
  readonly micros: number | null;
}

/** What a call should have cost; a total only where all of it is known, in one currency. */
export interface Estimate {
  readonly state: "priced" | "no_price" | "quantity_unknown" | "several_currencies";
  readonly currency: string | null;
  readonly micros: number | null;
  readonly parts: readonly EstimatePart[];
}

/** How many of a unit's quantity its price is for. */
const perUnit: Readonly<Record<PriceUnit, bigint>> = {
  minute: 60n,
  call: 1n,
  thousand_characters: 1_000n,
  thousand_tokens: 1_000n,
};

const rolesOf: Partial<Record<CostComponent, readonly ModelRole[]>> = {
  stt: ["STT", "ASR"],
  llm: ["LLM"],
  tts: ["TTS"],
  voice_to_voice: ["V2V"],
};

const unreached: ReadonlySet<Disposition | null> = new Set([
  "no_answer",
  "busy",
  "declined",
  "canceled",
  "failed",
]);

/** What a call should have cost by a tenant's prices for its provider. Each part is rounded once, and parts of different currencies are never added. */
export function estimateCall(prices: readonly CallPrice[], call: CallQuantities): Estimate {
  const parts = pricesOf(prices, call).map((price) => partOf(price, call));
  const nothing = { currency: null, micros: null, parts };
  const [first] = parts;
  if (first === undefined) return { state: "no_price", ...nothing };
  if (parts.some(({ currency }) => currency !== first.currency)) {
    return { state: "several_currencies", ...nothing };
  }
  const total = parts.reduce<number | null>(
    (sum, { micros }) => (sum === null || micros === null ? null : sum + micros),
    0,
  );
  if (total === null || !Number.isSafeInteger(total))
    return { state: "quantity_unknown", ...nothing };
  return { state: "priced", currency: first.currency, micros: total, parts };
}

/** The prices that hold for a call: of each component and unit the newest by then, the agent's own before its provider's. */
function pricesOf(prices: readonly CallPrice[], { agentId, happenedAt }: CallQuantities) {
  const chosen = new Map<string, CallPrice>();
  for (const price of prices) {
    if (price.validFromAt > happenedAt) continue;
    if (price.agentId !== "" && price.agentId !== agentId) continue;
    const key = `${price.component}/${price.unit}`;
    const known = chosen.get(key);
    if (known === undefined || isNearer(price, known)) chosen.set(key, price);
  }
  return [...chosen.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ component, unit }: CallPrice) => `${component}/${unit}`;

function isNearer(one: CallPrice, other: CallPrice): boolean {
  if (one.agentId !== other.agentId) return one.agentId !== "";
  return one.validFromAt > other.validFromAt;
}

function partOf(price: CallPrice, call: CallQuantities): EstimatePart {
  const quantity = quantityOf(price, call);
  const { id, component, unit, currency } = price;
  return { price_id: id, component, unit, quantity, currency, micros: amountOf(price, quantity) };
}

function amountOf({ unit, micros }: CallPrice, quantity: number | null): number | null {
  if (quantity === null) return null;
  const amount = divide(BigInt(quantity) * BigInt(micros), perUnit[unit]);
  // More than can be kept exactly is no figure of a call.
  return amount > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(amount);
}

/** How much of it the call used. A call that reached nobody used nothing; what nobody told is not known. */
function quantityOf(price: CallPrice, call: CallQuantities): number | null {
  const isConnected = wasConnected(call);
  if (isConnected === false) return 0;
  switch (price.unit) {
    case "call":
      return isConnected === null ? null : 1;
    case "minute": {
      const stepMs = (price.incrementSeconds ?? 1) * 1_000;
      return call.durationMs === null
        ? null
        : (Math.ceil(call.durationMs / stepMs) * stepMs) / 1_000;
    }
    case "thousand_characters":
      return wholeOrNull(price.component === "tts" ? call.characters : null);
    case "thousand_tokens":
      return wholeOrNull(tokensOf(price.component, call));
  }
}

/** Whether somebody or something answered; null where nothing tells. */
export function wasConnected(
  call: Pick<CallQuantities, "startedAt" | "durationMs" | "disposition">,
): boolean | null {
  if (call.startedAt !== null || (call.durationMs ?? 0) > 0) return true;
  if (unreached.has(call.disposition) || call.durationMs === 0) return false;
  return null;
}

/** All tokens of the component's models; null where one did not tell. */
function tokensOf(component: CostComponent, { models }: CallQuantities): number | null {
  const mine = models.filter(({ role }) => rolesOf[component]?.includes(role));
  if (mine.length === 0) return null;
  return mine.reduce<number | null>(
    (sum, { tokens }) => (sum === null || tokens == null ? null : sum + tokens),
    0,
  );
}

/** Providers tell averages and nonsense too. */
function wholeOrNull(value: number | null): number | null {
  return value !== null && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
