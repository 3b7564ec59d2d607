import { expect, test } from "vitest";
import { createWorld, keyOf } from "./world.ts";

interface Price {
  id: string | null;
  model: string;
  source: string;
  input_usd: string;
  valid_from: string;
  is_in_force: boolean;
}

test("prices come with a date, are set by owners for everybody or for a tenant, and the nearer counts", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  world.clock.now = Date.parse("2026-06-15T23:59:00Z");
  const path = "/api/v1/model-prices";
  const pricesOf = async (tenant: string | null, model: string): Promise<Price[]> => {
    const key = tenant === null ? undefined : keyOf(tenant);
    const { json } = await world.api("GET", path, undefined, key);
    return json.data.filter((price: Price) => price.model === model);
  };
  const inForce = async (tenant: string | null, model: string) =>
    (await pricesOf(tenant, model)).find(({ is_in_force }) => is_in_force);

  expect(await pricesOf("ten_a", "gpt-4o-mini")).toEqual([
    {
      ...{ id: null, model: "gpt-4o-mini", source: "built_in", currency: "USD" },
      ...{ input_usd: "0.15", cached_input_usd: "0.075", output_usd: "0.6" },
      ...{ valid_from: "2025-11-01", is_in_force: true },
    },
  ]);
  const price = { model: "gpt-4o-mini", input_usd: "0.14", output_usd: "0.55" };
  const everybody = await world.api("PUT", path, price);
  expect(everybody.json).toMatchObject({ source: "own", valid_from: "2026-06-15" });
  expect(await inForce("ten_a", "gpt-4o-mini")).toMatchObject({
    ...{ source: "installation", input_usd: "0.14", id: everybody.json.id },
  });
  const own = { ...price, input_usd: "0.2", cached_input_usd: "0.000001" };
  const first = await world.api("PUT", path, own, keyOf("ten_a"));
  const again = await world.api("PUT", path, { ...own, input_usd: "0.21" }, keyOf("ten_a"));
  expect(again.json).toMatchObject({ id: first.json.id, input_usd: "0.21", source: "own" });
  const later = { ...own, input_usd: "0.3", valid_from: "2026-06-16" };
  await world.api("PUT", path, later, keyOf("ten_a"));
  expect(await inForce("ten_a", "gpt-4o-mini")).toMatchObject({ input_usd: "0.21" });
  expect(await inForce("ten_b", "gpt-4o-mini")).toMatchObject({ source: "installation" });
  world.clock.now += 60_000;
  expect(await inForce("ten_a", "gpt-4o-mini")).toMatchObject({ input_usd: "0.3" });

  for (const wrong of ["", "free", "-1", "1e400", "1000001"]) {
    const refused = await world.api("PUT", path, { ...price, input_usd: wrong });
    expect([wrong, refused.status]).toEqual([wrong, 400]);
  }
  // Nobody takes away what another set.
  const one = `${path}/${everybody.json.id}`;
  const foreign = await world.api("DELETE", one, undefined, keyOf("ten_a"));
  expect(foreign.json.type).toBe("/problems/model-price-not-found");
  expect((await world.api("DELETE", one)).status).toBe(204);
  expect(await inForce("ten_b", "gpt-4o-mini")).toMatchObject({ source: "built_in" });
  const audit = await world.api("GET", "/api/v1/admin/audit");
  expect(audit.json.data.map(({ action }: { action: string }) => action)).toEqual(
    expect.arrayContaining(["model_price.set", "model_price.removed"]),
  );
});
