import type { Selectable } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { AskingCall } from "../providers/index.ts";
import type { Tables } from "../store/index.ts";

/** A tool as its tenant set it up. */
export type Tool = Omit<Selectable<Tables["tools"]>, "tenant_id" | "created_by">;

/** One use of a tool, with everything that a runner may know of it. */
export interface ToolUse {
  scope: TenantScope;
  tool: Tool;
  /** Checked against the tool's parameters. */
  arguments: Readonly<Record<string, unknown>>;
  call: AskingCall;
  connectionId: string;
  provider: string;
  /** Our id of the call; null where the request names none. */
  callId: string | null;
  /** Equal when the provider asks for the same again: what has an effect must have it once for a key. Null where the request names no call. */
  key: string | null;
  /** What the caller is spoken to in, as a language tag; null where nothing says so. */
  language: string | null;
  /** Epoch milliseconds. */
  askedAt: number;
}

/** What a tool found out or did. */
export interface ToolAnswer {
  /** For the model to read: short, and speakable as it is. */
  text: string;
  /** The same for providers that read JSON. */
  data?: Readonly<Record<string, unknown>>;
}

/**
 * Runs one kind of tool. May take until the signal is aborted; whatever it throws becomes the tool's fallback.
 *
 * @throws ToolFailure to tell why in the report.
 */
export type RunTool = (use: ToolUse, signal: AbortSignal) => Promise<ToolAnswer>;

/** A setting that cannot be used. */
export interface SettingFault {
  /** Such as `destinations.0.number`. */
  path: string;
  message: string;
}

/** What a tenant can have its agents do without a server of its own. */
export interface BuiltInTool {
  /** Its place in `tools.built_in`. */
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** For the model, unless the tenant says it better. */
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** JSON Schema of what a tenant sets for it. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What is wrong with settings, each at its place and with what is expected; nothing where they fit. */
  readonly faultsOf: (settings: Readonly<Record<string, unknown>>) => SettingFault[];
  /** Whether it changes something: then it is done once, however often it is asked for. */
  readonly hasEffect: boolean;
  /** Whether its setting `url` names a server of the tenant's: requests to it are signed, as those of other tools. */
  readonly asksServer: boolean;
  readonly run: RunTool;
}

export type FailureCode =
  | "deadline"
  | "unreachable"
  | "refused"
  | "server-error"
  | "unreadable-answer"
  | "circuit-open"
  | "not-configured"
  | "internal";

/** Why a tool gave no answer; `code` goes into the report. */
export class ToolFailure extends Error {
  override readonly name = "ToolFailure";
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string = code) {
    super(message);
    this.code = code;
  }
}
