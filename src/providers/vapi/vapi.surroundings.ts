import { isObject } from "../../lib/json.ts";
import { ApiError } from "../api-error.ts";
import { membersOf, readIfThere } from "../fetched.ts";
import type { ApiTransport } from "../transport.ts";

type Json = Record<string, unknown>;

/** Completes calls with what messages tell beside them. */
export interface Surroundings {
  complete(call: Json, signal?: AbortSignal): Promise<Json>;
}

const rememberedMax = 1000;

/**
 * A call object names its telephone number and assistant by id only, while messages bring both along. Without the number nobody knows
 * who was dialled, so it is asked for, once per number. Of the assistant only what ends up in records is kept: it holds prompts and
 * secrets. A key that may not read them costs these two, not the call.
 */
export function createSurroundings(http: ApiTransport): Surroundings {
  const remember = (path: string, pick: (found: Json) => Json) => {
    const known = new Map<string, Json | null>();
    return async (id: string, signal?: AbortSignal): Promise<Json | null> => {
      const remembered = known.get(id);
      if (remembered !== undefined) return remembered;
      const found = await readAllowed(http, `${path}/${encodeURIComponent(id)}`, signal);
      const picked = found === null ? null : pick(found);
      if (known.size >= rememberedMax) known.clear();
      known.set(id, picked);
      return picked;
    };
  };
  const numberOf = remember("/phone-number", ({ id, number, sipUri, name, provider }) => ({
    id,
    number,
    sipUri,
    name,
    provider,
  }));
  const assistantOf = remember("/assistant", pickAssistant);
  return {
    async complete(call, signal) {
      const fields = membersOf(call);
      const phoneNumberId = fields.has("phoneNumber") ? null : fields.text("phoneNumberId");
      const assistantId = fields.has("assistant") ? null : fields.text("assistantId");
      const phoneNumber = phoneNumberId === null ? null : await numberOf(phoneNumberId, signal);
      const assistant = assistantId === null ? null : await assistantOf(assistantId, signal);
      return {
        ...call,
        ...(phoneNumber === null ? {} : { phoneNumber }),
        ...(assistant === null ? {} : { assistant }),
      };
    },
  };
}

async function readAllowed(
  http: ApiTransport,
  path: string,
  signal?: AbortSignal,
): Promise<Json | null> {
  try {
    return await readIfThere(http, { method: "GET", path }, signal);
  } catch (error) {
    if (error instanceof ApiError && error.kind === "forbidden") return null;
    throw error;
  }
}

function pickAssistant({ id, name, maxDurationSeconds, ...assistant }: Json): Json {
  const model = (found: unknown) => {
    if (!isObject(found)) return undefined;
    return { provider: found.provider, model: found.model, voiceId: found.voiceId };
  };
  const { transcriber, model: brain, voice } = assistant;
  const picked = { transcriber: model(transcriber), model: model(brain), voice: model(voice) };
  return { id, name, maxDurationSeconds, ...picked };
}
