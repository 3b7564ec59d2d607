import type pg from "pg";
import { quoted, type TableShape } from "./catalogue.ts";

/** Where a sequence stands. */
export interface SequencePlace {
  name: string;
  /** As text: it may be larger than numbers are exact. */
  value: string;
  isCalled: boolean;
}

/** Reads where sequences stand. They are outside of transactions: what is read now is never behind rows read before. */
export async function readSequences(
  client: pg.ClientBase,
  shapes: readonly TableShape[],
): Promise<SequencePlace[]> {
  const places: SequencePlace[] = [];
  for (const name of shapes.flatMap(({ sequences }) => sequences)) {
    const { rows } = await client.query<SequencePlace>(
      `select $1::text as name, last_value::text as value, is_called as "isCalled" from ${quoted(name)}`,
      [name],
    );
    places.push(...rows);
  }
  return places;
}

/** Lets sequences go on from there. */
export async function setSequences(
  client: pg.ClientBase,
  places: readonly SequencePlace[],
): Promise<void> {
  for (const { name, value, isCalled } of places) {
    await client.query("select setval($1::regclass, $2, $3)", [
      `public.${quoted(name)}`,
      value,
      isCalled,
    ]);
  }
}
