/** What is said about a business, in one language. Each is a whole short sentence, or a part that fits into one. */
interface Phrases {
  openUntil: (time: string) => string;
  openAlways: string;
  closedUntil: (time: string) => string;
  closed: string;
  closedForNow: string;
  unknownHours: string;
  /** From one time to another. */
  range: (from: string, to: string) => string;
  /** From one weekday to another. */
  days: (from: string, to: string) => string;
  /** Day and time of that day. */
  at: (day: string, time: string) => string;
  closedOn: (days: string) => string;
  openOn: (days: string, hours: string) => string;
  allDay: string;
  deliver: (fee: string | null) => string;
  deliverUnpriced: string;
  /** After "not now": when it is possible. */
  againAt: (time: string) => string;
  minimum: (amount: string) => string;
  freeFrom: (amount: string) => string;
  noDelivery: string;
  notNow: string;
  cannotLocate: string;
  unknownZones: string;
  costs: (name: string, price: string) => string;
  unpriced: (name: string) => string;
  soldOut: (name: string) => string;
  notFound: string;
  which: (names: string) => string;
  freeOf: (tags: string, names: string) => string;
  noneFreeOf: (tags: string) => string;
  notStated: string;
  notStatedOf: (name: string, tags: string) => string;
  contains: (name: string, tags: string) => string;
  mayContain: (name: string, tags: string) => string;
  have: (names: string) => string;
}

const en: Phrases = {
  openUntil: (time) => `We are open until ${time}.`,
  openAlways: "We are open around the clock.",
  closedUntil: (time) => `We are closed now and open ${time}.`,
  closed: "We are closed.",
  closedForNow: "We are closed until further notice.",
  unknownHours: "I do not know those opening hours.",
  range: (from, to) => `${from} to ${to}`,
  days: (from, to) => `${from} to ${to}`,
  at: (day, time) => `${day} at ${time}`,
  closedOn: (days) => `${days}: closed`,
  openOn: (days, hours) => `${days}: ${hours}`,
  allDay: "all day",
  deliver: (fee) =>
    fee === null ? "Yes, we deliver there, free of charge." : `Yes, we deliver there for ${fee}.`,
  deliverUnpriced: "Yes, we deliver there. I do not know the fee.",
  againAt: (time) => `It is possible again ${time}.`,
  minimum: (amount) => `The minimum order is ${amount}.`,
  freeFrom: (amount) => `From ${amount} on, delivery is free.`,
  noDelivery: "That address is outside our delivery area.",
  notNow: "We deliver there, but not at this time.",
  cannotLocate: "I could not find that address. Could you give me the street, number and town?",
  unknownZones: "I do not know where we deliver.",
  costs: (name, price) => `${name} costs ${price}.`,
  unpriced: (name) => `We have ${name}, but I do not know the price.`,
  soldOut: (name) => `${name} is not available right now.`,
  notFound: "I could not find that.",
  which: (names) => `Which one do you mean: ${names}?`,
  freeOf: (tags, names) => `Stated as suitable for ${tags}: ${names}.`,
  noneFreeOf: (tags) => `Nothing is stated as suitable for ${tags}.`,
  notStated: "For the others I cannot say.",
  notStatedOf: (name, tags) => `For ${name} it is not stated (${tags}), so I cannot say.`,
  contains: (name, tags) => `${name} contains ${tags}.`,
  mayContain: (name, tags) => `${name} may contain ${tags}.`,
  have: (names) => `We have ${names}.`,
};

