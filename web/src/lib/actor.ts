import { t } from "./text.ts";
/** Who did something, within a sentence: by name, where there is one that whoever reads may know. */
export function describeActor(actor: string, name: string | null | undefined): string {
  if (actor === "system") return t("VoiceLens itself");
  if (actor === "command") return t("a command on the server");
  const isKey = actor.startsWith("key:");
  if (name == null) return isKey ? t("an unknown key") : t("somebody unknown");
  return isKey ? t("key {name}", { name }) : name;
}
