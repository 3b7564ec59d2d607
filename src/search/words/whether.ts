import { fold } from "./fold.ts";
import { type Language, languages } from "./language.ts";

/** How a question begins that asks whether there is something, or whether one may; and what people say before it. */
const beginnings: Record<Language, { opening: string; before: string }> = {
  en: {
    opening: "do|does|have|has|is there|are there|(?:can|could|may|will|would) (?:i|we|you|one)",
    before:
      "hi|hello|hey|good (?:morning|afternoon|evening)|yes|yeah|ok|okay|so|well|and|also|um+|uh+m?|er+m?|please|sorry|excuse me",
  },
  de: {
    opening:
      "haben|hat|bieten|machen|verkaufen|gibt es|gibt's|(?:kann|konnen|darf|durfen) (?:ich|man|wir)",
    before: "hallo|guten (?:tag|morgen|abend)|ja|ok|okay|also|und|ahm?|hm+|entschuldigung|bitte",
  },
  fr: {
    opening:
      "avez-vous|vous avez|faites-vous|vous faites|proposez-vous|vous proposez|est-ce que?|y a-t-il|il y a|peut-on|on peut|puis-je|je peux",
    before: "bonjour|bonsoir|salut|allo|oui|ok|alors|et|euh|ben|bah|pardon|excusez-moi",
  },
  es: {
    opening: "hay|tienen?|teneis|hacen|ofrecen|venden|aceptan|puedo|podemos|se puede",
    before: "hola|buenos dias|buenas(?: tardes| noches)?|si|vale|ok|pues|y|eh+|perdon|disculpe",
  },
  it: {
    opening: "c'e|ci sono|avete|fate|offrite|vendete|accettate|posso|possiamo|si puo",
    before: "ciao|salve|buongiorno|buonasera|pronto|si|ok|allora|e|eh+m?|scusi",
  },
  pt: {
    opening: "ha|tem|voces tem|fazem|oferecem|vendem|aceitam|posso|podemos|pode-se",
    before: "ola|oi|bom dia|boa (?:tarde|noite)|sim|ok|entao|e|hum+|desculpe",
  },
  nl: {
    opening:
      "heeft u|hebben jullie|heb je|hebt u|doet u|doen jullie|verkopen jullie|is er|zijn er|(?:kan|kunnen|mag|mogen) (?:ik|we|wij)",
    before: "hallo|hoi|goede(?:morgen|middag|navond)|ja|ok|oke|dus|en|eh+m?|uh+m?|sorry",
  },
};

const ready = new Map<string, RegExp>(
  languages.map((language) => {
    const { opening, before } = beginnings[language];
    return [
      language,
      new RegExp(`^(?:[^a-z]*(?:${before})(?![a-z]))*[^a-z]*(?:${opening})(?![a-z])`),
    ];
  }),
);

/**
 * Whether it is asked if there is something at all ("do you do radon testing"). Where no text names the thing, the answer is not there; what happened to somebody may be told in
 * any words.
 */
export function asksWhether(text: string, language: string): boolean {
  const [code = ""] = language.toLowerCase().split(/[-_]/);
  return ready.get(code)?.test(fold(text)) ?? false;
}
