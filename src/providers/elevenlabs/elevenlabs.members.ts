/**
 * The members that ElevenLabs' webhooks are known to have, by the documentation of the conversation record that they share. Others
 * leave a finding, so that a change of the format shows before it hurts.
 */

export const eventMembers: ReadonlySet<string> = new Set(["type", "event_timestamp", "data"]);

export const conversationMembers: ReadonlySet<string> = new Set([
  "agent_id",
  "agent_name",
  "conversation_id",
  "status",
  "user_id",
  "branch_id",
  "version_id",
  "transcript",
  "metadata",
  "analysis",
  "conversation_initiation_client_data",
  "environment",
  "conversation_product",
  "visited_agents",
  "tag_ids",
  "otlp_traces",
  "has_auxiliary_audio",
  "has_audio",
  "has_user_audio",
  "has_response_audio",
]);

export const turnMembers: ReadonlySet<string> = new Set([
  "role",
  "agent_metadata",
  "message",
  "multivoice_message",
  "tool_calls",
  "tool_results",
  "feedback",
  "llm_override",
  "time_in_call_secs",
  "conversation_turn_metrics",
  "rag_retrieval_info",
  "llm_usage",
  "interrupted",
  "original_message",
  "source_medium",
  "source_event_id",
  "ignored_as_backchannel",
  "reasoning",
  "reasoned",
  "used_static_kb_document_ids",
  "user_identifier",
  "file_input",
  "contextual_update_info",
]);

export const metadataMembers: ReadonlySet<string> = new Set([
  "start_time_unix_secs",
  "accepted_time_unix_secs",
  "call_duration_secs",
  "queue_wait_secs",
  "cost",
  "cost_fiat",
  "deletion_settings",
  "feedback",
  "authorization_method",
  "charging",
  "phone_call",
  "batch_call",
  "termination_reason",
  "error",
  "warnings",
  "main_language",
  "rag_usage",
  "text_only",
  "features_usage",
  "conversation_initiation_source",
  "conversation_initiation_source_version",
  "initiation_trigger",
  "initiator_id",
  "async_metadata",
  "whatsapp",
  "sms",
  "agent_created_from",
  "agent_last_updated_from",
  "voice_rewards",
  "eleven_assistant",
  "timezone",
]);

export const phoneCallMembers: ReadonlySet<string> = new Set([
  "type",
  "direction",
  "phone_number_id",
  "agent_number",
  "external_number",
  "call_result",
  "call_sid",
  "stream_sid",
  "call_id",
  "sip_header_dynamic_variables",
]);

export const analysisMembers: ReadonlySet<string> = new Set([
  "call_successful",
  "call_success_score",
  "transcript_summary",
  "call_summary_title",
  "evaluation_criteria_results",
  "evaluation_criteria_results_list",
  "data_collection_results",
  "data_collection_results_list",
  "scoped",
]);

export const failureMembers: ReadonlySet<string> = new Set([
  "agent_id",
  "conversation_id",
  "failure_reason",
  "metadata",
]);

export const audioMembers: ReadonlySet<string> = new Set([
  "agent_id",
  "conversation_id",
  "full_audio",
]);

export const initiationMembers: ReadonlySet<string> = new Set([
  "caller_id",
  "agent_id",
  "called_number",
  "call_sid",
  "conversation_id",
]);
