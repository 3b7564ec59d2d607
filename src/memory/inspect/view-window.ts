import { z } from "zod";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import { assemble } from "../assemble.ts";
import type { WindowSettings } from "../budget.ts";
import { type ChatMessage, textOf } from "../chat.ts";
import type { Entry } from "../groups.ts";
import { readFound } from "../memory.store.ts";
import { counterOf, messageTokens, type TokenCounter } from "../tokens.ts";
import { readDigests } from "../windows/digest-job.ts";
import { markerOf } from "../windows/marker.ts";
import { noWindow } from "../windows/no-window.ts";
import { pinnedText, pinnedTokensMax } from "../windows/pinned.ts";
import { shownOf } from "../windows/plan-window.ts";
import { findWindow, readEntries, type WindowRow } from "../windows/window.store.ts";
import { pinnedTokens } from "./pinned.ts";
import type { Window } from "./window.schema.ts";
import { readMessageIds, readPlacedDigests } from "./window.store.ts";

/** What is stored of the last prompt; what does not read as such is left out. */
const Stored = z
  .object({
    model: z.string().nullable().catch(null),
    tokens: z
      .object({ total: z.number(), byBlock: z.record(z.string(), z.number()) })
      .catch({ total: 0, byBlock: {} }),
    injected: z
      .array(z.object({ messageId: z.string(), why: z.array(z.string()).catch([]) }))
      .catch([]),
    degraded: z.array(z.string()).catch([]),
  })
  .nullable()
  .catch(null);

/** The window of a session as it is now: what a model would see, what left it, and what was put in last. */
export async function viewWindow(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; settings: WindowSettings },
): Promise<Window> {
  const { sessionId, settings } = of;
  const row = (await findWindow(trx, scope, sessionId)) ?? noWindow(sessionId);
  const last = Stored.parse(row.last_prompt);
  const counter = await counterOf(last?.model ?? "");
  return {
    ...{ session_id: sessionId, has_window: row.updated_at.getTime() > 0, epoch: row.epoch },
    ...{ start_seq: row.start_seq, next_seq: row.next_seq, armed: row.armed },
    digests: await readPlacedDigests(trx, scope, row),
    max_tokens: settings.maxContextTokens,
    tokenizer: { name: counter.name, exact: counter.exact },
    relief: { count: row.relief_count, messages: row.shed_messages, tokens: row.shed_tokens },
    prompt: await promptNow(trx, scope, row, counter),
    last_prompt: last && (await withWords(trx, scope, last)),
    pinned: viewPinned(row, counter),
  };
}

export function viewPinned(
  { pinned, pinned_version }: Pick<WindowRow, "pinned" | "pinned_version">,
  counter: TokenCounter,
): Window["pinned"] {
  const tokens = pinnedTokens(pinned, counter);
  return { entries: pinned, version: pinned_version, tokens, tokens_max: pinnedTokensMax };
}

/** The counter by which the prompts of a session are counted. */
export function counterOfWindow(row: Pick<WindowRow, "last_prompt">): Promise<TokenCounter> {
  return counterOf(Stored.parse(row.last_prompt)?.model ?? "");
}

async function promptNow(
  trx: Trx,
  scope: TenantScope,
  row: WindowRow,
  counter: TokenCounter,
): Promise<Window["prompt"]> {
  const { session_id: sessionId, epoch, start_seq: start, hidden, cuts } = row;
  const rows = await readEntries(trx, scope, { sessionId, epoch, from: start });
  const tokenizer = counter.name;
  const entries = shownOf(rows, { start, hidden, cuts }, { counter, tokenizer });
  const digests = await readDigests(trx, scope, { sessionId, epoch });
  const instructions = row.instructions as unknown as ChatMessage[];
  const parts = {
    ...{ instructions, toolTokens: 0, pinned: pinnedText(row.pinned, counter), remembered: [] },
    ...{ marker: markerOf(row, digests), window: entries.map(({ message }) => message) },
  };
  // Whatever it takes is shown.
  const prompt = assemble(parts, { limit: Number.MAX_SAFE_INTEGER, memory: 0, counter });
  if (prompt === undefined) throw new Error("a prompt without a limit does not fit");
  const blocks = [
    ...instructions.map(() => "system" as const),
    ...(parts.pinned === null ? [] : ["pinned" as const]),
    ...(parts.marker === null ? [] : ["marker" as const]),
  ];
  const sources = new Map<ChatMessage, Entry>(entries.map((entry) => [entry.message, entry]));
  const ids = await readMessageIds(trx, scope, row);
  const messages = prompt.messages.map((message, at) => {
    const source = sources.get(message);
    return {
      ...{ block: blocks[at] ?? ("window" as const), role: message.role, content: textOf(message) },
      ...{ name: message.name ?? null, tool_call_id: message.tool_call_id ?? null },
      tool_calls: (message.tool_calls ?? []).map(({ id, function: called }) => ({ id, ...called })),
      ...{ tokens: messageTokens(message, counter), seq: source?.seq ?? null },
      message_ids: (source && ids.get(source.seq)) ?? [],
      is_shortened: source !== undefined && source.message !== source.whole,
    };
  });
  const { total, byBlock } = prompt.tokens;
  return { tokens: total, tokens_by_block: { ...byBlock }, messages };
}

async function withWords(
  trx: Trx,
  scope: TenantScope,
  { model, tokens, injected, degraded }: NonNullable<z.infer<typeof Stored>>,
): Promise<NonNullable<Window["last_prompt"]>> {
  const ids = injected.map(({ messageId }) => messageId);
  const found = new Map(
    (await readFound(trx, scope, ids)).map((one) => [one.message_id, one] as const),
  );
  return {
    ...{ model, tokens: tokens.total, tokens_by_block: tokens.byBlock, degraded },
    injected: injected.map(({ messageId, why }) => {
      const said = found.get(messageId);
      return {
        ...{ message_id: messageId, why, session_id: said?.session_id ?? null },
        ...{ role: said?.role ?? null, content: said?.content ?? null },
        created_at: said?.created_at.toISOString() ?? null,
      };
    }),
  };
}
