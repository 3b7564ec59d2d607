import type { CallFacts, CallStatus, ScoredCriterion } from "../../lib/call.ts";
import type { Fields } from "../fields.ts";
import { analysisMembers } from "./elevenlabs.members.ts";

const resultsMax = 200;

/** What the platform's analysis found. Says nothing where analysis is switched off (`analysis` null). */
export function analysisFacts(conversation: Fields): CallFacts {
  if (!conversation.has("analysis")) return {};
  const analysis = conversation.object("analysis");
  analysis.noteUnknown(analysisMembers);
  return {
    evaluation: evaluationOf(analysis),
    summary: analysis.text("transcript_summary"),
    headline: analysis.text("call_summary_title"),
    criteria: criteriaOf(analysis),
    analysis: collectedValues(analysis),
  };
}

function evaluationOf(analysis: Fields): CallStatus | null {
  const word = analysis.text("call_successful");
  if (word === "success" || word === "failure" || word === "unknown") return word;
  if (word !== null) analysis.note("unknown-value", "call_successful");
  return null;
}

/** A criterion whose result is unknown was neither met nor missed and is left out. */
function criteriaOf(analysis: Fields): ScoredCriterion[] | null {
  const criteria: ScoredCriterion[] = [];
  for (const [name, result] of resultsOf(analysis, "evaluation_criteria_results")) {
    const id = result.text("criteria_id") ?? name;
    const verdict = result.text("result");
    if (id === null || (verdict !== "success" && verdict !== "failure")) continue;
    const evidence = result.text("rationale");
    criteria.push({ id, isMet: verdict === "success", score: shareOf(result), evidence });
  }
  return criteria.length > 0 ? criteria : null;
}

/** The score as a share of what could be reached; null where the scale is not told. */
function shareOf(result: Fields): number | null {
  const score = result.number("score");
  const most = result.number("max_score");
  if (score === null || most === null || most <= 0 || score < 0 || score > most) return null;
  return score / most;
}

function collectedValues(analysis: Fields): Record<string, unknown> | null {
  const values: Array<[string, unknown]> = [];
  for (const [name, result] of resultsOf(analysis, "data_collection_results")) {
    const id = result.text("data_collection_id") ?? name;
    if (id !== null && id !== "__proto__") values.push([id, result.raw("value") ?? null]);
  }
  return values.length > 0 ? Object.fromEntries(values) : null;
}

/** The results by name, or from the list form where only that was sent. */
function resultsOf(analysis: Fields, name: string): Array<[string | null, Fields]> {
  const names = Object.keys(analysis.json(name) ?? {}).slice(0, resultsMax);
  if (names.length > 0) {
    const results = analysis.object(name);
    return names.map((key) => [key, results.object(key)]);
  }
  return analysis
    .objects(`${name}_list`)
    .slice(0, resultsMax)
    .map((result) => [null, result]);
}

/**
 * The dynamic variables that the owner set. The platform's own (`system__…`) are told elsewhere, and those named `secret__…` are kept
 * out of every record.
 */
export function ownVariables(conversation: Fields): Record<string, unknown> | null {
  const variables = conversation
    .object("conversation_initiation_client_data")
    .json("dynamic_variables");
  const own = Object.entries(variables ?? {}).filter(
    ([name, value]) =>
      !/^(?:system__|secret__|__proto__$)/.test(name) &&
      (typeof value === "string" || typeof value === "number" || typeof value === "boolean"),
  );
  return own.length > 0 ? Object.fromEntries(own.slice(0, resultsMax)) : null;
}
