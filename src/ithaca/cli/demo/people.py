"""The demo's people: invented, with addresses that cannot exist."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """Somebody and what they would say of themselves; lists hold slugs of the catalogue's topics."""

    first: str
    last: str
    place: str
    headline: str
    story: str
    expertise: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ("adviser",)
    languages: tuple[str, ...] = ("fr",)
    zone: str = "Europe/Paris"

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


T = Told
QUEBEC = "America/Toronto"
ZURICH = "Europe/Zurich"

MENTORS = (
    T("Marc", "Delorme", "Nantes", "De l’atelier à la direction d’usine, sans brûler les étapes", "J’ai commencé à dix-huit ans sur une ligne d’assemblage et j’en ai dirigé trois. J’ai appris à mes dépens à déléguer. J’aime les questions simples qui font avancer.", ("leadership", "first_management", "career_path", "conflict"), ("industry",), ("adviser", "companion")),
    T("Nadia", "Keller", "Genève", "Reprendre le travail après une longue pause", "Trois enfants, huit ans sans emploi, puis un retour par un mi-temps dans une fondation. Je dirige aujourd’hui une équipe de quinze personnes.", ("return_to_work", "self_confidence", "work_life_balance", "job_interviews"), ("nonprofit",), ("companion", "initiator"), ("fr", "de", "en"), ZURICH),
    T("Yann", "Le Goff", "Brest", "J’ai repris une menuiserie, et je la transmets", "Ingénieur pendant douze ans, artisan depuis quinze. Reprendre une affaire, c’est surtout reprendre une équipe.", ("taking_over_a_business", "finance", "career_change"), ("craft", "construction"), ("adviser", "knowledge_giver")),
    T("Fatou", "Diarra", "Lyon", "Prendre la parole quand on préférerait se taire", "Avocate, puis médiatrice. Je n’aimais pas parler en public ; j’en ai fait mon métier.", ("public_speaking", "negotiation", "conflict", "law"), ("justice",), ("adviser", "companion")),
    T("Étienne", "Marchand", "Lille", "Vingt ans de finances publiques, toujours curieux", "J’ai vu passer sept réformes. Je peux aider à comprendre une institution de l’intérieur et à y trouver sa place.", ("public_service", "finance", "influence"), ("public",), ("go_between", "knowledge_giver")),
    T("Chiara", "Rossi", "Lausanne", "Une carrière de chercheuse, avec des détours", "Biologiste, deux postdoctorats, un laboratoire fermé, un autre ouvert. Les détours m’ont plus appris que la ligne droite.", ("research_career", "fundraising", "mobility_abroad"), ("research", "life_sciences"), ("companion", "go_between"), ("fr", "it", "en"), ZURICH),
    T("Thomas", "Bouchard", "Québec", "Passer de spécialiste à gestionnaire", "Actuaire devenu directeur. Le plus difficile a été d’accepter de ne plus être celui qui sait.", ("first_management", "leadership", "time_management"), ("finance",), ("adviser",), ("fr", "en"), QUEBEC),
    T("Solène", "Aubry", "Rennes", "Se lancer à son compte sans se perdre", "Graphiste indépendante depuis onze ans. Je parle volontiers de prix, de solitude et de bons clients.", ("freelance", "sales", "starting_a_business"), ("media", "arts"), ("adviser", "initiator")),
    T("Karim", "Haddad", "Marseille", "Ouvrir des portes dans l’informatique", "Arrivé à vingt-deux ans sans diplôme reconnu. J’ai appris en faisant, et j’aime présenter les gens les uns aux autres.", ("it", "networking", "job_interviews", "career_change"), ("it",), ("go_between", "initiator"), ("fr", "ar", "en")),
    T("Agnès", "Perrot", "Dijon", "Diriger un hôpital, garder le sens", "Infirmière, cadre, directrice. Je connais les nuits courtes et les réunions longues.", ("leadership", "team_management", "change"), ("health",), ("companion", "adviser")),
    T("Luc", "Pelletier", "Montréal", "Bâtir un réseau quand on n’aime pas réseauter", "Introverti assumé. Trois bonnes conversations valent mieux que trente cartes de visite.", ("networking", "influence", "communication"), ("consulting",), ("go_between",), ("fr", "en"), QUEBEC),
    T("Mireille", "Okafor", "Bordeaux", "Négocier son salaire, et le reste", "Acheteuse pendant vingt ans. Négocier, c’est d’abord écouter.", ("negotiation", "purchasing", "self_confidence"), ("industry", "retail"), ("adviser", "knowledge_giver"), ("fr", "en")),
    T("Bastien", "Roche", "Grenoble", "Concilier ambition et montagne", "Je travaille à quatre cinquièmes depuis dix ans et je dirige quand même des projets. Cela se prépare.", ("work_life_balance", "project_management", "remote_teams"), ("energy",), ("companion",)),
    T("Ingrid", "Hoffmann", "Bâle", "Travailler entre deux langues et deux cultures", "Née à Fribourg, formée à Strasbourg, employée à Bâle. Je connais les malentendus des deux côtés.", ("mobility_abroad", "diversity", "communication"), ("life_sciences",), ("go_between", "companion"), ("fr", "de", "en"), ZURICH),
    T("Olivier", "Caron", "Toulouse", "Préparer la suite avant la retraite", "À deux ans de la retraite, je transmets. J’aide aussi ceux qui y pensent sans oser.", ("end_of_career", "career_path", "teaching"), ("transport",), ("companion", "knowledge_giver")),
    T("Salomé", "Nguyen", "Paris", "Des données utiles, pas seulement jolies", "Statisticienne dans le public puis dans le privé. J’aime expliquer, sans jargon.", ("data", "it", "public_policy"), ("public", "it"), ("knowledge_giver",), ("fr", "en")),
    T("Henri", "Lambert", "Strasbourg", "Siéger, décider, rendre compte", "Administrateur de trois associations. La gouvernance, c’est de la confiance bien rangée.", ("governance", "strategy", "fundraising"), ("nonprofit",), ("adviser",), ("fr", "de")),
    T("Rosalie", "Côté", "Gatineau", "Entrer dans la fonction publique et s’y plaire", "Partie d’un stage, arrivée à la direction d’une équipe. Les concours, je connais.", ("public_service", "first_job", "job_interviews"), ("public",), ("initiator", "adviser"), ("fr", "en"), QUEBEC),
    T("Damien", "Fournier", "Montpellier", "Réparer un conflit d’équipe", "Conducteur de travaux, puis médiateur. Un conflit dit ce que personne n’a osé dire.", ("conflict", "team_management", "operations"), ("construction",), ("adviser", "companion")),
    T("Valérie", "Simon", "Nancy", "Première prise de poste : les cent premiers jours", "J’ai raté mes cent premiers jours une fois. Les deux suivantes, je les ai préparés.", ("first_management", "decision_making", "change"), ("social_protection",), ("adviser", "initiator")),
    T("Gilles", "Arnaud", "Avignon", "Une démarche qualité que les équipes ne détestent pas", "Responsable qualité depuis vingt ans. Moins de papier, plus de bon sens.", ("quality", "operations", "project_management"), ("social_protection", "industry"), ("knowledge_giver",)),
    T("Leïla", "Mansouri", "Nîmes", "Oser candidater", "Mon premier poste de direction, je l’ai obtenu au quatrième essai.", ("job_interviews", "self_confidence", "career_path"), ("social_protection",), ("companion", "initiator")),
    T("Pascal", "Giraud", "Aix-en-Provence", "Trente ans d’institution, et toujours l’envie", "Contrôleur, formateur, directeur. Je sais à quelle porte frapper.", ("public_service", "influence", "strategy"), ("social_protection", "public"), ("go_between",)),
    T("Anouk", "Lefèvre", "Arles", "Écouter avant de conseiller", "Psychologue du travail. Je pose plus de questions que je ne donne de réponses.", ("communication", "work_life_balance", "diversity"), ("health", "social_work"), ("companion",)),
)

