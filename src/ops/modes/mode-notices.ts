import { features } from "./features.ts";
import { disabledFeatures, type Switches } from "./switches.ts";

/** What everybody is told of what is switched. A notice, as `ingest/` lists them. */
export function modeNotices(switches: Switches) {
  const notice = (
    code: string,
    title: string,
    detail: string,
    name: Parameters<Switches["find"]>[0],
  ) => {
    const found = switches.find(name);
    if (found === undefined) return [];
    const why = found.reason === "" ? "" : ` ${found.reason}`;
    const since = found.since.toISOString();
    return [
      { code, level: "warning" as const, title, detail: `${detail}${why}`, link: null, since },
    ];
  };
  return [
    ...notice(
      "read-only",
      "VoiceLens is read-only",
      "Nothing can be changed at present. Calls are recorded as ever.",
      "read_only",
    ),
    ...notice(
      "maintenance",
      "VoiceLens is in maintenance",
      "Nothing new is begun with providers. Calls are recorded, and those running keep their tools.",
      "maintenance",
    ),
    ...disabledFeatures(switches).flatMap((name) =>
      notice(
        `off-${name}`,
        `${features[name].title}: switched off`,
        features[name].meanwhile,
        name,
      ),
    ),
  ];
}
