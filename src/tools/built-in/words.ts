/** What built-in tools say beside what business/ says, in one language. */
interface Words {
  whichLocation: (names: string) => string;
  nothingKnown: string;
  whichNumber: string;
  messageTaken: string;
  connecting: string;
  cannotConnect: string;
  booked: (when: string, reference: string | null) => string;
  notBooked: string;
  freeAt: (times: string) => string;
  noneFree: string;
  notATime: string;
}

const en: Words = {
  whichLocation: (names) => `Which location do you mean: ${names}?`,
  nothingKnown: "I have no information about that.",
  whichNumber: "Which number can we reach you at?",
  messageTaken: "Thank you, I have passed your message on. Somebody will get back to you.",
  connecting: "One moment, I am connecting you.",
  cannotConnect: "I cannot connect you at the moment. I can take a message.",
  booked: (when, reference) =>
    `Booked: ${when}.${reference === null ? "" : ` The reference is ${reference}.`}`,
  notBooked: "That time is not available.",
  freeAt: (times) => `These times are free: ${times}.`,
  noneFree: "There is no free time then.",
  notATime: "Which day and time do you mean?",
};

const de: Words = {
  whichLocation: (names) => `Welchen Standort meinen Sie: ${names}?`,
  nothingKnown: "Dazu habe ich keine Angaben.",
  whichNumber: "Unter welcher Nummer erreichen wir Sie?",
  messageTaken: "Danke, ich habe Ihre Nachricht weitergegeben. Wir melden uns bei Ihnen.",
  connecting: "Einen Moment, ich verbinde Sie.",
  cannotConnect: "Ich kann Sie gerade nicht verbinden. Gern nehme ich eine Nachricht auf.",
  booked: (when, reference) =>
    `Gebucht: ${when}.${reference === null ? "" : ` Die Buchungsnummer ist ${reference}.`}`,
  notBooked: "Diese Zeit ist nicht frei.",
  freeAt: (times) => `Diese Zeiten sind frei: ${times}.`,
  noneFree: "Dann ist nichts frei.",
  notATime: "Welchen Tag und welche Uhrzeit meinen Sie?",
};

const es: Words = {
  whichLocation: (names) => `¿A qué local se refiere: ${names}?`,
  nothingKnown: "No tengo información sobre eso.",
  whichNumber: "¿En qué número podemos localizarle?",
  messageTaken: "Gracias, he pasado su mensaje. Le contactaremos.",
  connecting: "Un momento, le paso la llamada.",
  cannotConnect: "Ahora mismo no puedo pasarle la llamada. Puedo tomar un mensaje.",
  booked: (when, reference) =>
    `Reservado: ${when}.${reference === null ? "" : ` El número de reserva es ${reference}.`}`,
  notBooked: "Esa hora no está disponible.",
  freeAt: (times) => `Estas horas están libres: ${times}.`,
  noneFree: "No hay ninguna hora libre.",
  notATime: "¿Qué día y a qué hora?",
};

const fr: Words = {
  whichLocation: (names) => `De quel établissement parlez-vous : ${names} ?`,
  nothingKnown: "Je n'ai pas d'information à ce sujet.",
  whichNumber: "À quel numéro pouvons-nous vous joindre ?",
  messageTaken: "Merci, j'ai transmis votre message. Nous vous recontacterons.",
  connecting: "Un instant, je vous mets en relation.",
  cannotConnect:
    "Je ne peux pas vous mettre en relation pour le moment. Je peux prendre un message.",
  booked: (when, reference) =>
    `C'est réservé : ${when}.${reference === null ? "" : ` La référence est ${reference}.`}`,
  notBooked: "Cet horaire n'est pas disponible.",
  freeAt: (times) => `Ces horaires sont libres : ${times}.`,
  noneFree: "Aucun horaire n'est libre.",
  notATime: "Quel jour et à quelle heure ?",
};

const it: Words = {
  whichLocation: (names) => `Quale sede intende: ${names}?`,
  nothingKnown: "Non ho informazioni al riguardo.",
  whichNumber: "A quale numero possiamo contattarla?",
  messageTaken: "Grazie, ho trasmesso il suo messaggio. La ricontatteremo.",
  connecting: "Un momento, la metto in contatto.",
  cannotConnect: "Al momento non posso passarle nessuno. Posso prendere un messaggio.",
  booked: (when, reference) =>
    `Prenotato: ${when}.${reference === null ? "" : ` Il riferimento è ${reference}.`}`,
  notBooked: "Quell'orario non è disponibile.",
  freeAt: (times) => `Questi orari sono liberi: ${times}.`,
  noneFree: "Non c'è nessun orario libero.",
  notATime: "Quale giorno e a che ora?",
};

const nl: Words = {
  whichLocation: (names) => `Welke vestiging bedoelt u: ${names}?`,
  nothingKnown: "Daar heb ik geen informatie over.",
  whichNumber: "Op welk nummer kunnen we u bereiken?",
  messageTaken: "Dank u, ik heb uw bericht doorgegeven. We nemen contact met u op.",
  connecting: "Een ogenblik, ik verbind u door.",
  cannotConnect: "Ik kan u nu niet doorverbinden. Ik kan wel een bericht aannemen.",
  booked: (when, reference) =>
    `Geboekt: ${when}.${reference === null ? "" : ` Het kenmerk is ${reference}.`}`,
  notBooked: "Die tijd is niet beschikbaar.",
  freeAt: (times) => `Deze tijden zijn vrij: ${times}.`,
  noneFree: "Dan is er geen tijd vrij.",
  notATime: "Welke dag en hoe laat?",
};

const pt: Words = {
  whichLocation: (names) => `A que local se refere: ${names}?`,
  nothingKnown: "Não tenho informações sobre isso.",
  whichNumber: "Em que número podemos contactá-lo?",
  messageTaken: "Obrigado, transmiti a sua mensagem. Entraremos em contacto.",
  connecting: "Um momento, vou passar a chamada.",
  cannotConnect: "Neste momento não posso passar a chamada. Posso anotar um recado.",
  booked: (when, reference) =>
    `Reservado: ${when}.${reference === null ? "" : ` A referência é ${reference}.`}`,
  notBooked: "Esse horário não está disponível.",
  freeAt: (times) => `Estes horários estão livres: ${times}.`,
  noneFree: "Não há nenhum horário livre.",
  notATime: "Que dia e a que horas?",
};

const languages: Readonly<Record<string, Words>> = { de, en, es, fr, it, nl, pt };

/** The words of a language tag; English where we do not speak it. */
export function wordsIn(language: string | null): Words {
  return languages[(language ?? "en").slice(0, 2).toLowerCase()] ?? en;
}
