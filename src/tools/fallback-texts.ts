/** What a caller hears when a tool gave no answer and its tenant wrote no words of its own. */
const couldNotLookUp: Readonly<Record<string, string>> = {
  de: "Das kann ich gerade leider nicht nachsehen. Kann ich Ihnen anders weiterhelfen?",
  en: "Sorry, I can't look that up right now. Can I help you with something else?",
  es: "Lo siento, ahora mismo no puedo consultarlo. ¿Puedo ayudarle con otra cosa?",
  fr: "Désolé, je ne peux pas le vérifier pour le moment. Puis-je vous aider autrement ?",
  it: "Mi dispiace, in questo momento non posso verificarlo. Posso aiutarla in altro modo?",
  nl: "Sorry, dat kan ik nu even niet nakijken. Kan ik u ergens anders mee helpen?",
  pt: "Desculpe, não consigo verificar isso agora. Posso ajudar com outra coisa?",
};

/** The words for a language; in English where there are none. */
export function fallbackText(
  own: Readonly<Record<string, string>>,
  language: string | null,
): string {
  const short = (language ?? "en").slice(0, 2).toLowerCase();
  return own[short] ?? own.en ?? couldNotLookUp[short] ?? couldNotLookUp.en ?? "";
}
