import { fold } from "./fold.ts";
import { type Language, languages } from "./language.ts";

/**
 * Words of talk about anything: who somebody is, that one thinks, goes, takes, since when. Unlike stop words they are searched. But where no text has one, it is how something was told rather than what was asked for:
 * "my daughter is terrified of it" asks for neither a daughter nor terror, "do you take bitcoin" does ask for bitcoin.
 */
const words: Record<Language, string> = {
  en: `
    go goes going gone went come comes coming came get gets give gives gave given giving take takes taken taking took put puts make makes making made
    do does doing done think thinks thinking thought believe guess suppose feel feels feeling felt find finds found look looks looking looked see seen saw
    watch hear heard listen talk talks talking talked speak spoke say says told tell call calls called calling ask asked answer mean means meant
    know knew known remember forget forgot forgotten understand learn learned keep keeps kept leave leaves left let stay stays stayed stop stops stopped start starts started
    begin began end ended try tries tried trying use used using need needs needed want wants hope hopes hoping wish like love loves hate
    happen happens happened seem seems seemed become became turn turns turned run runs running ran walk walked move moved moving sit sits sitting sat stand stood
    bring brings brought carry carried hold held show shows showed send sent meet met live lives living lived die died play work works working worked
    eat ate drink sleep slept wake woke read write wrote buy bought sell pay pays paid spend spent lose loses lost win break breaks broke broken
    fall falls fell throw threw catch caught pull pulled push pick picked drop dropped cut hit choke snap snapped pop popped hang pour pours
    help helps helped worry worried worrying afraid scared terrified embarrassing embarrassed unhappy happy glad sad mad angry annoyed tired crazy sick
    good better best bad worse worst great nice fine okay cool wonderful terrible awful weird strange funny stupid silly lovely beautiful pretty ugly
    big bigger biggest small little tiny huge long short tall high low old older oldest young younger new newer fast slow quick easy hard heavy simple
    real true false wrong right different same other another else whole entire full half several certain sure clear possible important special serious
    thing things stuff something nothing anything everything bit lot lots couple kind sort way ways part parts piece side place places idea reason
    problem trouble matter case fact point question story deal word words name mess
    man men woman women guy guys boy boys girl girls lady gentleman person people folks somebody someone anybody anyone everybody everyone nobody
    friend friends buddy neighbor neighbors neighbour family mother mom mum mama father dad daddy parents son daughter brother sister husband wife boyfriend girlfriend
    grandma grandmother grandpa grandfather uncle aunt cousin kid kids child children baby toddler boss colleague
    time times day days today tonight tomorrow yesterday week weeks weekend month months year years hour hours minute minutes moment second
    morning afternoon evening night midnight monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december spring summer fall autumn winter christmas birthday
    always never ever often sometimes usually mostly again once twice already yet still soon later early late ago since before after until while
    here there away around back home house room door outside inside upstairs downstairs near far town city country street world
    really very quite rather pretty almost nearly exactly probably perhaps definitely absolutely completely totally finally basically honestly literally
    enough too much many more most less least few only even though although because instead without along together apart either neither whether
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand first last next
    money car phone head hand hands eyes face hair feet leg arm body heart god hell gosh damn heck sir madam honey dear
    hey oh wow well anyway anymore actually obviously apparently supposed allowed wondering wonder hoping curious`,
  de: `
    gehen geht ging gegangen komme kommen kommt kam gekommen machen macht gemacht tun tut getan lassen lasst nehmen nimmt genommen geben gab gegeben
    sehen sieht gesehen horen gehort sprechen sprach gesagt reden erzahlt glaube glauben denke denken dachte meine meint finde finden findet gefunden
    weiss wissen wusste kenne vergessen verstehen bleiben bleibt geblieben halten stehen steht sitzen liegen laufen lauft fahren fahre gefahren bringen gebracht
    holen geholt legen stellen setzen beginnen anfangen aufhoren versuchen versucht brauchen benutzen arbeiten leben wohnen essen trinken schlafen kaufen gekauft verlieren verloren
    fallen gefallen passiert passieren werden wurde geworden bekommen kriegen gekriegt dreht drehen mag gern lieber hoffe
    gut besser beste schlecht schlimm schon toll super komisch seltsam lustig bose traurig froh mude verruckt krank
    gross klein lang lange kurz hoch alt jung neu schnell langsam leicht schwer einfach richtig falsch ganz halb anders andere gleiche
    ding dinge sache sachen bisschen wenig viel viele mehr etwas nichts alles paar art weise stuck seite ort idee grund problem fall
    mann frau leute mensch menschen junge madchen herr dame jemand niemand freund freundin nachbar familie mutter mama vater papa eltern sohn tochter bruder
    schwester oma opa tante onkel kind kinder baby chef kollege
    zeit mal tag tage heute morgen gestern woche wochen monat monate jahr jahre stunde stunden minute minuten moment nacht abend abends nachmittag vormittag fruh nachts
    montag dienstag mittwoch donnerstag freitag samstag sonntag immer nie oft manchmal meistens wieder schon noch bald spater spat vorher nachher seit
    hier dort da weg zuruck hause haus drinnen draussen oben unten rechts links nah weit stadt strasse welt
    wirklich sehr ziemlich fast genau wahrscheinlich naturlich unbedingt endlich leider trotzdem deshalb weil obwohl ohne zusammen allein sonst
    eins zwei drei vier funf sechs sieben acht neun zehn hundert erste letzte nachste geld auto kopf hand augen herz gott`,
  fr: `
    aller va vais allait venir vient viens venu faire fait fais faisait mettre mis prendre prend pris donner donne donné laisser laisse voir vu vois regarder entendre
    parler parle dit trouver trouve penser pense croire crois sais savoir connaître oublier oublié comprendre rester reste garder tenir arriver arrive arrivé
    commencer finir essayer utiliser besoin aimer aime adore espérer sembler semble devenir tourner courir marcher asseoir apporter envoyer vivre manger boire dormir
    acheter perdre perdu tomber tombé passer passe passé
    bon bonne mieux meilleur mauvais grave beau belle joli super bizarre drôle triste content contente fatigué malade peur
    grand grande petit petite long court haut vieux jeune nouveau nouvelle vite lent facile difficile vrai faux autre même entier demi différent
    chose choses truc rien tout quelque peu beaucoup plusieurs sorte façon part côté endroit place idée raison problème cas
    homme femme gens personne garçon fille monsieur madame quelqu'un ami amie voisin famille mère maman père papa parents fils frère soeur mari grand-mère grand-père
    enfant enfants bébé patron collègue
    temps fois jour jours aujourd'hui demain hier semaine mois an ans année heure heures minute moment matin après-midi soir nuit lundi mardi mercredi jeudi vendredi
    samedi dimanche toujours jamais souvent parfois encore déjà bientôt tard tôt avant après depuis pendant
    ici là maison dehors dedans haut bas droite gauche près loin ville rue monde vraiment très assez presque exactement sûrement peut-être enfin
    deux trois quatre cinq six sept huit neuf dix cent premier dernier prochain argent voiture tête main yeux coeur dieu`,
  es: `
    ir va voy vamos fue venir viene vengo hacer hace hago hecho poner pone puesto tomar dar da dado dejar dejo ver veo visto mirar mira mire oír escuchar hablar habla
    dicho dije encontrar pensar pienso creer creo saber sé conocer olvidar olvidado entender quedar queda tener tengo llegar llega empezar terminar probar usar necesito
    gustar gusta encantar esperar parecer parece volver correr corriendo andar sentar traer mandar vivir comer beber dormir comprar perder perdido caer pasar pasa pasado estado
    bien bueno buena mejor malo mala peor bonito raro gracioso triste contento cansado enfermo miedo
    grande pequeño largo corto alto viejo joven nuevo rápido lento fácil difícil verdad otro mismo entero medio distinto
    cosa cosas algo nada todo poco mucho muchos varios tipo manera parte lado lugar sitio idea razón problema caso
    hombre mujer gente persona chico chica señor señora alguien nadie amigo amiga vecino familia madre mamá padre papá padres hijo hija hermano hermana marido esposa abuela abuelo
    niño niña bebé jefe
    tiempo vez veces día días hoy mañana ayer semana mes meses año años hora horas minuto momento tarde noche lunes martes miércoles jueves viernes sábado domingo
    siempre nunca a veces todavía ya pronto antes después desde mientras aquí allí casa fuera dentro arriba abajo derecha izquierda cerca lejos ciudad calle mundo
    realmente muy bastante casi exactamente quizás seguro claro dos tres cuatro cinco seis siete ocho nueve diez cien primero último próximo dinero coche cabeza mano ojos dios`,
  it: `
    andare vado va venire viene fare faccio fatto mettere messo prendere preso dare dato lasciare vedere visto guardare sentire parlare detto trovare pensare penso credere credo
    dimenticare dimenticato capire restare tenere arrivare cominciare finire provare usare bisogno piace sperare sembra diventare tornare correre portare mandare vivere mangiare
    bere dormire comprare perdere perso cadere passare successo buono meglio male brutto bello strano triste contento stanco malato paura
    grande piccolo lungo corto alto vecchio giovane nuovo veloce lento facile difficile vero altro stesso intero mezzo diverso cosa cose niente tutto poco molto alcuni tipo modo
    parte lato posto idea motivo problema caso uomo donna gente persona ragazzo ragazza signore signora qualcuno nessuno amico amica vicino famiglia madre mamma padre papà
    genitori figlio figlia fratello sorella marito moglie nonna nonno bambino
    tempo volta volte giorno giorni oggi domani ieri settimana mese mesi anno anni ora ore minuto momento mattina pomeriggio sera notte sempre mai spesso ancora già presto tardi
    prima dopo qui casa fuori dentro sopra sotto destra sinistra lontano città strada mondo davvero molto abbastanza quasi forse certo due tre quattro cinque dieci primo ultimo prossimo
    soldi macchina testa mano occhi dio`,
  pt: `
    ir vai vou vamos foi vir vem fazer faz faço feito pôr tomar dar dado deixar ver vejo visto olhar ouvir falar disse encontrar pensar penso achar acho acreditar conhecer esquecer
    esqueci entender ficar fica ter tenho chegar começar terminar tentar usar preciso gostar gosto esperar parece voltar correr andar sentar trazer mandar viver comer beber
    dormir comprar perder perdi cair passar aconteceu bem bom boa melhor mau ruim pior bonito estranho triste contente cansado doente medo
    grande pequeno longo curto alto velho jovem novo rápido lento fácil difícil verdade outro mesmo inteiro meio diferente coisa coisas algo nada tudo pouco muito vários tipo
    maneira parte lado lugar ideia razão problema caso homem mulher gente pessoa rapaz menina senhor senhora alguém ninguém amigo amiga vizinho família mãe pai pais filho filha
    irmão irmã marido esposa avó avô criança bebê
    tempo vez vezes dia dias hoje amanhã ontem semana mês meses ano anos hora horas minuto momento manhã tarde noite sempre nunca ainda já logo cedo antes depois desde aqui ali
    casa fora dentro cima baixo direita esquerda perto longe cidade rua mundo realmente muito bastante quase talvez certo dois três quatro cinco dez primeiro último próximo
    dinheiro carro cabeça mão olhos deus`,
  nl: `
    gaan ga gaat ging komen kom komt kwam doen doet gedaan maken maakt gemaakt zetten nemen neem geven geef laten laat zien ziet gezien kijken horen gehoord praten zeggen zei gezegd
    vinden vind gevonden denken denk dacht geloven weten weet wist kennen vergeten begrijpen blijven blijft houden staan zitten zit liggen lopen rijden brengen gebracht halen
    beginnen stoppen proberen gebruiken nodig werken leven wonen eten drinken slapen kopen gekocht verliezen verloren vallen gebeurd worden krijgen
    goed beter beste slecht erg mooi leuk raar grappig verdrietig blij moe gek ziek bang groot klein lang kort hoog oud jong nieuw snel langzaam makkelijk moeilijk waar ander
    zelfde heel half ding dingen iets niets alles beetje veel paar soort manier deel kant plek idee reden probleem geval
    man vrouw mensen jongen meisje meneer mevrouw iemand niemand vriend vriendin buurman familie moeder mama vader papa ouders zoon dochter broer zus oma opa kind kinderen baby baas
    tijd keer dag dagen vandaag morgen gisteren week weken maand maanden jaar jaren uur minuut moment ochtend middag avond nacht altijd nooit vaak soms weer al nog snel later
    vroeg laat voor na sinds hier daar weg terug thuis huis buiten binnen boven beneden rechts links dichtbij ver stad straat wereld echt heel best bijna precies
    waarschijnlijk natuurlijk eindelijk twee drie vier vijf tien eerste laatste volgende geld auto hoofd hand ogen hart god`,
};

const ready = new Map<string, ReadonlySet<string>>(
  languages.map((language) => [language, new Set(words[language].trim().split(/\s+/).map(fold))]),
);

/** Whether a word, folded as it was said, is one of talk about anything. */
export function isEveryday(word: string, language: string): boolean {
  const [code = ""] = language.toLowerCase().split(/[-_]/);
  return ready.get(code)?.has(word) ?? false;
}
