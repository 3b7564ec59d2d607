import type { Turn, TurnRole } from "../lib/call.ts";

const rolesByLabel: ReadonlyMap<string, TurnRole> = new Map([
  ["assistant", "agent"],
  ["agent", "agent"],
  ["ai", "agent"],
  ["bot", "agent"],
  ["robot", "agent"],
  ["caller", "user"],
  ["customer", "user"],
  ["human", "user"],
  ["user", "user"],
  ["system", "system"],
  ["tool", "tool"],
]);

/**
 * Reads a transcript that is one text of lines such as `Assistant: …` and `Caller: …`.
 *
 * A line without such a label continues the turn before it; text before the first label has the role `other`. Blank lines and turns
 * without words are left out. There are no times in such a text, so every turn is without them.
 */
export function turnsFromText(text: string): Turn[] {
  const turns: Array<{ role: TurnRole; lines: string[] }> = [];
  for (const line of text.split("\n")) {
    const { role, content } = readLine(line.trim());
    const last = turns.at(-1);
    if (role !== null) turns.push({ role, lines: content === "" ? [] : [content] });
    else if (content === "") continue;
    else if (last) last.lines.push(content);
    else turns.push({ role: "other", lines: [content] });
  }
  return turns
    .filter(({ lines }) => lines.length > 0)
    .map(({ role, lines }) => ({ role, content: lines.join("\n"), startMs: null, endMs: null }));
}

function readLine(line: string): { role: TurnRole | null; content: string } {
  const colon = line.slice(0, 20).indexOf(":");
  const role = colon < 0 ? undefined : rolesByLabel.get(line.slice(0, colon).trim().toLowerCase());
  return role === undefined
    ? { role: null, content: line }
    : { role, content: line.slice(colon + 1).trim() };
}
