import type { Language } from "./language.ts";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * What people say around a question on the telephone. Taken for a part of it, such a word would make an answer look incomplete: it is rare in documents and so would weigh much.
 */
export const fillers: Record<Language, readonly string[]> = {
  en: words(`
    a hi hello hey please thanks thank yes yeah yep no nope ok okay um umm uh uhh uhm er erm hmm mm well so just also actually
    really maybe kind sort guess wonder wondering know tell say said ask asking want wanted need like got get getting gonna wanna
    gotta let see mean sorry excuse question questions anything something someone anyone everything there's
    can't don't won't i'm it'd that'd there'd what're how'd who'd us may shall sure right now then one able possible possibly
    quick quickly help wondered much many`),
  de: words(`
    hallo guten bitte danke ja nein okay ok äh ähm hm hmm mal eigentlich gerne gern würd hätt hätte hätten möchte möchten
    mochte sagen sag sagt wissen weiß frage fragen denn halt eben gibt gibt's geht dürfte darf man bräuchte brauche kannst können
    könnten vielleicht also wann wer wo was ne nee`),
  fr: words(`
    bonjour bonsoir salut merci oui non ok okay euh heu ben bah alors donc voilà svp plaît s'il stp voudrais voudrait veux peux peut pouvez
    pourriez savoir dire dites question demander est-ce quand où comment combien quel quelle quels quelles qu'est-ce aussi bien`),
  es: words(`
    hola buenos buenas gracias por favor sí no vale ok okay eh em este pues bueno quisiera quería querría quiero
    saber decir dígame pregunta preguntar puede puedo pueden podría podrían cuándo cómo cuál cuáles dónde qué quién hay si`),
  it: words(`
    ciao salve buongiorno buonasera grazie prego sì no ok okay ehm eh allora dunque ecco vorrei volevo voglio sapere dire dica domanda
    chiedere può posso potete potrebbe quando dove come quanto quale quali cosa c'è per favore anche`),
  pt: words(`
    olá oi bom boa obrigado obrigada sim não ok okay hum eh então pois bem queria gostaria quero saber dizer diga
    pergunta perguntar pode posso podem poderia quando onde como qual quais quanto por favor há tem se`),
  nl: words(`
    hallo hoi goedemorgen goedemiddag goedenavond bedankt dank alsjeblieft alstublieft ja nee oké ok okay eh ehm uhm nou dus eigenlijk
    graag even wel wilde wilt weten zeggen vraag vragen mag kunt kun kunnen zou zouden misschien wanneer waar welke welk hoeveel er is`),
};
