/** Words of taking texts along from the room of a former mentorship. */
const carryFr = {
  link: "Reprendre des textes",
  title: "Reprendre des textes d’un mentorat passé",
  lead: "Les objectifs et les notes que vous avez écrits seul·e. Choisissez-les un par un : ils sont réécrits ici comme vos textes, chiffrés pour ce binôme. Ceux de votre ancien·ne mentor·e restent où ils sont.",
  from: (name: string) => `Mentorat avec ${name}`,
  origin: (name: string, date: string) => `Repris de mon mentorat avec ${name}, texte du ${date}.`,
  goal: "Objectif",
  note: "Note",
  go: "Reprendre dans cet espace",
  none: "Rien à reprendre",
  noneText: "Aucun texte à vous qui ne soit déjà ici.",
  choose: "Choisissez au moins un texte.",
  done: (n: number) => (n === 1 ? "Un texte est repris." : `${String(n)} textes sont repris.`),
  shut: (name: string) => `L’espace de votre mentorat avec ${name} ne s’ouvre pas.`,
};
const carryEn: typeof carryFr = {
  link: "Take texts along",
  title: "Take texts along from a former mentorship",
  lead: "The goals and notes that you alone have written. Choose them one by one: they are written anew here as your texts, encrypted for this pair. Those of your former mentor stay where they are.",
  from: (name) => `Mentorship with ${name}`,
  origin: (name, date) => `Taken along from my mentorship with ${name}, text of ${date}.`,
  goal: "Goal",
  note: "Note",
  go: "Take along into this room",
  none: "Nothing to take along",
  noneText: "No text of yours that is not here already.",
  choose: "Choose at least one text.",
  done: (n) => (n === 1 ? "One text was taken along." : `${String(n)} texts were taken along.`),
  shut: (name) => `The room of your mentorship with ${name} does not open.`,
};
export const carryWords: typeof carryFr = LANGUAGE === "en" ? carryEn : carryFr;
