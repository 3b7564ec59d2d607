import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import { z } from "zod";
import { type Client, commandConfig, withClient } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson } from "./output.ts";
import { startProgress } from "./progress.ts";

const share = z.number().nullable();
const Run = z.object({
  id: z.string(),
  status: z.enum(["queued", "running", "done", "failed"]),
  total: z.number(),
  answered: z.number(),
  searched_by: z.enum(["lexical", "hybrid"]).nullable(),
  model: z.string().nullable(),
  figures: z
    .object({
      right: z.number(),
      recall_at_1: share,
      recall_at_5: share,
      right_not_found: share,
      wrong_not_found: share,
      degraded: z.number(),
    })
    .nullable(),
  problem: z.object({ title: z.string(), detail: z.string() }).nullable(),
});
type Run = z.infer<typeof Run>;

const Compared = z.object({
  data: z
    .object({
      summary: z.string(),
      lost: z.number(),
      not_compared: z.number(),
      questions: z.array(z.object({ kind: z.string(), query: z.string() }).loose()),
    })
    .loose()
    .nullable(),
});
type Comparison = z.infer<typeof Compared>["data"];

const lookEveryMs = 300;
const shownMax = 50;

/** `voicelens knowledge questions run`: asks a question set, and says what differs from the run before. Fails when an answer was lost. */
export function knowledgeQuestionsRunCommand(parent: Command): void {
  addCommand(
    parent,
    "run <set>",
    "ask all questions of a set, by name or id, and compare with the run before; exit code 1 when an answer was lost",
  ).action(async (set: string, { json: isJson }: { json: boolean }) => {
    const { run, comparison } = await withClient(commandConfig(), async (client) => {
      const run = await ask(client, set, isJson);
      const path = `/api/v1/knowledge/question-runs/${run.id}/comparison`;
      return { run, comparison: Compared.parse((await client.ask("GET", path)).json).data };
    });
    if (run.status === "failed") throw new CommandError(failure(run));
    if (comparison !== null && comparison.lost > 0) process.exitCode = 1;
    if (isJson) return printJson({ run, comparison });
    print(showRun(run));
    print(showComparison(comparison));
  });
}

async function ask(client: Client, set: string, isJson: boolean): Promise<Run> {
  const path = `/api/v1/knowledge/question-sets/${encodeURIComponent(set)}/runs`;
  let run = Run.parse((await client.ask("POST", path)).json);
  if (isOver(run)) return run;
  const { total } = run;
  const progress = startProgress("Asking", { total, isJson });
  try {
    await client.settle();
    for (;;) {
      const answer = await client.ask("GET", `/api/v1/knowledge/question-runs/${run.id}`);
      run = Run.parse(answer.json);
      progress.at(run.answered, `${run.answered} of ${counted(total, "question")}`);
      if (isOver(run)) return run;
      await wait(lookEveryMs);
    }
  } finally {
    progress.stop();
  }
}

function isOver({ status }: Run): boolean {
  return status === "done" || status === "failed";
}

function failure({ problem }: Run): string {
  return problem === null ? "The run failed." : `${problem.title}. ${problem.detail}`;
}

function showRun({ total, figures, searched_by: by, model }: Run): string {
  if (figures === null) return counted(total, "question");
  const percent = (part: number | null) => (part === null ? "-" : `${(part * 100).toFixed(1)} %`);
  const how = by === "hybrid" ? `words and meaning (${model ?? "unknown model"})` : "words";
  return [
    `${figures.right} of ${counted(total, "question")} right, searched by ${how}.`,
    `First place ${percent(figures.recall_at_1)}, first five ${percent(figures.recall_at_5)}.`,
    `Rightly not found ${percent(figures.right_not_found)}, wrongly not found ${percent(figures.wrong_not_found)}.`,
    ...(figures.degraded > 0 ? [`${figures.degraded} answered without meaning.`] : []),
  ].join("\n");
}

function showComparison(comparison: Comparison): string {
  if (comparison === null) return "There is no run before to compare with.";
  const { summary, questions, not_compared: others } = comparison;
  const lines = questions.slice(0, shownMax).map(({ kind, query }) => `  ${kind}: ${query}`);
  const rest = questions.length - lines.length;
  return [
    `${summary}.`,
    ...lines,
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...(others > 0 ? [`${counted(others, "question")} not in the run before.`] : []),
  ].join("\n");
}
