// Many small businesses, made through the public interface but for their knowledge, which is written in bulk: each with its hours, its prices, a number and agents of its own.
import { say } from "../figures.js";
import { writeBulk } from "../knowledge/bulk.js";
import { makeBase, openClient } from "../knowledge/client.js";
import { sectionsPerDocument } from "../knowledge/corpus.js";

const dishes = 30;
const atOnce = 6;
const builtIns = ["opening_hours", "items_and_prices", "knowledge_search"];
/** Each has a circuit of its own, so that some are still waited for when others are left alone. */
const hungTools = 40;

/**
 * @typedef {object} Business
 * @property {number} place
 * @property {string} key
 * @property {string} number
 * @property {Record<string, string>} connections
 * @property {string} price as it is spoken
 * @property {string} tenantId
 * @property {string} baseId
 * @property {{ from: number, count: number }} documents
 */

/** @returns {Promise<Business[]>} */
export async function setUp(server, { corpus, tenants, chunks, secret, hungUrl }) {
  const agency = openClient(server, atOnce);
  const documents = Math.max(1, Math.round(chunks / tenants / sectionsPerDocument));
  const businesses = Array.from({ length: tenants });
  let next = 0;
  const lane = async () => {
    for (let place = next++; place < tenants; place = next++) {
      if (place % 50 === 0) say(`  tenant ${place} of ${tenants} …`);
      businesses[place] = await open(server, agency, { place, documents, secret });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  await agency.close();
  say("  their documents …");
  const parts = businesses.map(({ documents: own, ...of }) => ({ ...of, ...own }));
  await writeBulk(server, corpus, parts);
  await hang(server, businesses[0], hungUrl);
  return businesses;
}

async function open(server, agency, { place, documents, secret }) {
  const name = `bench-${place}`;
  const { id: tenantId } = await agency.post("/api/v1/tenants", { name, slug: name });
  const made = { tenant_id: tenantId, name, role: "owner" };
  const { key } = await agency.post("/api/v1/api-keys", made);
  const client = openClient({ port: server.port, token: key }, 1);
  const connections = {};
  for (const { id, provider } of (await client.get("/api/v1/connections")).data) {
    if (!["vapi", "retell"].includes(provider)) continue;
    connections[provider] = id;
    const path = `/api/v1/connections/${id}/secrets`;
    await client.post(path, { purpose: "webhook", value: secret });
  }
  const number = `+1212555${String(1_000 + place).padStart(4, "0")}`;
  const price = await describeBusiness(client, { place, number });
  const baseId = await makeBase(client, name, "en");
  await client.close();
  const own = { from: place * documents, count: documents };
  return { place, key, number, connections, price, tenantId, baseId, documents: own };
}

/** Hours, prices and who takes calls. The price of the dish that all have is each business's own, so that a wrong answer is seen. */
export async function describeBusiness(client, { place, number }) {
  const location = { name: "Main Street", time_zone: "America/New_York", currency: "USD" };
  const { id } = await client.post("/api/v1/locations", location);
  const path = `/api/v1/locations/${id}`;
  const general = [1, 2, 3, 4, 5, 6, 7].map((dow) => ({ dow, start_min: 540, end_min: 1320 }));
  await client.put(`${path}/hours`, { weekly: { general } });
  const cents = 1_001 + place * 2;
  const price = (cents / 100).toFixed(2);
  const items = [{ external_id: "0", name: "Margherita", price }];
  for (let n = 1; n < dishes; n++) {
    items.push({ external_id: `${n}`, name: `Dish ${n}`, price: `${8 + n}.50` });
  }
  await client.post(`${path}/import`, { what: "items", json: items });
  for (const builtIn of builtIns) {
    await client.post("/api/v1/tools", { kind: "built_in", built_in: builtIn });
  }
  const variables = { greeting: "Welcome" };
  const rule = { number, provider: "vapi", agent_id: "asst_bench", location_id: id, variables };
  await client.post("/api/v1/inbound-rules", rule);
  return price;
}

async function hang({ port }, { key }, url) {
  const client = openClient({ port, token: key }, 1);
  for (let n = 0; n < hungTools; n++) {
    const parameters = { type: "object", properties: { n: { type: "integer" } } };
    const described = { description: "Never answers.", parameters, url, is_idempotent: true };
    await client.post("/api/v1/tools", { kind: "http", name: `hung_${n}`, ...described });
  }
  await client.close();
}

/** Which of the tools that hang is asked for. */
export const hungTool = (n) => `hung_${n % hungTools}`;
