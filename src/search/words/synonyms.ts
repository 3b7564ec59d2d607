import { fold } from "./fold.ts";
import { type Language, languages } from "./language.ts";
import { rulesOf } from "./languages.ts";

/**
 * What callers and documents call differently, whatever the business: each line is one thing. Only what holds everywhere: what a word means in one trade is for that trade's documents.
 */
const groups: Record<Language, string> = {
  en: `
    price cost fee charge rate
    pay payment paid
    bill invoice receipt
    cheap cheaper discount reduced half-price offer special
    free complimentary freebie gratis
    refund reimburse reimbursement repay money-back
    deposit prepayment down-payment advance upfront
    cash coins notes banknotes
    card credit debit plastic
    tip gratuity
    kid child children toddler baby infant son daughter
    mother mom mum father dad parent
    grandma grandmother grandpa grandfather senior elderly
    husband wife partner spouse companion
    pregnant pregnancy expecting
    handicapped disabled disability wheelchair accessible accessibility stairs step-free
    elevator lift
    bathroom restroom toilet lavatory washroom
    car vehicle automobile auto
    park parking garage
    bike bicycle
    bus tram train subway metro transit
    taxi cab
    near nearby
    address location located directions
    shop store
    office practice premises
    doctor physician dr
    ill sick illness sickness
    hurt hurts pain painful ache sore
    medicine medication drug pill tablet
    emergency urgent
    appointment booking reservation slot
    book reserve schedule
    cancel cancellation call-off
    reschedule postpone move
    late delay delayed
    wait waiting
    open opening hours
    closed close closing shut
    today tonight same-day
    weekend saturday sunday
    evening night
    morning breakfast
    begin start commence
    end finish stop terminate quit
    contract agreement plan membership subscription
    sign-up join register enroll enrol registration
    guarantee warranty
    insurance insurer coverage cover covered
    complain complaint unhappy dissatisfied
    boss manager owner director
    staff employee team personnel
    job vacancy hire hiring career employment
    lost forgot forgotten left-behind found
    broken broke damaged damage defective faulty
    repair fix mend fixed
    replace exchange swap change replacement
    check inspect inspection examination checkup
    install installation fit fitted mount
    clean cleaning wash rinse
    dry drying
    noise noisy loud quiet
    hot warm heat
    cold cool chilly
    water wet damp moisture
    leak leaking drip dripping
    rain rains pours rainy
    buy purchase
    sell sold
    rent hire lend borrow loan
    send mail post ship shipping delivery deliver
    takeout takeaway to-go
    email mail e-mail
    phone telephone call number
    letter form document paper
    copy duplicate
    record recording taped
    privacy personal-data
    big large size
    small little tiny
    group party people persons
    maximum most limit
    minimum least
    age old years
    meal food eat dish
    drink beverage alcohol
    beer wine
    vegetarian meatless vegan
    celiac gluten wheat
    allergy allergic allergen reaction
    dog pet animal
    smoke smoking smoker cigarette
    wifi internet wireless
    picture photo image
    gift present voucher
    birthday anniversary
    wedding marriage vows
    holiday vacation
    allowed permitted permit
    forbidden prohibited banned
    required necessary mandatory
    bring carry take-along
    somebody someone person
    quick fast soon
    long duration last`,
  de: `
    preis kosten kostet gebuhr betrag tarif
    zahlen bezahlen zahlung
    rechnung quittung beleg
    gunstig billig rabatt ermassigt ermassigung
    gratis kostenlos umsonst
    kind kinder baby saugling sohn tochter
    mutter mama vater papa eltern
    oma grossmutter opa grossvater senioren
    behindert behinderung gehbehinderung rollstuhl barrierefrei
    aufzug fahrstuhl lift
    toilette wc klo
    auto wagen pkw fahrzeug
    parken parkplatz stellplatz stehen
    rad fahrrad
    bus bahn strassenbahn tram
    adresse anfahrt weg
    arzt doktor
    krank krankheit
    schmerz schmerzen weh wehtun
    medikament arznei tablette pille
    notfall dringend
    termin buchung reservierung
    buchen reservieren
    absagen stornieren abmelden
    verschieben verlegen umbuchen
    offen geoffnet offnungszeiten sprechzeiten
    zu geschlossen schliessen
    anfang beginn beginnen starten
    ende aufhoren beenden kundigen kundigung
    vertrag mitgliedschaft abo
    kasse krankenkasse versicherung
    beschwerde beschweren unzufrieden
    chef chefin inhaber leitung leiter
    mitarbeiter team personal kollegen
    stelle job arbeit bewerbung
    verloren vergessen fundsachen
    kaputt defekt beschadigt
    reparieren reparatur
    warm heiss hitze
    kalt kuhl
    lange dauer dauert
    telefon nummer anrufen
    hund tier haustier
    essen mahlzeit speise
    trinken getrank
    erlaubt darf gestattet
    verboten untersagt
    mitbringen mitnehmen
    gutschein geschenk`,
  fr: `
    prix cout coute tarif montant
    payer paiement regler
    facture recu
    reduction remise rabais promotion
    gratuit offert
    enfant bebe fils fille gamin
    mere maman pere papa parents
    handicape handicap fauteuil accessible
    ascenseur elevateur
    toilettes wc sanitaires
    voiture vehicule auto
    parking stationner stationnement garer
    velo bicyclette
    bus train navette
    adresse acces
    medecin docteur
    malade maladie
    douleur mal
    urgence urgent
    rendez-vous reservation
    annuler annulation
    ouvert ouverture horaires
    ferme fermeture
    debut commencer
    fin terminer
    contrat abonnement
    plainte reclamation
    perdu oublie trouve
    casse abime endommage
    reparer reparation
    barbecue griller charbon
    chaud chauffage
    froid frais
    telephone numero appeler
    chien animal animaux
    manger repas
    boire boisson
    autorise permis
    interdit defendu
    louer location
    cadeau bon`,
  es: `
    precio coste costo cuesta vale tarifa
    pagar pago
    factura recibo
    descuento rebaja oferta
    gratis gratuito
    nino bebe hijo hija
    madre mama padre papa
    discapacidad discapacitado silla accesible
    ascensor elevador
    bano aseo servicios
    coche carro auto vehiculo
    aparcar aparcamiento estacionar estacionamiento parking
    bicicleta bici
    autobus tren metro
    direccion ubicacion
    medico doctor
    enfermo enfermedad
    dolor duele
    urgencia emergencia urgente
    cita reserva turno
    anular cancelar
    abierto apertura horario abren
    cerrado cierre cierran
    comienzo empezar
    fin terminar acabar
    contrato suscripcion
    queja reclamacion
    perdido olvidado
    roto estropeado danado
    reparar arreglar
    calor caliente
    frio fresco
    telefono numero llamar
    perro mascota animal
    comer comida
    beber bebida
    permitido
    prohibido
    alquilar alquiler
    regalo vale`,
  it: `
    prezzo costo costa tariffa
    pagare pagamento
    fattura ricevuta
    sconto offerta riduzione
    gratis gratuito
    bambino neonato figlio figlia
    disabile sedia accessibile
    ascensore elevatore
    bagno toilette servizi
    auto macchina vettura
    parcheggio parcheggiare posteggio
    medico dottore
    dolore male
    urgenza emergenza urgente
    appuntamento prenotazione
    annullare disdire cancellare
    aperto apertura orario
    chiuso chiusura
    telefono numero chiamare
    cane animale
    mangiare cibo pasto
    bere bevanda
    rotto guasto
    riparare riparazione`,
  pt: `
    preco custo custa tarifa
    pagar pagamento
    fatura recibo
    desconto oferta
    gratis gratuito
    crianca bebe filho filha
    deficiente cadeira acessivel
    elevador ascensor
    banheiro toalete sanitario
    carro veiculo automovel
    estacionar estacionamento
    medico doutor
    dor doi
    urgencia emergencia urgente
    consulta marcacao reserva
    cancelar desmarcar anular
    aberto abertura horario
    fechado fechamento
    telefone numero ligar
    cao cachorro animal
    comer comida
    beber bebida
    quebrado avariado
    consertar reparar`,
  nl: `
    prijs kosten kost tarief
    betalen betaling
    factuur rekening bon
    korting aanbieding
    gratis kosteloos
    kind baby zoon dochter
    gehandicapt rolstoel toegankelijk
    lift
    toilet wc
    auto wagen voertuig
    parkeren parkeerplaats
    fiets rijwiel
    arts dokter
    pijn zeer
    spoed noodgeval dringend
    afspraak reservering boeking
    annuleren afzeggen
    open openingstijden geopend
    gesloten dicht
    telefoon nummer bellen
    hond huisdier dier
    eten maaltijd
    drinken drank
    kapot defect stuk
    repareren reparatie`,
};

const none: readonly string[] = [];

function stemsOf(language: Language): Map<string, readonly string[]> {
  const { stem } = rulesOf(language);
  const others = new Map<string, Set<string>>();
  for (const line of groups[language].trim().split("\n")) {
    const stems = line
      .trim()
      .split(" ")
      .filter((word) => !word.includes("-"))
      .map((word) => stem(fold(word)));
    for (const one of stems) {
      const known = others.get(one) ?? new Set();
      for (const other of stems) if (other !== one) known.add(other);
      others.set(one, known);
    }
  }
  return new Map([...others].map(([word, words]) => [word, [...words]]));
}

const ready = new Map<string, Map<string, readonly string[]>>(
  languages.map((language) => [language, stemsOf(language)]),
);

/** The stems of what else a thing is called. */
export function synonymsOf(word: string, language: string): readonly string[] {
  const [code = ""] = language.toLowerCase().split(/[-_]/);
  return ready.get(code)?.get(word) ?? none;
}
