import type { World } from "./world.ts";
import { ownerKey } from "./world.ts";

/** Adds documents and works on them until nothing is due. Returns what was answered to the adding. */
export async function addAndWork(
  world: World,
  documents: object[],
  key?: string,
): Promise<Array<{ id: string; external_id: string | null; status: string }>> {
  const { status, json } = await world.api(
    "POST",
    "/api/v1/knowledge/documents",
    { documents },
    key,
  );
  if (status !== 202) throw new Error(`${status} ${JSON.stringify(json)}`);
  await world.app.background.documents.drain();
  return json.data;
}

/** Uploads a file with fields as a form. */
export async function upload(
  world: World,
  file: { name: string; type?: string; content: Uint8Array | string },
  fields: Record<string, string> = {},
  key: string | null = ownerKey,
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new Blob([file.content as string], { type: file.type ?? "" }), file.name);
  const encoded = new Response(form);
  const answer = await world.app.http.inject({
    method: "POST",
    url: "/api/v1/knowledge/documents",
    headers: {
      "content-type": encoded.headers.get("content-type") ?? "",
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
  return { status: answer.statusCode, json: answer.json() };
}

interface StoredChunk {
  id: string;
  place: number;
  heading_path: string[];
  question: string | null;
  text: string;
  text_tokens: string;
  language: string;
}

/** One connection for each world, however often chunks are looked at: there are not many for all tests. */
const administrators = new WeakMap<World, ReturnType<World["administrator"]>>();

/** The chunks of a document as they are stored. */
export async function chunksOf(world: World, documentId: string): Promise<StoredChunk[]> {
  const connecting = administrators.get(world) ?? world.administrator();
  administrators.set(world, connecting);
  const administrator = await connecting;
  const { rows } = await administrator.query<StoredChunk>(
    `select id, place, heading_path, question, text, text_tokens, language from knowledge_chunks
      where document_id = $1 order by place`,
    [documentId],
  );
  return rows;
}