MENTEES = (
    T("Inès", "Benali", "Angers", "Cheffe d’équipe depuis trois mois", "On m’a confié huit personnes dont mon ancien collègue de bureau.", ("first_management", "conflict", "self_confidence"), ("industry",)),
    T("Paul", "Tremblay", "Nantes", "Quitter la banque pour l’artisanat ?", "Douze ans de guichet, un atelier dans le garage.", ("career_change", "taking_over_a_business"), ("craft",)),
    T("Camille", "Dubois", "Rennes", "Retour après un congé parental", "Deux ans d’absence et l’impression que tout a changé.", ("return_to_work", "work_life_balance")),
    T("Hugo", "Martin", "Lyon", "Premier emploi, première équipe", "Diplômé en juin, embauché en septembre, un peu perdu en novembre.", ("first_job", "communication")),
    T("Aïcha", "Traoré", "Lille", "Prendre la parole en réunion", "Je prépare tout et je ne dis rien.", ("public_speaking", "self_confidence")),
    T("Léo", "Girard", "Brest", "Créer une coopérative", "Nous sommes quatre, nous avons une idée et pas de chiffres.", ("starting_a_business", "finance", "governance")),
    T("Manon", "Chevalier", "Paris", "Passer au conseil", "J’hésite entre deux offres et une troisième voie.", ("career_path", "decision_making")),
    T("Jules", "Renard", "Tours", "Indépendant depuis peu", "Mon carnet de commandes est vide un mois sur deux.", ("freelance", "sales")),
    T("Zoé", "Muller", "Strasbourg", "Travailler en Suisse", "Mon allemand rouille, mon envie non.", ("mobility_abroad", "networking"), (), ("go_between",), ("fr", "de")),
    T("Adam", "Petit", "Marseille", "Changer de métier à quarante ans", "Serveur, puis chef de rang, demain développeur ?", ("career_change", "it")),
    T("Lucie", "Fabre", "Dijon", "Cadre de santé en formation", "Comment diriger celles et ceux avec qui j’ai fait les nuits ?", ("first_management", "leadership"), ("health",)),
    T("Nathan", "Lemoine", "Rouen", "Mieux négocier", "Je dis oui trop vite.", ("negotiation",)),
    T("Élise", "Garnier", "Poitiers", "Trouver sa place dans une grande maison", "Arrivée du privé, je ne parle pas encore la langue d’ici.", ("public_service", "influence"), ("public",)),
    T("Rayan", "Khelifi", "Toulouse", "Financer une thèse", "Deux refus, une troisième demande à écrire.", ("research_career", "fundraising"), ("research",)),
    T("Jeanne", "Brunet", "Caen", "Dire non sans se fâcher", "Mon agenda appartient à tout le monde.", ("time_management", "communication")),
    T("Maxime", "Ouellet", "Lévis", "De technicien à chef de projet", "Je connais le terrain, moins les tableaux de bord.", ("project_management", "first_management"), ("energy",), ("adviser",), ("fr",), QUEBEC),
    T("Gabrielle", "Lavoie", "Québec", "Élargir mon réseau", "Je connais tout mon étage et personne d’autre.", ("networking", "influence"), ("finance",), ("go_between",), ("fr", "en"), QUEBEC),
    T("Olivia", "Roy-Bergeron", "Montréal", "Préparer un concours", "Le prochain est au printemps.", ("public_service", "job_interviews"), ("public",), ("initiator",), ("fr", "en"), QUEBEC),
    T("William", "Morin", "Sherbrooke", "Gérer une équipe à distance", "Cinq personnes, trois fuseaux horaires.", ("remote_teams", "team_management"), ("it",), ("adviser",), ("fr", "en"), QUEBEC),
    T("Florence", "Gauthier", "Trois-Rivières", "Oser la direction", "On me le propose ; je cherche des raisons de refuser.", ("leadership", "self_confidence"), ("finance",), ("companion",), ("fr",), QUEBEC),
    T("Antoine", "Bélanger", "Saguenay", "Un nouveau mandat", "Première fois que je siège à un conseil.", ("governance", "strategy"), ("nonprofit",), ("adviser",), ("fr",), QUEBEC),
    T("Sarah", "Vidal", "Marseille", "Contrôleuse, bientôt responsable", "Je passe de l’autre côté du bureau.", ("first_management", "public_service"), ("social_protection",)),
    T("Mathis", "Blanc", "Nîmes", "Comprendre l’institution", "Six mois de maison, mille sigles.", ("public_service", "career_path"), ("social_protection",)),
    T("Clara", "Roux", "Avignon", "Changer de branche", "De la maladie au recouvrement.", ("career_path", "change"), ("social_protection",)),
    T("Enzo", "Lopez", "Arles", "Parler aux équipes", "Un projet que personne n’attendait.", ("change", "communication"), ("social_protection",)),
    T("Lina", "Haddou", "Toulon", "Équilibrer les journées", "Deux enfants, un poste à responsabilités, une heure de train.", ("work_life_balance", "time_management"), ("social_protection",)),
    T("Quentin", "Barbier", "Gap", "Préparer un entretien", "Poste de sous-direction, dans six semaines.", ("job_interviews", "self_confidence"), ("social_protection",)),
    T("Margaux", "Colin", "Aubagne", "La qualité, sans la peur", "On me confie la certification du service.", ("quality", "project_management"), ("social_protection",)),
)
STAFF = (
    T("Clémence", "Roy", "Nantes", "", "", ()),
    T("Alma", "Ferrand", "Nantes", "", "", ()),
    T("Samuel", "Gagnon", "Québec", "", "", (), zone=QUEBEC),
    T("Hélène", "Vasseur", "Marseille", "", "", ()),
    T("Oriane", "Meyer", "Paris", "", "", ()),
)