const de: Phrases = {
  openUntil: (time) => `Wir haben bis ${time} geöffnet.`,
  openAlways: "Wir haben rund um die Uhr geöffnet.",
  closedUntil: (time) => `Wir haben gerade geschlossen und öffnen ${time}.`,
  closed: "Wir haben geschlossen.",
  closedForNow: "Wir haben bis auf Weiteres geschlossen.",
  unknownHours: "Diese Öffnungszeiten kenne ich nicht.",
  range: (from, to) => `${from} bis ${to}`,
  days: (from, to) => `${from} bis ${to}`,
  at: (day, time) => `${day} um ${time}`,
  closedOn: (days) => `${days}: geschlossen`,
  openOn: (days, hours) => `${days}: ${hours}`,
  allDay: "ganztägig",
  deliver: (fee) =>
    fee === null ? "Ja, dorthin liefern wir kostenlos." : `Ja, dorthin liefern wir für ${fee}.`,
  deliverUnpriced: "Ja, dorthin liefern wir. Die Gebühr kenne ich nicht.",
  againAt: (time) => `Möglich ist es wieder ${time}.`,
  minimum: (amount) => `Der Mindestbestellwert beträgt ${amount}.`,
  freeFrom: (amount) => `Ab ${amount} ist die Lieferung kostenlos.`,
  noDelivery: "Diese Adresse liegt außerhalb unseres Liefergebiets.",
  notNow: "Dorthin liefern wir, aber nicht um diese Zeit.",
  cannotLocate:
    "Diese Adresse konnte ich nicht finden. Nennen Sie mir bitte Straße, Hausnummer und Ort?",
  unknownZones: "Wohin wir liefern, weiß ich nicht.",
  costs: (name, price) => `${name} kostet ${price}.`,
  unpriced: (name) => `${name} haben wir, den Preis kenne ich nicht.`,
  soldOut: (name) => `${name} gibt es gerade nicht.`,
  notFound: "Das habe ich nicht gefunden.",
  which: (names) => `Was meinen Sie: ${names}?`,
  freeOf: (tags, names) => `Als geeignet angegeben (${tags}): ${names}.`,
  noneFreeOf: (tags) => `Nichts ist als geeignet angegeben (${tags}).`,
  notStated: "Zu den anderen kann ich nichts sagen.",
  notStatedOf: (name, tags) =>
    `Zu ${name} ist das nicht angegeben (${tags}), das kann ich nicht sagen.`,
  contains: (name, tags) => `${name} enthält ${tags}.`,
  mayContain: (name, tags) => `${name} kann ${tags} enthalten.`,
  have: (names) => `Wir haben ${names}.`,
};

const fr: Phrases = {
  openUntil: (time) => `Nous sommes ouverts jusqu'à ${time}.`,
  openAlways: "Nous sommes ouverts en continu.",
  closedUntil: (time) => `Nous sommes fermés et ouvrons ${time}.`,
  closed: "Nous sommes fermés.",
  closedForNow: "Nous sommes fermés jusqu'à nouvel ordre.",
  unknownHours: "Je ne connais pas ces horaires.",
  range: (from, to) => `de ${from} à ${to}`,
  days: (from, to) => `${from} à ${to}`,
  at: (day, time) => `${day} à ${time}`,
  closedOn: (days) => `${days} : fermé`,
  openOn: (days, hours) => `${days} : ${hours}`,
  allDay: "toute la journée",
  deliver: (fee) =>
    fee === null
      ? "Oui, nous y livrons gratuitement."
      : `Oui, nous y livrons. La livraison coûte ${fee}.`,
  deliverUnpriced: "Oui, nous y livrons. Je ne connais pas les frais.",
  againAt: (time) => `Ce sera possible ${time}.`,
  minimum: (amount) => `Le minimum de commande est de ${amount}.`,
  freeFrom: (amount) => `À partir de ${amount}, la livraison est gratuite.`,
  noDelivery: "Cette adresse est hors de notre zone de livraison.",
  notNow: "Nous y livrons, mais pas à cette heure.",
  cannotLocate:
    "Je n'ai pas trouvé cette adresse. Pouvez-vous me donner la rue, le numéro et la ville ?",
  unknownZones: "Je ne sais pas où nous livrons.",
  costs: (name, price) => `${name} coûte ${price}.`,
  unpriced: (name) => `Nous avons ${name}, mais je ne connais pas le prix.`,
  soldOut: (name) => `${name} n'est pas disponible en ce moment.`,
  notFound: "Je n'ai pas trouvé cela.",
  which: (names) => `Lequel voulez-vous dire : ${names} ?`,
  freeOf: (tags, names) => `Indiqués comme convenant (${tags}) : ${names}.`,
  noneFreeOf: (tags) => `Rien n'est indiqué comme convenant (${tags}).`,
  notStated: "Pour les autres, je ne peux pas le dire.",
  notStatedOf: (name, tags) =>
    `Pour ${name}, ce n'est pas indiqué (${tags}), je ne peux pas le dire.`,
  contains: (name, tags) => `${name} contient : ${tags}.`,
  mayContain: (name, tags) => `${name} peut contenir : ${tags}.`,
  have: (names) => `Nous avons ${names}.`,
};

