"""What the demo's people write to each other, before it is sealed. Invented."""

REQUESTS = (
    {
        "problem": "On m’a confié une équipe et je passe mes soirées à refaire le travail des autres. Je n’ose pas encore dire que cela ne va pas.",
        "vision": "Dans six mois, je voudrais partir à dix-huit heures sans culpabilité et avec une équipe qui me fait confiance.",
        "expectations": "Quelqu’un qui est passé par là, qui me pose les questions que j’évite et qui me raconte aussi ses erreurs.",
    },
    {
        "problem": "J’hésite depuis deux ans à changer de métier. Je tourne en rond, et mes proches n’en peuvent plus d’en entendre parler.",
        "vision": "Avoir pris une décision, dans un sens ou dans l’autre, et savoir pourquoi.",
        "expectations": "Un regard extérieur, quelques contacts, et de la franchise.",
    },
    {
        "problem": "Après une longue absence, j’ai perdu mes repères et un peu de ma voix.",
        "vision": "Retrouver ma place et prendre la parole sans trembler.",
        "expectations": "Quatre ou cinq rencontres, des exercices simples, de la bienveillance sans complaisance.",
    },
)
NOTES = (
    {
        "title": "Avant la première rencontre",
        "text": "Trois choses à dire : d’où je viens, ce qui me pèse, ce que j’espère.\n\nÀ demander : comment a-t-il appris à déléguer ?",
    },
    {
        "title": "Questions à poser",
        "text": "Comment refuse-t-on une réunion inutile ?\nQue faire quand deux personnes ne se parlent plus ?",
    },
    {"title": "Idées", "text": "Observer une réunion sans parler. Noter qui écoute, qui coupe, qui sourit."},
)
SUMMARIES = (
    {
        "title": "",
        "text": "Nous avons parlé de la réunion du lundi. Décision : un ordre du jour de trois points, envoyé la veille.\n\nPour la prochaine fois : essayer deux lundis de suite, puis en parler à froid.",
    },
    {
        "title": "",
        "text": "Longue discussion sur la confiance. Marc a raconté son premier échec. J’ai compris que je confondais aider et faire à la place.\n\nÀ faire : confier le dossier Martin en entier, sans relire.",
    },
    {
        "title": "",
        "text": "Entretien simulé, deux fois. Le second était bien meilleur. Garder l’exemple du chantier, raccourcir le début.",
    },
    {
        "title": "",
        "text": "Bilan à mi-parcours : le premier objectif avance, le second est à reformuler. Prochain pas : appeler la personne présentée la semaine dernière.",
    },
)
GOALS = (
    {
        "title": "Déléguer deux dossiers entiers",
        "text": "Choisir les dossiers, dire clairement l’attendu, ne pas reprendre la main avant la date fixée.",
    },
    {
        "title": "Prendre la parole à chaque réunion d’équipe",
        "text": "Une idée ou une question par réunion, pendant deux mois.",
    },
    {
        "title": "Rencontrer trois personnes du métier visé",
        "text": "Trois conversations d’une demi-heure, avec des notes après chacune.",
    },
    {
        "title": "Refaire mon CV et l’envoyer",
        "text": "Une page, des verbes, des chiffres. Deux candidatures réelles.",
    },
)
AGREEMENT = {
    "mentee_expectations": "Avancer sur mes objectifs, préparer chaque séance, dire ce qui ne va pas.",
    "mentor_expectations": "Écouter, questionner, partager mon expérience et ouvrir mon réseau quand c’est utile.",
    "form_and_frequency": "Une heure par mois, en visioconférence, une fois en personne.",
    "duration": "Quatre à six séances, puis nous décidons ensemble.",
    "first_goals": "Déléguer deux dossiers ; tenir un ordre du jour.",
    "ending": "Chacun·e peut s’arrêter à tout moment, en le disant à l’autre.",
    "confidentiality": "Rien ne sort de cette salle, sauf accord des deux.",
}
ACTIONS = (
    "Envoyer l’ordre du jour la veille de la réunion",
    "Confier le dossier Martin en entier, sans relire",
    "Demander un retour à une personne de l’équipe",
    "Lire le chapitre sur la délégation et noter trois idées",
    "Préparer deux exemples pour l’entretien simulé",
)
PROGRESS = {
    "percent": "40",
    "text": "Un premier dossier confié. Le plus dur : ne pas demander de nouvelles le soir même.",
}
REVIEW = (
    "Nous gardons les deux objectifs. Le premier avance bien ; pour le second, choisir une date et s’y tenir."
)
INTRODUCTIONS = (
    {
        "title": "Nadège Arnoux, directrice des opérations",
        "text": "Elle a bâti deux équipes à partir de rien. Trente minutes avec elle valent mieux que mes théories.",
    },
    {
        "title": "Sofiane Merlin, ancien collègue, aujourd’hui indépendant",
        "text": "Il a hésité trois ans avant de changer de métier et en parle très simplement.",
    },
    {
        "title": "Le réseau des cadres de la région",
        "text": "Une rencontre par mois, sans discours. J’y vais jeudi, venez avec moi.",
    },
)
