import { dialledForms } from "../lib/phone.ts";
import { sha256Hex } from "../lib/signature.ts";
import { storableText } from "../lib/text.ts";
import type { ChatRequest } from "./gateway.schema.ts";

/** Which conversation a request belongs to, as far as it says so. */
export interface Identity {
  sessionId: string | undefined;
  subjectId: string | undefined;
  agentId: string | undefined;
  /** On a telephone call nobody waits long. */
  profile: "voice" | "text";
}

/** Reads who speaks: the first place that names a session counts. Nothing here says which tenant it is. */
export function identityOf(request: ChatRequest, sessionHeader: string | undefined): Identity {
  const { call, customer, elevenlabs_extra_body: extra, user_id } = request;
  const own = (name: string) =>
    named(request.metadata?.[name]) ?? named(request[name]) ?? named(extra?.[name]);
  const caller = call?.customer as { number?: unknown } | null | undefined;
  const number = named(customer?.number) ?? named(caller?.number);
  const isCall = call !== null && call !== undefined;
  return {
    sessionId:
      named(sessionHeader) ??
      own("session_id") ??
      named(call?.id) ??
      named(extra?.conversation_id) ??
      sessionOfUser(request),
    subjectId: own("subject_id") ?? callerOf(number) ?? named(user_id) ?? named(extra?.user_id),
    agentId: own("agent_id") ?? named(call?.assistantId),
    profile: isCall || (extra !== null && extra !== undefined) ? "voice" : "text",
  };
}

/** A name that the store refuses would take the turn past everything that is looked up by it, limits too. */
function named(value: unknown): string | undefined {
  const isName = typeof value === "string" && value !== "" && value.length <= 200;
  return isName ? storableText(value) : undefined;
}

/** One form for one number, however it is written. */
function callerOf(number: string | undefined): string | undefined {
  return number === undefined ? undefined : (dialledForms(number)[0] ?? number);
}

/** Clients that name only the user start a conversation with its first words. */
function sessionOfUser({ user, messages }: ChatRequest): string | undefined {
  if (typeof user !== "string" || user === "") return undefined;
  const first = messages.find(({ role }) => role !== "system" && role !== "developer");
  return `user_${sha256Hex(Buffer.from(JSON.stringify([user, first?.content]))).slice(0, 40)}`;
}
