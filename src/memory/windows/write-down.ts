import { newId } from "../../lib/ids.ts";
import { mapInSlices } from "../../lib/in-slices.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { cutText } from "../../lib/text.ts";
import { later, type Trx } from "../../store/index.ts";
import { appended, rowsOf } from "../append.ts";
import { type ChatMessage, textOf } from "../chat.ts";
import type { SessionHead } from "../session-head.ts";
import { messageTokens } from "../tokens.ts";
import type { Counting } from "./counting.ts";
import { externalId, insertEntries, type NewEntry } from "./window.store.ts";

/** A message that is long is searched in pieces, each of which fits into a prompt. */
const pieceChars = 2_000;

/** Has messages written behind what there is, once for being shown and once for being searched. */
export async function writeDown(
  trx: Trx,
  scope: TenantScope,
  of: {
    sessionId: string;
    head: SessionHead;
    epoch: number;
    /** The number of the first. */
    from: number;
    messages: readonly ChatMessage[];
    isInterrupted?: boolean;
    counting: Counting;
    at: Date;
  },
): Promise<NewEntry[]> {
  const { sessionId, head, epoch, from, messages, isInterrupted = false, counting, at } = of;
  if (messages.length === 0) return [];
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
  const rows = await rowsOf(pieces.flat(), { head, at });
  await later(trx, appended(scope, { sessionId, head, rows }));
  await insertEntries(trx, scope, { sessionId, epoch, entries, at });
  return entries;
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
