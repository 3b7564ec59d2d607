import type { TenantScope } from "../../lib/tenant-scope.ts";
import { cutText } from "../../lib/text.ts";
import type { Trx } from "../../store/index.ts";
import { appendMessages } from "../append.ts";
import { type ChatMessage, textOf } from "../chat.ts";
import { messageTokens, type TokenCounter } from "../tokens.ts";
import { externalId, insertEntries, type NewEntry } from "./window.store.ts";

/** A message that is long is searched in pieces, each of which fits into a prompt. */
const pieceChars = 2_000;

/** Which session, and whom it is about. */
export interface Place {
  readonly sessionId: string;
  readonly subjectId?: string | undefined;
  readonly agentId?: string | undefined;
}

/** Has what messages say searched from now on, and makes the session when there is none. */
export async function makeSearchable(
  trx: Trx,
  scope: TenantScope,
  of: Place & { entries: ReadonlyArray<{ seq: number; message: ChatMessage }>; at: Date },
): Promise<void> {
  const { sessionId, subjectId: subject_id, agentId: agent_id, entries, at } = of;
  const messages = entries.flatMap(({ seq, message }) =>
    piecesOf(saidIn(message)).map((content, piece) => ({
      ...{ role: message.role, content, attachments: [] },
      external_id: externalId(seq, piece),
    })),
  );
  await appendMessages(trx, scope, { sessionId, at, body: { subject_id, agent_id, messages } });
}

/** Writes what was said, once for being shown and once for being searched, behind what there is. */
export async function writeDown(
  trx: Trx,
  scope: TenantScope,
  of: Place & { epoch: number; from: number; messages: readonly ChatMessage[]; at: Date } & {
    counter: TokenCounter;
    tokenizer: string;
    isInterrupted?: boolean;
  },
): Promise<NewEntry[]> {
  const { messages, from, counter, tokenizer, isInterrupted = false, ...place } = of;
  const entries = messages.map((message, at) => {
    const tokens = messageTokens(message, counter);
    return { seq: from + at, message, tokens, tokenizer, isInterrupted };
  });
  await makeSearchable(trx, scope, { ...place, entries });
  await insertEntries(trx, scope, { ...place, entries });
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
