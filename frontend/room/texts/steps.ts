/** Words of the steps towards a goal. */
const stepsFr = {
  title: "Prochains pas",
  add: "Ajouter un pas",
  addGo: "Ajouter ce pas",
  text: "Ce qui sera fait",
  textHint: "Par exemple : appeler deux anciens de la formation.",
  needText: "Dites en quelques mots ce qui sera fait.",
  who: "Par qui",
  both: "Les deux",
  due: "Pour quand",
  changed: "L’autre membre du binôme vient de modifier ce pas. Voici où il en est.",
};

const stepsEn: typeof stepsFr = {
  title: "Next steps",
  add: "Add a step",
  addGo: "Add this step",
  text: "What will be done",
  textHint: "For example: call two people who took the course.",
  needText: "Say in a few words what will be done.",
  who: "By whom",
  both: "Both",
  due: "By when",
  changed: "The other member of the pair has just changed this step. This is how it stands.",
};

export const stepWords: typeof stepsFr = LANGUAGE === "en" ? stepsEn : stepsFr;
