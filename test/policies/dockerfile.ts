import { pinned } from "./pinned.ts";

/** The instructions of a Dockerfile, stage by stage. */
export function stagesOf(text: string): Array<Array<{ word: string; rest: string }>> {
  const lines = text
    .replace(/^#.*\n/gm, "")
    .replace(/\\\n/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const stages: Array<Array<{ word: string; rest: string }>> = [[]];
  for (const line of lines) {
    const [, word = "", rest = ""] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (word === "FROM") stages.push([]);
    stages.at(-1)?.push({ word, rest });
  }
  return stages;
}

/** What a Dockerfile may not do, whatever its syntax allows. */
export function dockerfileFaults(text: string): string[] {
  const [before = [], ...stages] = stagesOf(text);
  const last = stages.at(-1) ?? [];
  const all = stages.flat();
  const restOf = (word: string) =>
    last.filter((each) => each.word === word).map(({ rest }) => rest);
  const base = /NODE_IMAGE=(\S+)/.exec(before.map(({ rest }) => rest).join())?.[1] ?? "";
  const known =
    "FROM ARG LABEL RUN WORKDIR COPY ENV USER VOLUME EXPOSE STOPSIGNAL HEALTHCHECK ENTRYPOINT CMD";
  const parts: Record<string, boolean> = {
    "instructions that exist": all.every(({ word }) => known.split(" ").includes(word)),
    "a base by its content": pinned.test(base),
    "a stage for the build and one for the packages": stages.length === 3,
    "only what the lock file says": all
      .filter(({ rest }) => /\bnpm (?:ci|i|install)\b/.test(rest))
      .every(({ rest }) => rest.startsWith("npm ci")),
    "nothing copied whole": all.every(({ word, rest }) => word !== "COPY" || !/^\.\s/.test(rest)),
    "the program belongs to root": restOf("COPY").every((rest) => !rest.includes("--chown")),
    "a user by number": /^[1-9]\d*:[1-9]\d*$/.test(restOf("USER").at(-1) ?? ""),
    "nothing is installed for a look at its health": all.every(
      ({ word, rest }) => word !== "RUN" || !/install\b.*\bcurl\b/.test(rest),
    ),
    "signals reach the server": [...restOf("ENTRYPOINT"), ...restOf("CMD")].every((rest) =>
      rest.startsWith("["),
    ),
    "a check of its health": restOf("HEALTHCHECK").some((rest) =>
      rest.includes("bin/healthcheck.js"),
    ),
    "a list of what is in it": restOf("COPY").some((rest) => rest.includes("sbom.json")),
  };
  return Object.entries(parts)
    .filter(([, holds]) => !holds)
    .map(([part]) => part);
}
