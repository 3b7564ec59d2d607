/** What a tenant decided about remembering callers; until it decides, nothing is remembered by itself. */
export interface MemoryChoices {
  remembersCalls: boolean;
  sharesAcrossAgents: boolean;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** Agents for which it is otherwise than for the others. */
  agents: Array<{
    agent_id: string;
    remembers_calls: boolean;
    decided_by: string;
    decided_at: Date;
  }>;
}

/** Whether the calls of an agent may be remembered: as it was decided for it, else for the tenant. */
export function remembersCallsOf(choices: MemoryChoices, agentId: string | null): boolean {
  const own = choices.agents.find(({ agent_id }) => agent_id === agentId);
  return own?.remembers_calls ?? choices.remembersCalls;
}