const es: Phrases = {
  openUntil: (time) => `Estamos abiertos hasta las ${time}.`,
  openAlways: "Estamos abiertos las 24 horas.",
  closedUntil: (time) => `Ahora estamos cerrados y abrimos ${time}.`,
  closed: "Estamos cerrados.",
  closedForNow: "Estamos cerrados hasta nuevo aviso.",
  unknownHours: "No conozco ese horario.",
  range: (from, to) => `de ${from} a ${to}`,
  days: (from, to) => `${from} a ${to}`,
  at: (day, time) => `${day} a las ${time}`,
  closedOn: (days) => `${days}: cerrado`,
  openOn: (days, hours) => `${days}: ${hours}`,
  allDay: "todo el día",
  deliver: (fee) =>
    fee === null ? "Sí, allí repartimos gratis." : `Sí, allí repartimos por ${fee}.`,
  deliverUnpriced: "Sí, allí repartimos. No sé cuánto cuesta.",
  againAt: (time) => `Será posible ${time}.`,
  minimum: (amount) => `El pedido mínimo es de ${amount}.`,
  freeFrom: (amount) => `A partir de ${amount} el envío es gratis.`,
  noDelivery: "Esa dirección está fuera de nuestra zona de reparto.",
  notNow: "Allí repartimos, pero no a esta hora.",
  cannotLocate: "No he encontrado esa dirección. ¿Me dice la calle, el número y la ciudad?",
  unknownZones: "No sé dónde repartimos.",
  costs: (name, price) => `${name} cuesta ${price}.`,
  unpriced: (name) => `Tenemos ${name}, pero no sé el precio.`,
  soldOut: (name) => `${name} no está disponible ahora.`,
  notFound: "No lo he encontrado.",
  which: (names) => `¿Cuál quiere decir: ${names}?`,
  freeOf: (tags, names) => `Indicados como aptos (${tags}): ${names}.`,
  noneFreeOf: (tags) => `Nada está indicado como apto (${tags}).`,
  notStated: "De los demás no puedo decirlo.",
  notStatedOf: (name, tags) => `De ${name} no está indicado (${tags}), así que no puedo decirlo.`,
  contains: (name, tags) => `${name} contiene ${tags}.`,
  mayContain: (name, tags) => `${name} puede contener ${tags}.`,
  have: (names) => `Tenemos ${names}.`,
};

const it: Phrases = {
  openUntil: (time) => `Siamo aperti fino alle ${time}.`,
  openAlways: "Siamo aperti 24 ore su 24.",
  closedUntil: (time) => `Ora siamo chiusi e apriamo ${time}.`,
  closed: "Siamo chiusi.",
  closedForNow: "Siamo chiusi fino a nuovo avviso.",
  unknownHours: "Non conosco questi orari.",
  range: (from, to) => `dalle ${from} alle ${to}`,
  days: (from, to) => `da ${from} a ${to}`,
  at: (day, time) => `${day} alle ${time}`,
  closedOn: (days) => `${days}: chiuso`,
  openOn: (days, hours) => `${days}: ${hours}`,
  allDay: "tutto il giorno",
  deliver: (fee) =>
    fee === null ? "Sì, lì consegniamo gratis." : `Sì, lì consegniamo. La consegna costa ${fee}.`,
  deliverUnpriced: "Sì, lì consegniamo. Non conosco il costo.",
  againAt: (time) => `Sarà possibile ${time}.`,
  minimum: (amount) => `L'ordine minimo è di ${amount}.`,
  freeFrom: (amount) => `Da ${amount} la consegna è gratuita.`,
  noDelivery: "Questo indirizzo è fuori dalla nostra zona di consegna.",
  notNow: "Lì consegniamo, ma non a quest'ora.",
  cannotLocate: "Non ho trovato questo indirizzo. Può dirmi via, numero e città?",
  unknownZones: "Non so dove consegniamo.",
  costs: (name, price) => `${name} costa ${price}.`,
  unpriced: (name) => `Abbiamo ${name}, ma non conosco il prezzo.`,
  soldOut: (name) => `${name} al momento non è disponibile.`,
  notFound: "Non l'ho trovato.",
  which: (names) => `Quale intende: ${names}?`,
  freeOf: (tags, names) => `Indicati come adatti (${tags}): ${names}.`,
  noneFreeOf: (tags) => `Nulla è indicato come adatto (${tags}).`,
  notStated: "Per gli altri non posso dirlo.",
  notStatedOf: (name, tags) => `Per ${name} non è indicato (${tags}), quindi non posso dirlo.`,
  contains: (name, tags) => `${name} contiene ${tags}.`,
  mayContain: (name, tags) => `${name} può contenere ${tags}.`,
  have: (names) => `Abbiamo ${names}.`,
};

