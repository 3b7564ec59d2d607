import { z } from "zod";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import { assemble } from "../assemble.ts";
import type { WindowSettings } from "../budget.ts";
import { type ChatMessage, textOf } from "../chat.ts";
import { readFound } from "../memory.store.ts";
import { cutMessage } from "../shorten.ts";
import { counterOf, messageTokens, type TokenCounter } from "../tokens.ts";
import { pinnedText, pinnedTokens, pinnedTokensMax } from "./pinned.ts";
import type { Window } from "./window.schema.ts";
import { findWindow, readDigests, readShown } from "./window.store.ts";

export type WindowRow = NonNullable<Awaited<ReturnType<typeof findWindow>>>;
type ShownRow = Awaited<ReturnType<typeof readShown>>[number];

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
  const [shown, digests] = [await readShown(trx, scope, row), await readDigests(trx, scope, row)];
  return {
    ...{ session_id: sessionId, has_window: row.updated_at.getTime() > 0, epoch: row.epoch },
    ...{ start_seq: row.start_seq, next_seq: row.next_seq, armed: row.armed, digests },
    max_tokens: settings.maxContextTokens,
    tokenizer: { name: counter.name, exact: counter.exact },
    relief: { count: row.relief_count, messages: row.shed_messages, tokens: row.shed_tokens },
    prompt: promptNow(row, shown, counter),
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

/** Of a session that did not go through the model endpoint. */
export function noWindow(sessionId: string): WindowRow {
  return {
    ...{ tenant_id: "", session_id: sessionId, epoch: 0, next_seq: 0, start_seq: 0, hidden: [] },
    ...{ cuts: [], armed: true, last_relief_tokens: 0, window_tokens: 0, relief_count: 0 },
    ...{ shed_messages: 0, shed_tokens: 0, instructions: [], pinned: [], pinned_version: 0 },
    ...{ chain: null, lease: null, lease_until: null, request_key: null, answered_key: null },
    ...{ answer: null, prompt_tokens: 0, completion_tokens: 0, last_prompt: null },
    updated_at: new Date(0),
  };
}

function promptNow(row: WindowRow, shown: readonly ShownRow[], counter: TokenCounter) {
  const cuts = new Map(row.cuts.map((cut) => [cut.seq, cut]));
  const sources = new Map<ChatMessage, ShownRow>();
  const window = shown.map((entry) => {
    const whole = messageOf(entry);
    const cut = cuts.get(entry.seq);
    const message = cut === undefined ? whole : cutMessage(whole, cut);
    sources.set(message, entry);
    return message;
  });
  const instructions = row.instructions.flatMap((one) => Instruction.safeParse(one).data ?? []);
  const { shed_messages: shed } = row;
  const parts = {
    ...{ instructions, toolTokens: 0, pinned: pinnedText(row.pinned), remembered: [], window },
    marker: shed === 0 ? null : `${shed} earlier messages are not shown`,
  };
  // Whatever it takes is shown.
  const prompt = assemble(parts, { limit: Number.MAX_SAFE_INTEGER, memory: 0, counter });
  const heads = [
    ...instructions.map(() => "system" as const),
    ...(parts.pinned === null ? [] : ["pinned" as const]),
    ...(parts.marker === null ? [] : ["marker" as const]),
  ];
  const messages = (prompt?.messages ?? []).map((message, at) => {
    const source = sources.get(message);
    return {
      ...{ block: heads[at] ?? ("window" as const), role: message.role, content: textOf(message) },
      ...{ name: message.name ?? null, tool_call_id: message.tool_call_id ?? null },
      tool_calls: (message.tool_calls ?? []).map(({ id, function: called }) => ({ id, ...called })),
      tokens: messageTokens(message, counter),
      ...{ seq: source?.seq ?? null, message_id: source?.message_id ?? null },
      is_shortened: source !== undefined && cuts.has(source.seq),
    };
  });
  const { total = 0, byBlock = {} } = prompt?.tokens ?? {};
  return { tokens: total, tokens_by_block: { ...byBlock }, messages };
}

const Instruction = z.object({
  role: z.enum(["system", "developer"]),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string() })), z.null()]),
});
/** As it was said, or as much of an answer as was heard. */
function messageOf({ message, spoken_text: spoken }: ShownRow): ChatMessage {
  const said = message as unknown as ChatMessage;
  return spoken === null ? said : { ...said, content: spoken };
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
