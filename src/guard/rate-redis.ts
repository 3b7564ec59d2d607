import type { Redis } from "../cache/index.ts";
import type { SharedRates } from "./rate-database.ts";
import { judge, slotCount } from "./rate-window.ts";

/**
 * One second a field, with how many passed in it. The same judgement as {@link judge}, done where the counts are so that nobody counts in between; the answer are the
 * slots as they were, from which the caller reads the verdict. Time is Redis's own, so that the replicas' clocks may differ.
 */
const script = `
local second = tonumber(ARGV[3])
if second == nil then second = tonumber(redis.call('TIME')[1]) end
local latest = tonumber(redis.call('HGET', KEYS[1], 'latest') or second)
if latest > second then second = latest end
local slots, passed, gone = {}, 0, {}
for slot = 1, ${slotCount} do slots[slot] = 0 end
local counts = redis.call('HGETALL', KEYS[1])
for field = 1, #counts, 2 do
  local at = tonumber(counts[field])
  if at ~= nil then
    local slot = at - second + ${slotCount}
    if slot < 1 then gone[#gone + 1] = counts[field]
    else slots[slot] = tonumber(counts[field + 1]); passed = passed + slots[slot] end
  end
end
if #gone > 0 then redis.call('HDEL', KEYS[1], unpack(gone)) end
local recent = slots[${slotCount}] + slots[${slotCount - 1}]
if passed < tonumber(ARGV[1]) and recent < tonumber(ARGV[2]) then
  redis.call('HINCRBY', KEYS[1], second, 1)
end
redis.call('HSET', KEYS[1], 'latest', second)
redis.call('EXPIRE', KEYS[1], 120)
return slots
`;

/**
 * Counts in Redis, for all replicas.
 *
 * @param second the present second instead of Redis's, for tests.
 */
export function createRedisRates(redis: Redis, second?: () => number): SharedRates {
  return {
    async take({ tenantId }, key, limit) {
      const { perMinute, burst } = limit;
      const name = `voicelens:rate:${tenantId}:${key}`;
      const slots = await redis.eval(script, 1, name, perMinute, burst, second?.() ?? "now");
      return judge(slots as number[], limit);
    },
  };
}
