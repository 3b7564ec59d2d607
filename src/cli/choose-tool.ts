/** A tool as far as a command needs to know it. */
export interface ListedTool {
  name: string;
  description: string;
  is_enabled: boolean;
  parameters: { properties?: Record<string, { type?: unknown }>; required?: string[] };
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);

/** The tool whose name and description share most words with the question; the first of equals. Undefined where none shares any. */
export function chooseTool(tools: readonly ListedTool[], question: string): ListedTool | undefined {
  const asked = wordsOf(question);
  const scored = tools
    .filter((tool) => tool.is_enabled)
    .map((tool) => {
      const words = wordsOf(`${tool.name.replaceAll(/[_-]/g, " ")} ${tool.description}`);
      return { tool, score: [...asked].filter((word) => words.has(word)).length };
    })
    .sort((a, b) => b.score - a.score);
  const best = scored[0];
  return best === undefined || best.score === 0 ? undefined : best.tool;
}

/** Named arguments; without any, the question itself goes into the tool's only text parameter. */
export function fillArguments(
  { parameters }: ListedTool,
  question: string,
  named: Readonly<Record<string, string>>,
): Record<string, string> {
  if (Object.keys(named).length > 0) return { ...named };
  const texts = Object.entries(parameters.properties ?? {}).filter(
    ([, { type }]) => type === "string",
  );
  const [only, second] = texts;
  return only === undefined || second !== undefined ? {} : { [only[0]]: question };
}
