import { newId } from "../../lib/ids.ts";
import { mapInSlices } from "../../lib/in-slices.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { cutText } from "../../lib/text.ts";
import { later, type Trx } from "../../store/index.ts";
import { appended, movedOn, rowsOf } from "../append.ts";
import { type ChatMessage, textOf } from "../chat.ts";
import type { SessionHead } from "../session-head.ts";
import { messageTokens } from "../tokens.ts";
import type { Counting } from "./counting.ts";
import { externalId, insertEntries, type NewEntry } from "./window.store.ts";

/** A message that is long is searched in pieces, each of which fits into a prompt. */
const pieceChars = 2_000;
/** So many messages in one statement neither keep others waiting while it is made, nor take as long as a statement may. */
const portionMax = 1_000;

interface Writing {
  readonly sessionId: string;
  readonly head: SessionHead;
  readonly epoch: number;
  /** The number of the first. */
  readonly from: number;
  readonly messages: readonly ChatMessage[];
  readonly isInterrupted?: boolean;
  readonly counting: Counting;
  readonly at: Date;
}

/** Has messages written behind what there is, once for being shown and once for being searched. */
export async function writeDown(trx: Trx, scope: TenantScope, of: Writing): Promise<NewEntry[]> {
  const { sessionId, messages, epoch, at } = of;
  const written: NewEntry[] = [];
  let { head } = of;
  for (let begin = 0; begin < messages.length; begin += portionMax) {
    const from = of.from + begin;
    const portion = messages.slice(begin, begin + portionMax);
    const { entries, rows } = await prepared({ ...of, head, from, messages: portion });
    const write = appended(scope, { sessionId, head, rows, isMore: begin > 0 });
    // What is left for later goes with this one: no more than two portions wait at a time.
    if (begin > 0) await write.execute(trx);
    else await later(trx, write);
    await insertEntries(trx, scope, { sessionId, epoch, entries, at });
    head = movedOn(head, rows);
    for (const entry of entries) written.push(entry);
  }
  return written;
}

/** What is written of a portion: its entries, and what of them is searched. */
async function prepared({ head, from, messages, isInterrupted = false, counting, at }: Writing) {
  const { counter, tokenizer } = counting;
  const pieces = await mapInSlices(messages, (message, place) =>
    piecesOf(saidIn(message)).map((content, piece) => ({
      ...{ id: newId("mem"), role: message.role, content, attachments: [] },
      external_id: externalId(from + place, piece),
    })),
  );
  const entries = await mapInSlices(messages, (message, place) => {
    const tokens = messageTokens(message, counter);
    const messageId = pieces[place]?.[0]?.id ?? null;
    return { seq: from + place, message, tokens, tokenizer, messageId, isInterrupted };
  });
  return { entries, rows: await rowsOf(pieces.flat(), { head, at }) };
}

/** What is searched of a message: what it says, or what it asks tools for. */
function saidIn(message: ChatMessage): string {
  const text = textOf(message).trim();
  if (text !== "") return text;
  const calls = message.tool_calls ?? [];
  return calls.map(({ function: asked }) => `${asked.name} ${asked.arguments}`).join("\n");
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let rest = text; rest !== ""; ) {
    let piece = cutText(rest, pieceChars);
    const space = piece.length < rest.length ? piece.lastIndexOf(" ") : -1;
    if (space > pieceChars / 2) piece = piece.slice(0, space);
    pieces.push(piece);
    rest = rest.slice(piece.length).trim();
  }
  return pieces;
}
