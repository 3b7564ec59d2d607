import { sha256Hex } from "../lib/signature.ts";
import type { SearchRequest } from "./search.schema.ts";

interface Question {
  request: SearchRequest;
  count: number;
  since: number;
}

interface OfTenant {
  questions: Map<string, Question>;
  /** What the bases were like when the questions were last asked again. */
  state: string | undefined;
  askedAt: number;
  isAsking: boolean;
}

const dayMs = 24 * 3_600_000;
const tenantsMax = 500;
const questionsMax = 200;
const charactersMax = 300;
/** Asked once is no reason. */
const countMin = 2;
const askedMax = 20;
/** While many documents come in, bases are others all the time. */
const pauseMs = 5_000;

/** Counts which questions tenants ask often, in the memory of this process alone: nothing of it is written anywhere, and it is gone with the process. */
export function createPopularQuestions({ now }: { now: () => number }) {
  const tenants = new Map<string, OfTenant>();
  const of = (tenantId: string): OfTenant => {
    const known = tenants.get(tenantId);
    tenants.delete(tenantId);
    const tenant = known ?? {
      questions: new Map(),
      state: undefined,
      askedAt: Number.NEGATIVE_INFINITY,
      isAsking: false,
    };
    tenants.set(tenantId, tenant);
    const [oldest] = tenants.keys();
    if (tenants.size > tenantsMax && oldest !== undefined) tenants.delete(oldest);
    return tenant;
  };

  return {
    /** @param key the same for what is the same question. */
    note(tenantId: string, key: string, request: SearchRequest): void {
      if (request.query.length > charactersMax) return;
      const { questions } = of(tenantId);
      const name = sha256Hex(key);
      const known = questions.get(name);
      if (known !== undefined && known.since > now() - dayMs) {
        known.count++;
        return;
      }
      questions.set(name, { request, count: 1, since: now() });
      if (questions.size > questionsMax) questions.delete(rarest(questions));
    },

    /** The questions to ask again, the most frequent first, when the state is another than before: none otherwise, and none while others are under way. {@link done} ends it. */
    due(tenantId: string, state: string): SearchRequest[] {
      const tenant = of(tenantId);
      tenant.state ??= state;
      if (tenant.state === state || tenant.isAsking || now() < tenant.askedAt + pauseMs) return [];
      tenant.state = state;
      const requests = [...tenant.questions.values()]
        .filter(({ count, since }) => count >= countMin && since > now() - dayMs)
        .sort((a, b) => b.count - a.count)
        .slice(0, askedMax)
        .map(({ request }) => request);
      if (requests.length > 0) tenant.isAsking = true;
      return requests;
    },

    done(tenantId: string): void {
      Object.assign(of(tenantId), { isAsking: false, askedAt: now() });
    },
  };
}

/** The last one stays: it may become frequent. */
function rarest(questions: ReadonlyMap<string, Question>): string {
  const [[first, least] = ["", undefined], ...rest] = [...questions].slice(0, -1);
  let found = { name: first, count: least?.count ?? 0 };
  for (const [name, { count }] of rest) if (count < found.count) found = { name, count };
  return found.name;
}
