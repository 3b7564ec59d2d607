/** What can be switched off to give the rest more room. Of each: what it is, and what happens while it is off. Nothing is lost by any. */
export const features = {
  analytics: {
    title: "Analytics",
    meanwhile:
      "Figures stand still and are not given out. What changed is counted when it is on again.",
  },
  exports: {
    title: "Exports",
    meanwhile: "Calls and contacts cannot be exported. They stay where they are.",
  },
  alerts: {
    title: "Alerts",
    meanwhile:
      "Rules are not looked at, and messages wait. What was unwell only meanwhile is not told of.",
  },
  outgoing: {
    title: "Outgoing webhooks and relays",
    meanwhile: "What is to be handed on waits, and is sent when it is on again.",
  },
  reading_back: {
    title: "Reading back from providers",
    meanwhile: "Sweeps and imports wait where they are. Webhooks come in as ever.",
  },
  documents: {
    title: "Taking in documents",
    meanwhile: "Documents that are added wait, and question sets too. Searches go on.",
  },
  memory: {
    title: "The memory's background work",
    meanwhile:
      "Finished calls wait to be remembered, and what was said to be found by meaning. Agents remember what they did.",
  },
} as const;

export type Feature = keyof typeof features;

export const featureNames = Object.keys(features) as Feature[];
