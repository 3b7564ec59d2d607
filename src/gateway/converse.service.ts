import { randomUUID } from "node:crypto";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { ChatChunk, ChatClient } from "../llm/index.ts";
import type { Answer, ChatMessage, EchoReport, Turn, Turns } from "../memory/index.ts";
import { createEchoGuard, type EchoGuard } from "./echo-guard.ts";
import { type ChatRequest, ownFields } from "./gateway.schema.ts";
import { createGathering } from "./gathering.ts";
import { identityOf } from "./identity.ts";
import { type MeteredModel, meter } from "./meter.ts";
import { type AgentsOf, modelFor } from "./model-for.ts";
import { modelProblem } from "./model-problem.ts";

/** Somebody's request, and how it was sent. */
export interface Asked {
  scope: TenantScope;
  request: ChatRequest;
  /** False leaves what is remembered out of the prompt. */
  useMemory: boolean;
  sessionHeader: string | undefined;
  idempotencyKey: string | undefined;
  /** Aborted when whoever asked has left. */
  signal: AbortSignal;
}

/** What is told of an answer beside it. */
export interface Told {
  model: string;
  sessionId: string | null;
  degraded: string[];
  /** Null for an answer that was given before. */
  turn: Turn | null;
  /** What was done about an answer that repeated an earlier one; known when the answer is over. */
  echo(): EchoReport | undefined;
}

export interface Whole extends Told {
  choices: ReadonlyArray<Readonly<Record<string, unknown>>>;
  usage: unknown;
}

export interface Pieces extends Told {
  /** Leaving them early ends the model's work, and what was sent until then is written down. */
  chunks: AsyncGenerator<ChatChunk>;
}

export interface ConverseService {
  /** What a client may ask for: models, and the tenant's agents. */
  models(scope: TenantScope): Promise<string[]>;
  /** @throws ProblemError. */
  whole(asked: Asked): Promise<Whole>;
  /** Resolves with the first word. @throws ProblemError, as do the chunks. */
  pieces(asked: Asked): Promise<Pieces>;
}

/** How long a model may take. */
export interface ModelPatience {
  /** To the first word, and from one to the next. */
  readonly wordMs: number;
  /** For an answer in pieces, however steadily they come. */
  readonly piecesMs: number;
  /** For an answer as a whole, of which nobody hears anything before its end. */
  readonly wholeMs: number;
}

/** Vapi gives a first word 20 seconds, and nobody on the telephone waits longer. */
const usualPatience: Readonly<Record<"voice" | "text", ModelPatience>> = {
  voice: { wordMs: 8_000, piecesMs: 90_000, wholeMs: 20_000 },
  text: { wordMs: 30_000, piecesMs: 90_000, wholeMs: 90_000 },
};

