import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { ModelAgent } from "../model-use/index.ts";

/** The agents of a tenant. */
export type AgentsOf = (scope: TenantScope) => Promise<ModelAgent[]>;

/**
 * Which model answers, and for which agent. What is asked for is a model, or an agent by its short name or id: then it is that agent's turn. Where nothing is asked for, the model
 * behind the agent answers.
 * @throws ProblemError `model-not-found`.
 */
export async function modelFor(
  scope: TenantScope,
  of: {
    models: readonly string[];
    agentsOf: AgentsOf;
    asked: string | undefined;
    agentId: string | undefined;
  },
): Promise<{ name: string; agentId: string | undefined }> {
  const { models, agentsOf, asked, agentId } = of;
  const [usual = ""] = models;
  // A model that is not set up any more must not leave an agent without words.
  const behind = (agent: ModelAgent | undefined) =>
    models.find((name) => name === agent?.model) ?? usual;
  if (asked === undefined) {
    if (agentId === undefined) return { name: usual, agentId };
    const agents = await agentsOf(scope).catch(() => []);
    return { name: behind(agents.find((one) => one.agent_id === agentId)), agentId };
  }
  // With the prefix that the guide's own clients use.
  const names = [asked, asked.replace(/^vicw-/, "")];
  const model = models.find((name) => names.includes(name));
  if (model !== undefined) return { name: model, agentId };
  const agents = await agentsOf(scope);
  const agent =
    agents.find(({ slug }) => slug !== null && names.includes(slug)) ??
    agents.find((one) => names.includes(one.agent_id));
  if (agent !== undefined) return { name: behind(agent), agentId: agent.agent_id };
  throw new ProblemError("model-not-found", "There is no such model; GET /v1/models lists them.");
}
