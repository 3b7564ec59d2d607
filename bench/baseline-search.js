// The search that people write first: a tsvector with an index, the words of the question joined by OR, ranked by PostgreSQL.
import Fastify from "fastify";
import { openPool, serveUntilTold } from "./lib/receiver.js";

const bodyLimit = 32 * 1024 * 1024;
const token = process.env.BENCH_SECRET ?? "";

const { pool, close } = await openPool();
await pool.query(`create table chunks (
  id bigint generated always as identity primary key,
  document text not null,
  title text not null,
  body text not null,
  words tsvector generated always as
    (setweight(to_tsvector('english', title), 'A') || to_tsvector('english', body)) stored
)`);
await pool.query("create index on chunks using gin (words)");

const app = Fastify({ logger: false, bodyLimit });
app.addHook("onRequest", async (request, reply) => {
  if (request.headers.authorization !== `Bearer ${token}`) await reply.code(401).send({});
});

app.post("/load", async (request) => {
  const chunks = /** @type {{ document: string, title: string, text: string }[]} */ (request.body);
  const column = (name) => chunks.map((chunk) => chunk[name]);
  await pool.query(
    "insert into chunks (document, title, body) select * from unnest($1::text[], $2::text[], $3::text[])",
    [column("document"), column("title"), column("text")],
  );
  return {};
});

app.post("/clear", async () => {
  await pool.query("truncate chunks");
  return {};
});

app.post("/loaded", async () => {
  await pool.query("vacuum analyze chunks");
  return {};
});

app.post("/search", async (request) => {
  const { query, top_k: limit } = /** @type {{ query: string, top_k: number }} */ (request.body);
  const { rows } = await pool.query({
    name: "search",
    text: `select id, document as external_id, title, body as text, ts_rank(words, asked) as score
      from chunks, (select replace(plainto_tsquery('english', $1)::text, '&', '|')::tsquery as asked) question
      where words @@ asked order by score desc limit $2`,
    values: [query, limit],
  });
  return { items: rows };
});

await serveUntilTold(app, async () => {
  await pool.end();
  await close();
});
