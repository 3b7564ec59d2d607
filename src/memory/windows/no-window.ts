import type { WindowRow } from "./window.store.ts";

/** Of a session that did not go through the model endpoint until now. */
export function noWindow(sessionId: string): WindowRow {
  return {
    ...{ tenant_id: "", session_id: sessionId, epoch: 0, next_seq: 0, start_seq: 0, hidden: [] },
    ...{ cuts: [], armed: true, last_relief_tokens: 0, window_tokens: 0, relief_count: 0 },
    ...{ shed_messages: 0, shed_tokens: 0, instructions: [], pinned: [], pinned_version: 0 },
    ...{ chain: null, lease: null, lease_until: null, request_key: null, answered_key: null },
    ...{ answer: null, last_prompt: null, echoes: 0, echoes_resolved: 0, loops: 0 },
    updated_at: new Date(0),
  };
}
