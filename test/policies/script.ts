/** What a script that deploys or backs up may not do, though shellcheck lets it. */
export function scriptFaults(text: string): string[] {
  const code = text.replace(/^\s*#.*$/gm, "");
  const isStrict = /set -euo pipefail/.test(code) || /common\.sh/.test(code);
  const parts: Record<string, boolean> = {
    "it ends at the first failure, in a pipe too": isStrict,
    "it waits for what happened, not for some time": !sleepsOutsideOfLoops(code),
    "every wait has an end": [...code.matchAll(/while \[? ?(?:true|\$\(.*\) -gt)/g)].length === 0,
    "no container by a name that compose gives another": !/docker (?:exec|cp) (?:-\w+ )*[a-z]/.test(
      code,
    ),
    "programs that still exist": !/\bdocker-compose\b/.test(code),
    "nothing is dropped before there is something better": !/\bDROP DATABASE\b|\bdropdb\b/i.test(
      code,
    ),
    "nothing goes by its age alone": !/-mtime \S+ .*-delete/.test(code),
    "images by their content": !/:latest\b/.test(code),
  };
  return Object.entries(parts)
    .filter(([, holds]) => !holds)
    .map(([part]) => part);
}

/** A fixed time may pass only where a variable names it. */
function sleepsOutsideOfLoops(code: string): boolean {
  let depth = 0;
  return code.split("\n").some((line) => {
    if (/^\s*(?:while|for|until)\b/.test(line)) depth++;
    if (/^\s*done\b/.test(line)) depth--;
    return depth === 0 && /^\s*sleep \d/.test(line);
  });
}
