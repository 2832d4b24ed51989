/* eslint no-irregular-whitespace: ["error", { skipTemplates: true }] -- French puts non-breaking spaces before its signs. */
/** Words of giving up a room that is over. */
const leavingFr = {
  link: "Renoncer à mon accès",
  title: "Renoncer à votre accès",
  lead: (name: string) => `Ce qui est écrit ici ne s’ouvrira plus jamais pour vous. ${name} garde son accès.`,
  facts: [
    "Vos clés de cet espace et de ses sujets privés sont détruites. Personne ne pourra vous les rendre : ni l’autre membre, ni la coordination, ni nous.",
    "Vos textes y restent, lisibles par l’autre membre. Si cette personne renonce aussi, tout est détruit.",
    "Si des sujets privés doivent être détruits, ou des copies montrées reprises, faites-le avant.",
    "Les dates, les séances et leur nombre restent au programme.",
  ],
  export: "Emporter une copie d’abord",
  go: "Renoncer à mon accès",
  sure: "Est-ce vraiment votre choix ? On ne revient pas en arrière.",
  yes: "Oui, renoncer pour toujours",
  doneTitle: "Vous avez renoncé à cet espace",
  done: (day: string) => `C’était le ${day}. Plus rien de ce qui y est écrit ne s’ouvre avec vos clés.`,
  pair: "Retour au binôme",
  other: (name: string, day: string) => `${name} a renoncé à son accès le ${day}. Vous gardez le vôtre.`,
};

const leavingEn: typeof leavingFr = {
  link: "Give up my access",
  title: "Give up your access",
  lead: (name) => `What is written here will never open for you again. ${name} keeps their access.`,
  facts: [
    "Your keys to this room and to its private topics are destroyed. Nobody can give them back to you: neither the other member, nor the coordinators, nor we.",
    "Your texts stay here, and the other member can read them. If they give up their access too, everything is destroyed.",
    "If private topics are to be destroyed, or shown copies taken back, do so first.",
    "The dates, the meetings and their number stay with the programme.",
  ],
  export: "Take a copy along first",
  go: "Give up my access",
  sure: "Is this really what you want? There is no way back.",
  yes: "Yes, give it up for good",
  doneTitle: "You have given up this room",
  done: (day) => `That was on ${day}. Nothing that is written there opens with your keys any more.`,
  pair: "Back to the mentorship",
  other: (name, day) => `${name} gave up their access on ${day}. You keep yours.`,
};

export const leavingWords: typeof leavingFr = LANGUAGE === "en" ? leavingEn : leavingFr;
