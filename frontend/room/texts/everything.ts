/* eslint no-irregular-whitespace: ["error", { skipTemplates: true }] -- French puts non-breaking spaces before its signs. */
/** Words of what goes over all rooms: export and search. */
import type { Shelf } from "../facts/everything";

const COMMANDS = `  age -d kit.age | grep -o 'AGE-SECRET-KEY-1[0-9A-Z]*' > me.txt
  age -d -i me.txt identity.txt.age > identity.txt
  payload() { cut -d . -f 2 | awk '{ while (length($0) % 4) $0 = $0 "="; print }' | tr '_-' '/+' | base64 -d; }
  age -d -i identity.txt index.age | payload
  age -d -i identity.txt texts/….age | head -n 1 | payload
  age -d -i identity.txt documents/….age > document`;

const KINDS = {
  fr: { note: "Notes", summary: "Comptes rendus", agenda: "Ordres du jour", goal: "Objectifs", action: "Actions", progress: "Avancement", review: "Points sur les objectifs", introduction: "Mises en contact", agreement: "Convention", request: "Demande", document: "Documents", cv: "CV", link: "Liens", draft: "Brouillon", entry: "Journal", preparation: "Préparation", follow_up: "Suivi", message: "Messages", feedback: "Rétroactions" },
  en: { note: "Notes", summary: "Summaries", agenda: "Agendas", goal: "Goals", action: "Actions", progress: "Progress", review: "Reviews of the goals", introduction: "Introductions", agreement: "Agreement", request: "Request", document: "Documents", cv: "CVs", link: "Links", draft: "Draft", entry: "Journal", preparation: "Preparation", follow_up: "Follow-up", message: "Messages", feedback: "Feedback" },
};

interface Roomed {
  readonly journal: string;
  readonly portfolio: string;
  readonly alone: string;
  readonly privately: string;
  readonly request: string;
}

function roomName({ summary, place }: Shelf, me: string, words: Roomed): string {
  const kind = summary.purpose === "private" ? ` – ${words.privately}` : place?.kind === "request" ? ` – ${words.request}` : "";
  if (place) return `${place.counterpart.name} – ${place.programme}${kind}`;
  if (summary.purpose === "journal") return words.journal;
  if (summary.purpose === "portfolio") return words.portfolio;
  const others = summary.members.filter((member) => member.person !== me).map((member) => member.name);
  return (others.join(", ") || words.alone) + kind;
}

