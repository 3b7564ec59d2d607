/** Told from each other, and from both grounds; names say the same for whoever sees no colours. */
const colours = ["#3b82f6", "#d97706", "#0d9488", "#c026d3", "#65a30d", "#e11d48"] as const;

/** The colour of a zone on the map and in the list: the same as long as there are no others. */
export function zoneColour(zones: ReadonlyArray<{ id: string }>, id: string): string {
  const at = zones.findIndex((zone) => zone.id === id);
  return colours[at % colours.length] ?? colours[0];
}
