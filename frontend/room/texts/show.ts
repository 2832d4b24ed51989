/* eslint no-irregular-whitespace: ["error", { skipTemplates: true }] -- French puts non-breaking spaces before its signs. */
/** Words of showing an own text to one reader outside the room. */
const showFr = {
  show: "Montrer à…",
  title: "Montrer ce texte à quelqu’un",
  lead: "Une copie de cette version est chiffrée pour une seule personne. Elle ne voit rien d’autre de votre espace.",
  reader: "Qui pourra le lire ?",
  noReaders: "Personne ne coordonne ce programme en ce moment : il n’y a pas de lecteur ou de lectrice possible.",
  noVault: "N’a pas encore préparé son espace confidentiel : rien ne peut être chiffré pour cette personne.",
  coordinates: "Coordonne votre programme",
  choose: "Choisissez une personne.",
  exactly: "Exactement ceci sera montré",
  version: (revision: number, moment: string) => `Version ${revision}, écrite par vous le ${moment}`,
  joint: (name: string) => `Ce texte a plusieurs versions : la dernière peut contenir des mots que ${name} a écrits. Demandez-lui son accord.`,
  note: "Un mot pour cette personne",
  noteHint: "Pourquoi vous le montrez, ce que vous en attendez. Chiffré avec le reste.",
  canTitle: "Ce qui peut se reprendre, et ce qui ne le peut pas",
  can: [
    "Vous verrez si la copie a été ouverte, et quand.",
    "Vous pouvez la reprendre à tout moment : elle disparaît alors du serveur.",
    "Ce qui a été lu a été lu : personne ne peut vous garantir que cela n’a pas été recopié.",
    "La copie est figée : vos modifications à venir ne s’y verront pas.",
  ],
  key: (name: string) => `Vérifier la clé avec ${name}`,
  send: (name: string) => `Montrer à ${name}`,
  sending: "Chiffrement et envoi…",
  changed: "Une version plus récente vient d’arriver. Relisez-la avant de la montrer.",
  done: (name: string) => `${name} peut maintenant lire cette version. Vous la retrouvez sous « Ce que j’ai montré ».`,
};

const showEn: typeof showFr = {
  show: "Show to…",
  title: "Show this text to somebody",
  lead: "A copy of this version is encrypted for one person alone. They see nothing else of your room.",
  reader: "Who will be able to read it?",
  noReaders: "Nobody coordinates this programme at the moment: there is no possible reader.",
  noVault: "Has not set up a confidential space yet: nothing can be encrypted for this person.",
  coordinates: "Coordinates your programme",
  choose: "Choose a person.",
  exactly: "Exactly this will be shown",
  version: (revision, moment) => `Version ${revision}, written by you on ${moment}`,
  joint: (name) => `This text has several versions: the last, which is shown, may hold words of ${name}. Ask them first.`,
  note: "A word to this person",
  noteHint: "Why you show it, what you hope for. Encrypted with the rest.",
  canTitle: "What can be taken back, and what can’t",
  can: [
    "You will see whether the copy was opened, and when.",
    "You can take it back at any time: it is then removed from the server.",
    "What was read was read: nobody can promise you that it was not copied.",
    "The copy is frozen: what you change later does not appear in it.",
  ],
  key: (name) => `Check the key with ${name}`,
  send: (name) => `Show to ${name}`,
  sending: "Encrypting and sending…",
  changed: "A newer version has just arrived. Read it again before you show it.",
  done: (name) => `${name} can now read this version. You find it under “What I have shown”.`,
};

/** Kept apart so that only the pages that need them carry them. */
export const showWords: typeof showFr = LANGUAGE === "en" ? showEn : showFr;