const pt: Phrases = {
  openUntil: (time) => `Estamos abertos até às ${time}.`,
  openAlways: "Estamos abertos 24 horas.",
  closedUntil: (time) => `Agora estamos fechados e abrimos ${time}.`,
  closed: "Estamos fechados.",
  closedForNow: "Estamos fechados até novo aviso.",
  unknownHours: "Não conheço esse horário.",
  range: (from, to) => `das ${from} às ${to}`,
  days: (from, to) => `${from} a ${to}`,
  at: (day, time) => `${day} às ${time}`,
  closedOn: (days) => `${days}: fechado`,
  openOn: (days, hours) => `${days}: ${hours}`,
  allDay: "todo o dia",
  deliver: (fee) =>
    fee === null ? "Sim, entregamos aí grátis." : `Sim, entregamos aí. A entrega custa ${fee}.`,
  deliverUnpriced: "Sim, entregamos aí. Não sei quanto custa.",
  againAt: (time) => `Será possível ${time}.`,
  minimum: (amount) => `O pedido mínimo é de ${amount}.`,
  freeFrom: (amount) => `A partir de ${amount} a entrega é grátis.`,
  noDelivery: "Esse endereço fica fora da nossa área de entrega.",
  notNow: "Entregamos aí, mas não a esta hora.",
  cannotLocate: "Não encontrei esse endereço. Pode dizer-me a rua, o número e a cidade?",
  unknownZones: "Não sei onde entregamos.",
  costs: (name, price) => `${name} custa ${price}.`,
  unpriced: (name) => `Temos ${name}, mas não sei o preço.`,
  soldOut: (name) => `${name} não está disponível agora.`,
  notFound: "Não encontrei isso.",
  which: (names) => `Qual deles: ${names}?`,
  freeOf: (tags, names) => `Indicados como adequados (${tags}): ${names}.`,
  noneFreeOf: (tags) => `Nada está indicado como adequado (${tags}).`,
  notStated: "Dos outros não posso dizer.",
  notStatedOf: (name, tags) => `Sobre ${name} isso não está indicado (${tags}), não posso dizer.`,
  contains: (name, tags) => `${name} contém ${tags}.`,
  mayContain: (name, tags) => `${name} pode conter ${tags}.`,
  have: (names) => `Temos ${names}.`,
};

const nl: Phrases = {
  openUntil: (time) => `We zijn open tot ${time}.`,
  openAlways: "We zijn dag en nacht open.",
  closedUntil: (time) => `We zijn nu gesloten en gaan ${time} open.`,
  closed: "We zijn gesloten.",
  closedForNow: "We zijn tot nader order gesloten.",
  unknownHours: "Die openingstijden ken ik niet.",
  range: (from, to) => `van ${from} tot ${to}`,
  days: (from, to) => `${from} tot en met ${to}`,
  at: (day, time) => `${day} om ${time}`,
  closedOn: (days) => `${days}: gesloten`,
  openOn: (days, hours) => `${days}: ${hours}`,
  allDay: "de hele dag",
  deliver: (fee) =>
    fee === null ? "Ja, daar bezorgen we gratis." : `Ja, daar bezorgen we voor ${fee}.`,
  deliverUnpriced: "Ja, daar bezorgen we. De kosten ken ik niet.",
  againAt: (time) => `Het kan weer ${time}.`,
  minimum: (amount) => `De minimale bestelling is ${amount}.`,
  freeFrom: (amount) => `Vanaf ${amount} is de bezorging gratis.`,
  noDelivery: "Dat adres ligt buiten ons bezorggebied.",
  notNow: "Daar bezorgen we, maar niet op dit tijdstip.",
  cannotLocate: "Dat adres kon ik niet vinden. Wat zijn de straat, het nummer en de plaats?",
  unknownZones: "Ik weet niet waar we bezorgen.",
  costs: (name, price) => `${name} kost ${price}.`,
  unpriced: (name) => `We hebben ${name}, maar de prijs ken ik niet.`,
  soldOut: (name) => `${name} is nu niet verkrijgbaar.`,
  notFound: "Dat heb ik niet gevonden.",
  which: (names) => `Welke bedoelt u: ${names}?`,
  freeOf: (tags, names) => `Als geschikt opgegeven (${tags}): ${names}.`,
  noneFreeOf: (tags) => `Niets is als geschikt opgegeven (${tags}).`,
  notStated: "Van de andere kan ik het niet zeggen.",
  notStatedOf: (name, tags) =>
    `Van ${name} is het niet opgegeven (${tags}), dus dat kan ik niet zeggen.`,
  contains: (name, tags) => `${name} bevat ${tags}.`,
  mayContain: (name, tags) => `${name} kan ${tags} bevatten.`,
  have: (names) => `We hebben ${names}.`,
};

const languages: Readonly<Record<string, Phrases>> = { en, de, fr, es, it, pt, nl };

/** The languages in which we have sentences of our own. */
export const spokenLanguages = Object.keys(languages);

/** The locale whose sentences, times and amounts are used for a language tag: its own where we speak the language, or English. */
export function spokenLocale(tag: string): string {
  const language = tag.split("-")[0]?.toLowerCase() ?? "";
  if (!Object.hasOwn(languages, language)) return "en-US";
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? language;
  } catch {
    return language;
  }
}

/** The sentences of a locale. */
export function phrasesOf(locale: string): Phrases {
  return languages[locale.split("-")[0] ?? ""] ?? en;
}
