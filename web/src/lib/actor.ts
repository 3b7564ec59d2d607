/** Who did something, within a sentence: by name, where there is one that whoever reads may know. */
export function describeActor(actor: string, name: string | null | undefined): string {
  if (actor === "system") return "VoiceLens itself";
  if (actor === "command") return "a command on the server";
  const isKey = actor.startsWith("key:");
  if (name == null) return isKey ? "an unknown key" : "somebody unknown";
  return isKey ? `key ${name}` : name;
}
