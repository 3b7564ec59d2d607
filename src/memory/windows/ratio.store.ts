import { sql } from "kysely";
import type { Trx } from "../../store/index.ts";

/** Of each model, the newest. */
export const ratiosMax = 50;

/** Adds what was learned to what all processes know, and returns that: of the models that were heard of last. */
export async function exchangeRatios(
  trx: Trx,
  of: { written: ReadonlyMap<string, readonly number[]>; modelsMax: number; at: Date },
): Promise<Map<string, number[]>> {
  const { written, modelsMax, at } = of;
  if (written.size > 0) {
    const given = JSON.stringify([...written].map(([model, ratios]) => ({ model, ratios })));
    // In one order, so that two who write at once do not wait for each other.
    await sql`insert into mem_token_ratios as r (model, ratios, updated_at)
      select g.model, g.ratios, ${at} from jsonb_to_recordset(${given}::jsonb) as g (model text, ratios real[]) order by g.model
      on conflict (model) do update set updated_at = excluded.updated_at,
        ratios = (r.ratios || excluded.ratios)[greatest(1, cardinality(r.ratios || excluded.ratios) - ${ratiosMax - 1}):]`.execute(
      trx,
    );
    await sql`delete from mem_token_ratios where model not in (
      select model from mem_token_ratios order by updated_at desc, model limit ${modelsMax})`.execute(
      trx,
    );
  }
  const rows = await trx.selectFrom("mem_token_ratios").select(["model", "ratios"]).execute();
  return new Map(rows.map(({ model, ratios }) => [model, ratios]));
}
