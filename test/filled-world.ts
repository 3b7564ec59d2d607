import { fixtures } from "./payloads.ts";
import { seedTables } from "./seed.ts";
import { connectionOf, createWorld, type World } from "./world.ts";

/** A world with rows in every table, of every type, and one as large as they come. */
export async function filledWorld(tenants: string[]): Promise<World> {
  const world = await createWorld({ tenants });
  for (const tenant of tenants) {
    for (const { provider, body, contentType } of fixtures) {
      if (provider === "vcp") continue;
      const to = { contentType, path: `/webhook/${provider}/${connectionOf(tenant, provider)}` };
      await world.deliver(provider, body, to);
      await world.deliver(provider, body, { ...to, isSigned: false });
    }
  }
  await world.settle();
  await seedTables(world, tenants);
  const administrator = await world.administrator();
  await administrator.query(
    `update webhook_events set sealed = decode(repeat('00ff5c0a', 5000000), 'hex')
      where id = (select id from webhook_events order by id limit 1)`,
  );
  await administrator.query(
    `update call_turns set content = E'tab\\there, line\\nthere, back\\\\slash, "quote", \\\\N, é 漢 🎧' where seq = 0`,
  );
  return world;
}
