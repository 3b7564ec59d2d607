// Documents written into the database as the product writes them, with the words it makes, but many at a time: handing in a hundred thousand chunks takes longer than what is measured.
import { makeChunks } from "../../../dist/knowledge/make-chunks.js";
import { analyse } from "../../../dist/search/index.js";
import { withDatabase } from "../servers.js";

const language = "en";
const documentsAtOnce = 100;

/**
 * Writes documents into bases that are there already, as read and ready to be searched.
 * @param {ReadonlyArray<{ tenantId: string, baseId: string, from: number, count: number }>} parts which documents of the corpus are whose
 * @returns {Promise<number>} how many chunks there are
 */
export async function writeBulk(server, corpus, parts) {
  return withDatabase(server, async (client) => {
    let chunks = 0;
    for (const part of parts) {
      await client.query("select set_config('app.tenant_id', $1, false)", [part.tenantId]);
      for (let from = part.from; from < part.from + part.count; from += documentsAtOnce) {
        const count = Math.min(documentsAtOnce, part.from + part.count - from);
        chunks += await writeDocuments(client, corpus, { ...part, from, count });
      }
    }
    await client.query("reset role");
    await client.query("analyze");
    return chunks;
  });
}

async function writeDocuments(client, corpus, { tenantId, baseId, from, count }) {
  const documents = [];
  const chunks = [];
  for (let n = from; n < from + count; n++) {
    const made = await rowsOf(corpus, { tenantId, baseId, n });
    documents.push(made.document);
    chunks.push(...made.chunks);
  }
  await client.query("begin");
  await insert(client, "knowledge_documents", documents);
  await insert(client, "knowledge_chunks", chunks);
  // Nobody has read the base yet, so no change needs to be told one by one.
  await client.query(
    "update knowledge_bases set version = version + 1, changes_after = version + 1 where tenant_id = $1 and id = $2",
    [tenantId, baseId],
  );
  await client.query("commit");
  return chunks.length;
}

async function rowsOf(corpus, { tenantId, baseId, n }) {
  const { title } = corpus.document(n);
  const id = `doc_bench${n}`;
  const of = { tenant_id: tenantId, base_id: baseId };
  const at = new Date().toISOString();
  const externalId = `generated-${n}`;
  const sections = corpus.sectionsOf(n);
  const blocks = sections.flatMap(({ heading, text }) => [
    { kind: "heading", level: 2, text: heading },
    { kind: "paragraph", text },
  ]);
  const made = await makeChunks(id, { blocks, language });
  const document = {
    ...{ ...of, id, external_id: externalId, identity: externalId, title },
    ...{ title_tokens: analyse(title, language).join(" "), mime: "text/markdown" },
    ...{ source: "paste", status: "ready", chunk_count: made.length },
    ...{ created_at: at, updated_at: at },
  };
  const chunks = made.map((chunk) => ({
    ...{ ...of, document_id: id, id: chunk.id, place: chunk.place, text: chunk.text },
    ...{ heading_path: chunk.headingPath, heading_tokens: chunk.headingTokens },
    ...{ text_tokens: chunk.textTokens, language, content_hash: chunk.contentHash },
    changed_version: 1,
  }));
  return { document, chunks };
}

/** Columns that are not named get their defaults. */
async function insert(client, table, rows) {
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