export const everythingFr = {
  export: {
    crumb: "Tout emporter",
    title: "Tout ce qui est à vous",
    heading: "Emporter tout ce qui est à vous",
    lead: "Vos espaces, vos notes, vos conventions, vos documents, dans un seul fichier fabriqué par votre navigateur. Rien n’est déchiffré ailleurs.",
    readable: "Lisible tout de suite",
    readableText: "Un fichier ZIP de textes (Markdown) et de documents, à ouvrir avec n’importe quel ordinateur. Il n’est plus chiffré : rangez-le là où personne d’autre ne va.",
    sealed: "Chiffré, pour archiver",
    sealedText: "Un fichier ZIP qui ne s’ouvre qu’avec les vingt-quatre mots de votre kit, sans ce site, avec ithaca-open ou l’outil age. Toutes les signatures y sont.",
    make: "Fabriquer le fichier",
    making: "Fabrication du fichier…",
    progress: (done: number, all: number, name: string) => (name === "" ? "Dernière main…" : `Espace ${done + 1} sur ${all} : ${name}`),
    cancel: "Arrêter",
    cancelled: "Arrêté. Aucun fichier n’a été fabriqué.",
    again: "Recommencer",
    which: "Sous quelle forme ?",
    done: (texts: number, documents: number, size: string) => `Le fichier est prêt : ${texts} texte${texts > 1 ? "s" : ""} et ${documents} document${documents > 1 ? "s" : ""} (${size}).`,
    save: "Enregistrer le fichier",
    left: "Ceci n’a pas pu être emporté :",
    noSpace: "Votre navigateur manque de place pour fabriquer ce fichier. Libérez de l’espace sur cet appareil, puis recommencez.",
    file: (day: string, sealed: boolean) => `ithaca-${sealed ? "chiffre" : "textes"}-${day}.zip`,
    about: "À propos de cet espace",
    overview: "À lire d’abord",
    readme: "LISEZ-MOI",
    former: "Versions précédentes",
    drafts: "Brouillons",
    text: "Texte",
    mine: "Votre propre clé",
    journal: "Mon journal",
    portfolio: "Mon portfolio",
    alone: "Mon espace",
    privately: "sujet privé",
    request: "demande",
    kind: (kind: string): string => (KINDS.fr as Readonly<Record<string, string>>)[kind] ?? kind,
    room: (shelf: Shelf, me: string) => roomName(shelf, me, everythingFr.export),
    parts: {
      note: { text: "" },
      summary: { text: "" },
      agenda: { text: "", questions: "Vos questions" },
      goal: { text: "Comment verrez-vous qu’il est atteint ?", reason: "Pourquoi ce changement" },
      action: { text: "" },
      progress: { percent: "Pourcentage", text: "" },
      review: { text: "" },
      introduction: { text: "Pourquoi cette personne" },
      request: { problem: "Votre question", vision: "Ce que vous visez", expectations: "Ce que vous attendez de cet accompagnement" },
      document: { comment: "" },
      cv: { comment: "" },
      link: { address: "", comment: "Commentaire" },
      entry: { text: "" },
      message: { text: "" },
      feedback: { helped: "Ce qui m’a été utile", otherwise: "Ce qui pourrait être autrement" },
    } as Readonly<Record<string, Readonly<Record<string, string>>>>,
    destroyed: (kind: string, day: string) => `${kind} : un contenu effacé par son auteur·e le ${day}`,
    refused: (what: string, reason: string) => `${what} : un élément refusé, car la vérification a échoué (${reason})`,
    shut: (room: string, reason: string) => (reason === "keys-renewed" ? `${room} : cet espace attend que l’autre personne vous le rouvre` : `${room} : cet espace ne s’ouvre pas, car la vérification a échoué (${reason})`),
    gone: (what: string) => `${what} : ce document n’est plus sur le serveur`,
    sealedHash: (sum: string) => `Empreinte du fichier chiffré : ${sum}`,
    meeting: (moment: string) => `Séance du ${moment}`,
    meetingFact: (moment: string, state: string, minutes: number) => `Séance du ${moment} : ${({ planned: "prévue", held: "tenue", missed: "manquée", cancelled: "annulée" } as Readonly<Record<string, string>>)[state] ?? state}, ${minutes} min`,
    member: (name: string, day: string) => `${name}, membre depuis le ${day}`,
    madeFor: (name: string) => `Tout ce qui est à ${name}`,
    madeOn: (moment: string, site: string) => `Fabriqué le ${moment} depuis ${site}`,
    counts: (texts: number, documents: number) => `Textes : ${texts} ; documents : ${documents}`,
    readmeText: (name: string, moment: string, site: string) => `Tout ce qui est à ${name}, chiffré. Fabriqué le ${moment} depuis ${site}.

Il faut les vingt-quatre mots du kit de récupération en vigueur ce jour-là. Ni ce site ni Internet ne sont nécessaires.

Le plus simple :

  ithaca-open CE-FICHIER.zip --to DOSSIER

Avec l’outil age (https://age-encryption.org), dans le dossier décompressé. À la première commande, tapez les mots
en minuscules, sans accents, séparés par une seule espace :

${COMMANDS}

kit.age           vos clés, protégées par les mots du kit
identity.txt.age  les clés de chaque espace, chiffrées pour vous
index.age         la liste de tous les fichiers, avec leurs noms, signée par vous
texts/            les textes, tels que le serveur les gardait ; documents/ et drafts/ de même

Effacez me.txt et identity.txt après usage : qui les a peut tout lire.
`,
  },
  search: {
    title: "Chercher partout",
    lead: "Dans tous vos espaces à la fois. La recherche se fait dans votre navigateur : vos mots n’en sortent pas.",
    label: "Chercher dans tous mes espaces",
    opening: (done: number, all: number) => `Ouverture de vos espaces : ${done} sur ${all}…`,
    ready: (texts: number, rooms: number) => `${texts} texte${texts > 1 ? "s" : ""} dans ${rooms} espace${rooms > 1 ? "s" : ""}`,
    found: (count: number, query: string) => (count === 0 ? `Rien ne correspond à « ${query} ».` : `${count} résultat${count > 1 ? "s" : ""} pour « ${query} »`),
    more: (count: number) => `… et ${count} autre${count > 1 ? "s" : ""} dans cet espace`,
    shut: (room: string) => `${room} : cet espace ne s’ouvre pas. Ouvrez sa page pour savoir pourquoi.`,
    empty: "Rien d’écrit pour le moment",
    emptyText: "Dès qu’un espace contient un texte, vous le retrouverez ici.",
    openRoom: "Ouvrir l’espace",
    hint: "Le début d’un mot suffit ; les accents et les majuscules ne comptent pas.",
  },
};

export type ExportWords = typeof everythingFr.export;

