import type { Agent, PhoneNumber } from "../api.ts";
import { giveAgent, giveNumber, request, send, withQuery } from "../client.ts";

/** Whose: null is the session's own tenant. */
type Of = string | null;

export const fetchNumbers = (tenant_id: Of) =>
  request<{ data: PhoneNumber[] }>(withQuery("/api/v1/phone-numbers", { tenant_id }));

export const fetchAgents = (tenant_id: Of) =>
  request<{ data: Agent[] }>(withQuery("/api/v1/agents", { tenant_id }));

export const removeNumber = ({ tenant_id, number }: PhoneNumber) =>
  send<void>(
    "DELETE",
    withQuery(`/api/v1/phone-numbers/${encodeURIComponent(number)}`, { tenant_id }),
  );

export const removeAgent = ({ tenant_id, provider, agent_id }: Agent) =>
  send<void>(
    "DELETE",
    withQuery(`/api/v1/agents/${encodeURIComponent(provider)}/${encodeURIComponent(agent_id)}`, {
      tenant_id,
    }),
  );

/**
 * Takes it from one tenant and gives it to another.
 *
 * What comes in between waits in quarantine and follows; when the giving fails it is put back, so that nothing is left without a tenant.
 */
async function move<T>(
  take: () => Promise<void>,
  give: (tenantId: string) => Promise<T>,
  [from, to]: readonly [from: string, to: string],
): Promise<T> {
  await take();
  try {
    return await give(to);
  } catch (error) {
    await give(from);
    throw error;
  }
}

export const moveNumber = (row: PhoneNumber, to: string) =>
  move(
    () => removeNumber(row),
    (tenant_id) => giveNumber({ ...row, tenant_id }),
    [row.tenant_id, to],
  );

export const moveAgent = (row: Agent, to: string) =>
  move(
    () => removeAgent(row),
    (tenant_id) => giveAgent({ ...row, tenant_id }),
    [row.tenant_id, to],
  );
