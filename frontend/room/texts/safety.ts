/* eslint no-irregular-whitespace: ["error", { skipTemplates: true }] -- French puts non-breaking spaces before its signs. */
/** Words of the safety number. */
export const safetyFr = {
  title: "Numéro de sécurité",
  lead: (name: string) => `Comparez ces soixante chiffres avec ${name}, de vive voix ou côte à côte, de préférence à la première rencontre.`,
  why: "S’ils sont les mêmes sur vos deux écrans, personne ne s’est glissé entre vous. S’ils diffèrent, n’écrivez rien et prévenez la coordination.",
  digits: "Les soixante chiffres",
  mark: "Nous avons comparé : c’est le même",
  compared: (moment: string) => `Comparé le ${moment}`,
  notCompared: "Pas encore comparé",
  done: "C’est noté. Nous vous alerterons si cette clé change.",
  scan: "Comparer avec un téléphone",
  scanHow: "L’autre personne scanne ce code avec l’appareil photo d’un téléphone où elle est connectée : la page s’y ouvre et compare les chiffres pour vous.",
  renamed: (before: string, now: string) => `Quand vous avez comparé vos numéros, cette personne s’appelait ${before}. Le serveur la nomme maintenant ${now}. Soit elle a changé de nom, soit on vous montre quelqu’un d’autre à sa place.`,
  renamedDo: "Demandez-le-lui de vive voix avant d’accepter. Si elle n’a pas changé de nom, n’écrivez rien et prévenez la coordination.",
  rename: (now: string) => `Accepter le nom ${now}`,
  code: "Code à scanner, avec les soixante chiffres",
  scannedSame: "Le code porte les mêmes chiffres que votre écran. Cela ne vaut que si vous venez de le scanner vous-même sur l’écran de l’autre personne : notez-le alors ci-dessous. Un lien reçu par courriel ne prouve rien.",
  scannedOther: "Le code que vous avez scanné porte d’autres chiffres que votre écran. Comparez-les de vive voix ; s’ils diffèrent vraiment, n’écrivez rien et prévenez la coordination.",
};

export const safetyEn: typeof safetyFr = {
  title: "Safety number",
  lead: (name) => `Compare these sixty digits with ${name}, aloud or side by side, best at the first meeting.`,
  why: "If they are the same on both your screens, nobody has slipped in between you. If they differ, don’t write anything and tell the coordinators.",
  digits: "The sixty digits",
  mark: "We compared: they are the same",
  compared: (moment) => `Compared on ${moment}`,
  notCompared: "Not compared yet",
  done: "Noted. We will warn you if this key changes.",
  scan: "Compare with a telephone",
  scanHow: "The other person scans this code with the camera of a telephone on which they are signed in: the page opens there and compares the digits for you.",
  renamed: (before, now) => `When you compared your numbers, this person was called ${before}. The server now calls them ${now}. Either they have changed their name, or you are shown somebody else in their place.`,
  renamedDo: "Ask them in person before you accept. If they have not changed their name, don’t write anything and tell the coordinators.",
  rename: (now) => `Accept the name ${now}`,
  code: "Code to scan, with the sixty digits",
  scannedSame: "The code holds the same digits as your screen. That counts only if you have just scanned it yourself from the other person’s screen: then note it below. A link in a mail proves nothing.",
  scannedOther: "The code you scanned holds other digits than your screen. Compare them aloud; if they really differ, don’t write anything and tell the coordinators.",
};
