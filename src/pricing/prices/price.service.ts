import { recordAudit } from "../../audit/index.ts";
import type { RequestAccess } from "../../http/index.ts";
import { newId } from "../../lib/ids.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { findProvider } from "../../providers/index.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import { readDay } from "../calendar.ts";
import { holdPrices, lockEstimates, markEstimates } from "../estimates/recount.store.ts";
import { writeAmount } from "../money.ts";
import type { NewPrice, PriceChange, PriceView } from "./price.schema.ts";
import {
  countPrices,
  deletePrice,
  findPrice,
  type PriceRow,
  readPrices,
  writePrice,
} from "./price.store.ts";

export type PriceService = ReturnType<typeof createPriceService>;

interface Needs {
  db: Database;
  now: () => number;
  /** Calls have to be estimated again. */
  wake: () => void;
}

const pricesMax = 1_000;

/** What a tenant pays for calls. Whoever changes a price has every call estimated again that it may be for. */
export function createPriceService({ db, now, wake }: Needs) {
  const list = async (trx: Trx, scope: TenantScope) => toViews(await readPrices(trx, scope), now());

  const mustFind = async (trx: Trx, scope: TenantScope, id: string): Promise<PriceRow> => {
    const price = await findPrice(trx, scope, id);
    if (price !== undefined) return price;
    throw new ProblemError("price-not-found", "The tenant has no such price.");
  };

  const change = async <T>(scope: TenantScope, work: (trx: Trx) => Promise<T>): Promise<T> => {
    const done = await inTenant(db, scope, async (trx) => {
      await lockEstimates(trx, scope);
      return work(trx);
    });
    wake();
    return done;
  };

  const write = async (
    trx: Trx,
    { scope, actor }: RequestAccess,
    price: PriceRow,
    of: { action: string; fromAt: number },
  ): Promise<PriceView> => {
    await markEstimates(trx, scope, new Date(of.fromAt));
    await holdPrices(trx, scope);
    if ((await countPrices(trx, scope)) >= pricesMax && of.action === "price.set") {
      throw new ProblemError("limit-reached", `A tenant has at most ${pricesMax} prices.`);
    }
    if (!(await writePrice(trx, scope, price, { actor, at: new Date(now()) }))) {
      throw new ProblemError(
        "price-exists",
        "There is a price for the same from this day on: change that one.",
      );
    }
    const view = (await list(trx, scope)).find(({ id }) => id === price.id);
    if (view === undefined) throw new Error("a price was not written");
    const { id, is_in_force: _, valid_until: __, ...payload } = view;
    await recordAudit(trx, scope, { actor, action: of.action, subject: id, payload });
    return view;
  };

  const dayIn = (trx: Trx, scope: TenantScope, day: string | undefined) =>
    readDay(trx, scope, { day, at: new Date(now()) });

  return {
    list: (scope: TenantScope) => inTenant(db, scope, (trx) => list(trx, scope)),

    create: (access: RequestAccess, given: NewPrice): Promise<PriceView> =>
      change(access.scope, async (trx) => {
        const from = await dayIn(trx, access.scope, given.valid_from);
        const price: PriceRow = {
          ...{ id: newId("prc"), component: given.component, unit: given.unit },
          provider: findProvider(given.provider)?.id ?? given.provider,
          agentId: given.agent_id ?? "",
          incrementSeconds: given.unit === "minute" ? given.increment_seconds : null,
          ...{ currency: given.currency, micros: given.amount },
          ...{ validFrom: from.day, validFromAt: from.at },
        };
        return write(trx, access, price, { action: "price.set", fromAt: from.at });
      }),

    change: (access: RequestAccess, id: string, given: PriceChange): Promise<PriceView> =>
      change(access.scope, async (trx) => {
        const before = await mustFind(trx, access.scope, id);
        const from =
          given.valid_from === undefined
            ? { day: before.validFrom, at: before.validFromAt }
            : await dayIn(trx, access.scope, given.valid_from);
        const increment = given.increment_seconds ?? before.incrementSeconds;
        const price = {
          ...before,
          incrementSeconds: before.unit === "minute" ? increment : null,
          micros: given.amount ?? before.micros,
          ...{ validFrom: from.day, validFromAt: from.at },
        };
        const fromAt = Math.min(before.validFromAt, from.at);
        return write(trx, access, price, { action: "price.changed", fromAt });
      }),

    remove: ({ scope, actor }: RequestAccess, id: string): Promise<void> =>
      change(scope, async (trx) => {
        const { provider, component, validFrom, validFromAt } = await mustFind(trx, scope, id);
        await markEstimates(trx, scope, new Date(validFromAt));
        await holdPrices(trx, scope);
        await deletePrice(trx, scope, id);
        const payload = { provider, component, valid_from: validFrom };
        await recordAudit(trx, scope, { actor, action: "price.removed", subject: id, payload });
      }),
  };
}

/** @param rows of one thing the newest first. */
function toViews(rows: readonly PriceRow[], at: number): PriceView[] {
  const begun = new Set<string>();
  return rows.map((row, place) => {
    const key = keyOf(row);
    const next = rows[place - 1];
    const hasBegun = row.validFromAt <= at;
    const isInForce = hasBegun && !begun.has(key);
    if (hasBegun) begun.add(key);
    return {
      ...{ id: row.id, provider: row.provider, agent_id: row.agentId === "" ? null : row.agentId },
      ...{ component: row.component, unit: row.unit, increment_seconds: row.incrementSeconds },
      ...{ currency: row.currency, amount: writeAmount(row.micros), valid_from: row.validFrom },
      valid_until: next !== undefined && keyOf(next) === key ? next.validFrom : null,
      is_in_force: isInForce,
    };
  });
}

const keyOf = ({ provider, agentId, component, unit }: PriceRow) =>
  JSON.stringify([provider, agentId, component, unit]);
