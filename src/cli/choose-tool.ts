import { analyse } from "../search/index.ts";

/** A tool as far as a command needs to know it. */
export interface ListedTool {
  name: string;
  description: string;
  built_in: string | null;
  is_enabled: boolean;
  parameters: {
    properties?: Record<
      string,
      { type?: unknown; description?: unknown; enum?: unknown; items?: { enum?: string[] } }
    >;
    required?: string[];
  };
}

/** What a tool is called says more than what is written about it. */
const nameWeight = 3;

/** How callers ask for what built-in tools do, where they use none of its words. */
const callersSay: Readonly<Record<string, RegExp>> = {
  items_and_prices: /\b(?:how much|costs?|menu|gluten|vegan|vegetarian|halal|kosher|allerg|nuts)/i,
  opening_hours: /\b(?:clos(?:e|es|ed|ing)|holidays?|until when|what time)\b/i,
  take_message: /\b(?:call (?:me )?back|tell (?:him|her|them))\b/i,
  transfer: /\b(?:speak|talk) (?:to|with)\b|\b(?:human|manager)\b/i,
  calendar_times: /\bwhen (?:can|could) (?:i|we) (?:come|book)\b/i,
  calendar_book: /\b(?:book|reserve) (?:a|me|us|the)\b/i,
};
const sayingWeight = 2;

/**
 * The tool that a question is most likely for: whose name, description and arguments share most words with it, in whatever form they stand. Where none shares any, the only tool,
 * else the one that searches what is written down; undefined without either.
 */
export function chooseTool(tools: readonly ListedTool[], question: string): ListedTool | undefined {
  const enabled = tools.filter((tool) => tool.is_enabled);
  const asked = new Set(stemsOf(question));
  const isSaid = ({ built_in: builtIn }: ListedTool) =>
    callersSay[builtIn ?? ""]?.test(question) === true;
  const scored = enabled.map((tool) => ({
    tool,
    score: scoreOf(tool, asked) + (isSaid(tool) ? sayingWeight : 0),
  }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  if (best !== undefined && best.score > 0) return best.tool;
  return enabled.length === 1
    ? enabled[0]
    : enabled.find(({ built_in }) => built_in === "knowledge_search");
}

function scoreOf({ name, description, parameters }: ListedTool, asked: ReadonlySet<string>) {
  const properties = Object.entries(parameters.properties ?? {});
  const arguments_ = properties.flatMap(([key, each]) => [key, String(each.description ?? "")]);
  const shared = (text: string) =>
    new Set(stemsOf(text.replaceAll(/[_-]/g, " ")).filter((word) => asked.has(word))).size;
  return nameWeight * shared(name) + shared(`${description} ${arguments_.join(" ")}`);
}

/** "opening" and "open" are one word, and so are "deliver" and "delivery". */
function stemsOf(text: string): string[] {
  return analyse(text, "en").map((word) => (word.length > 5 ? word.slice(0, 5) : word));
}

/** Where a tool wants to be told what the caller said. */
const saidNames = ["question", "query", "message", "address", "text"];

/** Lists of words that the question names, as a model would fill them in: "what is gluten free". */
function listsNamed({ parameters }: ListedTool, question: string): Record<string, string[]> {
  const asked = new Set(question.toLowerCase().match(/\p{L}+/gu) ?? []);
  const lists = Object.entries(parameters.properties ?? {}).flatMap(([name, { items }]) => {
    const named = (items?.enum ?? []).filter((word) => asked.has(word));
    return named.length === 0 ? [] : [[name, named] as const];
  });
  return Object.fromEntries(lists);
}

/** Named arguments; without any, lists of which the question names something; else the question itself goes to where the tool wants what was said: by name, else the text that it needs, else its only one. */
export function fillArguments(
  tool: ListedTool,
  question: string,
  named: Readonly<Record<string, string>>,
): Record<string, string | string[]> {
  if (Object.keys(named).length > 0) return { ...named };
  const lists = listsNamed(tool, question);
  if (Object.keys(lists).length > 0) return lists;
  const { parameters } = tool;
  const texts = Object.entries(parameters.properties ?? {})
    .filter(
      ([name, each]) => each.type === "string" && each.enum === undefined && name !== "location",
    )
    .map(([name]) => name);
  const needed = texts.filter((name) => parameters.required?.includes(name));
  const said =
    saidNames.find((name) => texts.includes(name)) ??
    (needed.length === 1 ? needed[0] : texts.length === 1 ? texts[0] : undefined);
  return said === undefined ? {} : { [said]: question };
}
