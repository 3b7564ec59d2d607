import { z } from "zod";
import type { Outgoing, SecretBox } from "../../guard/index.ts";
import type { Breakers } from "../breaker.ts";
import { orDeadline, sendSigned, withArguments } from "../signed-request.ts";
import { ToolFailure, type ToolUse } from "../tool.ts";

const answerBytesMax = 64 * 1024;
const When = z.iso.datetime({ offset: true });
const Free = z.array(z.object({ from: When })).max(1_000);
const Times = z.object({ free: Free });
const Booking = z.object({
  confirmed: z.boolean(),
  reference: z.union([z.string().max(200), z.number()]).nullish(),
  free: Free.default([]),
});

/** What is asked of a calendar. Instants are ISO 8601 in UTC. */
export interface BookingRequest {
  from: string;
  until: string;
  name: string;
  phone: string | null;
  notes: string;
  location: { id: string; name: string };
}

export interface CalendarNeeds {
  box: SecretBox;
  outgoing: Outgoing;
  breakers: Breakers;
  now: () => number;
}

/** The calendar of a tenant at the URL of a tool's settings: a small contract of ours, in docs/agents.md. */
export function openCalendar(needs: CalendarNeeds, use: ToolUse, url: string, signal: AbortSignal) {
  const ask = <T>(
    schema: z.ZodType<T>,
    how: { url: string; method: string; body: object | null },
  ) =>
    needs.breakers.run(`${use.scope.tenantId}/${use.tool.id}`, () =>
      orDeadline(
        signal,
        sendSigned(needs, use, { ...how, headers: {}, signal }).then((answer) =>
          readAs(schema, answer),
        ),
      ),
    );
  return {
    /** What is free between two instants. */
    async times(from: string, until: string, locationId: string): Promise<number[]> {
      const address = withArguments(url, { from, until, location: locationId });
      const { free } = await ask(Times, { url: address, method: "GET", body: null });
      return inOrder(free);
    },

    /** Books, or tells what else is free. */
    async book(request: BookingRequest) {
      const body = { ...request, idempotency_key: use.key, call_id: use.callId };
      const answer = await ask(Booking, { url, method: "POST", body });
      const reference = answer.reference == null ? null : String(answer.reference);
      return { isConfirmed: answer.confirmed, reference, free: inOrder(answer.free) };
    },
  };
}

async function readAs<T>(schema: z.ZodType<T>, answer: Response): Promise<T> {
  const text = await answer.text();
  if (Buffer.byteLength(text) > answerBytesMax) throw new ToolFailure("unreadable-answer");
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success) throw new ToolFailure("unreadable-answer");
  return parsed.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inOrder(free: ReadonlyArray<{ from: string }>): number[] {
  return free.map(({ from }) => Date.parse(from)).sort((a, b) => a - b);
}
