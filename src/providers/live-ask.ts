import type { Direction } from "../lib/call.ts";
import type { ToolDefinition, ToolToDefine } from "./define-tool.ts";

/** What a request tells about the call in which it was made. */
export interface AskingCall {
  /** The provider's id of the call; null where the request names none. */
  id: string | null;
  /** Who calls and what was called, in the form of `tidyPhone`. */
  from: string | null;
  to: string | null;
  direction: Direction | null;
  agentId: string | null;
}

/** One tool that the agent wants used. */
export interface AskedTool {
  /** The provider's id of this use; null where it has none. */
  id: string | null;
  name: string;
  /** As the provider wrote them: an object, JSON text, or nothing. */
  arguments: unknown;
}

/** What came of a tool. `text` is what the model reads; at most a few sentences. */
export interface ToolResult {
  text: string;
  isError: boolean;
  /** The same as an object, for providers that read JSON. */
  data?: Readonly<Record<string, unknown>>;
}

/** Who takes an inbound call, and what the agent is told of it. */
export type InboundDecision =
  | {
      kind: "accept";
      /** The provider's id of the agent; null leaves the choice to the provider's own settings. */
      agentId: string | null;
      /** What the agent's prompt may name. */
      variables: Readonly<Record<string, string>>;
      /** Comes back with the call's events. */
      metadata: Readonly<Record<string, string>>;
    }
  | { kind: "forward"; number: string }
  /** `spoken` is said to the caller where the provider can. */
  | { kind: "refuse"; spoken: string };

/** Where a call is to be transferred to; null when it cannot be, and `spoken` says so. */
export interface TransferDecision {
  /** In E.164, or a SIP address. */
  number: string | null;
  spoken: string;
}

/** A piece of knowledge and how well it fits, 0 to 1. */
export interface KnowledgePiece {
  content: string;
  similarity: number;
}

/**
 * Something that a provider asks while somebody is on the line. It knows how its answer is written down, since that depends on the shape in which it was asked.
 */
export type LiveAsk =
  | {
      kind: "tools";
      call: AskingCall;
      tools: readonly AskedTool[];
      /** Takes one result for each tool, in their order. */
      write(results: readonly ToolResult[]): unknown;
    }
  | { kind: "inbound"; call: AskingCall; write(decision: InboundDecision): unknown }
  | { kind: "transfer"; call: AskingCall; write(decision: TransferDecision): unknown }
  | {
      kind: "knowledge";
      call: AskingCall;
      /** The caller's turns, oldest first; the last is the question. */
      turns: readonly string[];
      write(pieces: readonly KnowledgePiece[]): unknown;
    }
  /** Whether somebody may be called at all. */
  | { kind: "gate"; call: AskingCall; write(isEligible: boolean): unknown };

/** What a live request says beside its body. */
export interface LiveContext {
  headers: Readonly<Record<string, string>>;
  /** The tool that the path names. */
  tool: string | null;
  /** Whether it came to the path for inbound calls. */
  isInbound: boolean;
}

/** How a provider asks, and how it wants to be answered. Pure, as the rest of the adapter. */
export interface LiveSide {
  /** How long the provider waits for tools, by its defaults. */
  toolDeadlineMs: number;
  /** How long it waits to learn who takes a call. */
  inboundDeadlineMs: number;
  /** A cheap look whether the bytes can be such a request; others are stored without being parsed first. Left out: any can. */
  mayAsk?(body: Buffer): boolean;
  /** Undefined for what waits for no answer. */
  read(body: unknown, context: LiveContext): LiveAsk | undefined;
  /** A tool in the provider's own words. No secret is in it. */
  defineTool(tool: ToolToDefine): ToolDefinition;
  /** Where a definition goes, and what to fill in. For people. */
  defining: string;
}