/** Lets a model answer with the memory of the conversation. */
export function createConverseService(needs: {
  model: ChatClient;
  turns: Turns;
  agentsOf: AgentsOf;
  patience?: typeof usualPatience | undefined;
}): ConverseService {
  const { model, turns, agentsOf, patience = usualPatience } = needs;
  const open = async (asked: Asked, how: "wholeMs" | "piecesMs") => {
    const { scope, request, idempotencyKey } = asked;
    const spoken = identityOf(request, asked.sessionHeader);
    const { name, agentId } = await modelFor(scope, {
      ...{ models: model.models, agentsOf },
      ...{ asked: request.model, agentId: spoken.agentId },
    });
    const identity = { ...spoken, agentId };
    const begun = await turns.begin(scope, {
      ...identity,
      model: { name },
      // Fields that nobody knows are the model's, and stay.
      messages: request.messages as readonly ChatMessage[],
      tools: request.tools,
      maxOutputTokens: request.max_completion_tokens ?? request.max_tokens ?? undefined,
      // The same words may come from two callers at once: only who says so repeats a request.
      requestKey: idempotencyKey ?? randomUUID(),
      useMemory: asked.useMemory,
    });
    const { wordMs, [how]: totalMs } = patience[identity.profile];
    const options = { signal: asked.signal, wordMs, totalMs };
    const metered = meter(model);
    const guardOf = (turn: Turn) => {
      const { profile } = identity;
      return createEchoGuard({
        model: metered,
        turn,
        profile,
        request: forModel(request, name),
        options,
      });
    };
    return { name, begun, metered, guardOf };
  };
  const told = (name: string, turn: Turn, guard: EchoGuard): Told => ({
    ...{ model: name, turn, echo: guard.report },
    sessionId: turn.sessionId,
    degraded: [...turn.degraded, ...(name === "echo" ? ["echo"] : [])],
  });
  const failed = async (turn: Turn, { spent }: MeteredModel, error: unknown): Promise<unknown> => {
    await turns.abandon(turn, spent());
    return modelProblem(error);
  };
  return {
    async models(scope) {
      const agents = await agentsOf(scope);
      return [...new Set([...model.models, ...agents.map((one) => one.slug ?? one.agent_id)])];
    },
    async whole(asked) {
      const { name, begun, metered, guardOf } = await open(asked, "wholeMs");
      if (begun.kind === "answered") return { ...again(name), ...wholeOf(begun.answer) };
      const { turn } = begun;
      const guard = guardOf(turn);
      try {
        const { choices, usage } = await guard.whole();
        const gathering = createGathering();
        gathering.add({ choices, usage });
        await close(turns, turn, gathering.answer(), { metered, guard });
        return { ...told(name, turn, guard), choices, usage };
      } catch (error) {
        throw await failed(turn, metered, error);
      }
    },
    async pieces(asked) {
      const { name, begun, metered, guardOf } = await open(asked, "piecesMs");
      if (begun.kind === "answered") return { ...again(name), chunks: piecesOf(begun.answer) };
      const { turn } = begun;
      const guard = guardOf(turn);
      try {
        const chunks = await guard.open();
        // Nobody would read them, and so nobody would close the turn.
        asked.signal.throwIfAborted();
        const asking = { metered, guard, isBegun: false };
        const leave = () => {
          // Of a generator that is left before its first chunk nothing runs, its end neither.
          if (!asking.isBegun) void close(turns, turn, null, asking);
        };
        asked.signal.addEventListener("abort", leave, { once: true });
        return { ...told(name, turn, guard), chunks: kept(turns, turn, chunks, asking) };
      } catch (error) {
        throw await failed(turn, metered, error);
      }
    },
  };
}

function forModel(request: ChatRequest, model: string): Record<string, unknown> {
  const passed = Object.entries(request).filter(
    ([name, value]) => !ownFields.has(name) && value !== null,
  );
  return { ...Object.fromEntries(passed), model };
}

/** How a turn asks the model. */
interface Asking {
  metered: MeteredModel;
  guard: EchoGuard;
  /** Whether somebody began to read the answer. */
  isBegun: boolean;
}

/** Gives on what the model says, and writes it down however it ends. */
async function* kept(
  turns: Turns,
  turn: Turn,
  chunks: AsyncIterable<ChatChunk>,
  asking: Asking,
): AsyncGenerator<ChatChunk> {
  asking.isBegun = true;
  const gathering = createGathering();
  try {
    for await (const chunk of chunks) {
      gathering.add(chunk);
      yield chunk;
    }
  } catch (error) {
    throw modelProblem(error);
  } finally {
    await close(turns, turn, gathering.answer(), asking);
  }
}

async function close(
  turns: Turns,
  turn: Turn,
  answer: Answer | null,
  { metered, guard }: Pick<Asking, "metered" | "guard">,
): Promise<void> {
  const spent = metered.spent();
  if (answer === null) await turns.abandon(turn, spent);
  else await turns.finish(turn, { ...answer, echo: guard.report() }, spent);
}

/** An answer that was given before had all it has. */
function again(model: string): Told {
  return { model, sessionId: null, degraded: [], turn: null, echo: () => undefined };
}

function wholeOf({ content, toolCalls }: Answer): Pick<Whole, "choices" | "usage"> {
  const message = {
    ...{ role: "assistant", content },
    ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
  };
  const finish_reason = toolCalls.length === 0 ? "stop" : "tool_calls";
  return { choices: [{ index: 0, message, finish_reason }], usage: null };
}

async function* piecesOf({ content, toolCalls }: Answer): AsyncGenerator<ChatChunk> {
  const tool_calls = toolCalls.map((call, index) => ({ index, ...call }));
  const delta = { content, ...(tool_calls.length === 0 ? {} : { tool_calls }) };
  yield { choices: [{ index: 0, delta, finish_reason: null }] };
  const finish_reason = toolCalls.length === 0 ? "stop" : "tool_calls";
  yield { choices: [{ index: 0, delta: {}, finish_reason }] };
}
