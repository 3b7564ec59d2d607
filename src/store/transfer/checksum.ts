import type pg from "pg";

/** How many rows, and a sum over the hash of each row's text: equal whatever their order. */
export interface Fingerprint {
  rows: number;
  checksum: string;
}

/** Takes the fingerprint of a query whose columns stand in the same order on both sides. */
export async function fingerprint(client: pg.ClientBase, query: string): Promise<Fingerprint> {
  const { rows } = await client.query<Fingerprint>(
    `select count(*)::int8 as rows, coalesce(sum(('x' || encode(substring(sha256(convert_to(row_text, 'UTF8')) for 8), 'hex'))::bit(64)::int8), 0)::text
       as checksum from (select (r.*)::text as row_text from (${query}) r) as texts`,
  );
  return rows[0] ?? { rows: 0, checksum: "0" };
}