export const everythingEn: typeof everythingFr = {
  export: {
    crumb: "Take everything along",
    title: "Everything that is yours",
    heading: "Take everything that is yours along",
    lead: "Your rooms, notes, agreements and documents in one file that your browser makes. Nothing is decrypted anywhere else.",
    readable: "Readable at once",
    readableText: "A ZIP file of texts (Markdown) and documents that any computer opens. It is no longer encrypted: keep it where nobody else goes.",
    sealed: "Encrypted, to archive",
    sealedText: "A ZIP file that opens only with the twenty-four words of your kit, without this site, with ithaca-open or the age tool. All signatures are in it.",
    make: "Make the file",
    making: "Making the file…",
    progress: (done, all, name) => (name === "" ? "Finishing…" : `Room ${done + 1} of ${all}: ${name}`),
    cancel: "Stop",
    cancelled: "Stopped. No file was made.",
    again: "Start again",
    which: "In which form?",
    done: (texts, documents, size) => `The file is ready: ${texts} text${texts === 1 ? "" : "s"} and ${documents} document${documents === 1 ? "" : "s"} (${size}).`,
    save: "Save the file",
    left: "This could not be taken along:",
    noSpace: "Your browser has no room left to make this file. Free some space on this device, then try again.",
    file: (day, sealed) => `ithaca-${sealed ? "encrypted" : "texts"}-${day}.zip`,
    about: "About this room",
    overview: "Read me first",
    readme: "README",
    former: "Former versions",
    drafts: "Drafts",
    text: "Text",
    mine: "Your own key",
    journal: "My journal",
    portfolio: "My portfolio",
    alone: "My space",
    privately: "private topic",
    request: "request",
    kind: (kind) => (KINDS.en as Readonly<Record<string, string>>)[kind] ?? kind,
    room: (shelf, me) => roomName(shelf, me, everythingEn.export),
    parts: {
      note: { text: "" },
      summary: { text: "" },
      agenda: { text: "", questions: "Your questions" },
      goal: { text: "How will you see that it is reached?", reason: "Why this change" },
      action: { text: "" },
      progress: { percent: "Percentage", text: "" },
      review: { text: "" },
      introduction: { text: "Why this person" },
      request: { problem: "What is going on", vision: "What I would like", expectations: "What I expect of you" },
      document: { comment: "" },
      cv: { comment: "" },
      link: { address: "", comment: "Comment" },
      entry: { text: "" },
      message: { text: "" },
      feedback: { helped: "What helped me", otherwise: "What could be otherwise" },
    },
    destroyed: (kind, day) => `${kind}: one content deleted by its author on ${day}`,
    refused: (what, reason) => `${what}: one item refused, because it could not be verified (${reason})`,
    shut: (room, reason) => (reason === "keys-renewed" ? `${room}: this room waits until the other person opens it to you again` : `${room}: this room does not open, because it could not be verified (${reason})`),
    gone: (what) => `${what}: this document is no longer on the server`,
    sealedHash: (sum) => `Hash of the encrypted file: ${sum}`,
    meeting: (moment) => `Meeting of ${moment}`,
    meetingFact: (moment, state, minutes) => `Meeting of ${moment}: ${state}, ${minutes} min`,
    member: (name, day) => `${name}, member since ${day}`,
    madeFor: (name) => `Everything that is ${name}’s`,
    madeOn: (moment, site) => `Made on ${moment} from ${site}`,
    counts: (texts, documents) => `Texts: ${texts}; documents: ${documents}`,
    readmeText: (name, moment, site) => `Everything that is ${name}’s, encrypted. Made on ${moment} from ${site}.

You need the twenty-four words of the recovery kit that was in use on that day, and neither this site nor the Internet.

The simplest way:

  ithaca-open THIS-FILE.zip --to FOLDER

With the age tool (https://age-encryption.org), in the unpacked folder. At the first command, type the words in lower
case, without accents, with a single space between them:

${COMMANDS}

kit.age           your keys, protected by the words of the kit
identity.txt.age  the keys of every room, encrypted to you
index.age         the list of all files, with their names, signed by you
texts/            the texts as the server kept them; documents/ and drafts/ likewise

Delete me.txt and identity.txt afterwards: whoever has them can read everything.
`,
  },
  search: {
    title: "Search everywhere",
    lead: "In all your rooms at once. The search runs in your browser: your words don’t leave it.",
    label: "Search all my rooms",
    opening: (done, all) => `Opening your rooms: ${done} of ${all}…`,
    ready: (texts, rooms) => `${texts} text${texts === 1 ? "" : "s"} in ${rooms} room${rooms === 1 ? "" : "s"}`,
    found: (count, query) => (count === 0 ? `Nothing matches “${query}”.` : `${count} result${count === 1 ? "" : "s"} for “${query}”`),
    more: (count) => `… and ${count} more in this room`,
    shut: (room) => `${room}: this room does not open. Go to its page to see why.`,
    empty: "Nothing written yet",
    emptyText: "As soon as a room holds a text, you will find it here.",
    openRoom: "Open the room",
    hint: "The beginning of a word is enough; accents and capitals don’t count.",
  },
};

export const everythingWords: typeof everythingFr = LANGUAGE === "en" ? everythingEn : everythingFr;
