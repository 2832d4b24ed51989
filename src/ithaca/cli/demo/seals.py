"""A programme in the middle of its self-assessment for the seal of Deux Rives, with an improvement plan."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.schemes.queries import published_of
from ithaca.seals import actions, queries
from ithaca.seals.actions import Planned, Progress
from ithaca.seals.merging import Said
from ithaca.seals.models import SealFile

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

CONTEXT = "Nous accompagnons de jeunes adultes vers un premier emploi, avec des mentors de quarante entreprises du port. Beaucoup de nos mentoré·es changent de logement en cours d’année : nous tenons les premières rencontres là où elles et ils sont."
# What stands of it so far: {standard: (step, words)}.
ANSWERS = {
    "aims_change": ("in_place", "Trois changements visés, écrits avec les entreprises partenaires."),
    "aims_measured": ("begun", "Nous mesurons l’emploi à six mois ; la confiance en soi, pas encore."),
    "aims_fit": ("in_place", "Les buts sont ceux du plan de l’association, revus chaque printemps."),
    "aims_shared": ("in_place", ""),
    "aims_revised": ("begun", "Une première révision a eu lieu cette année."),
    "resources_load": ("in_place", "Une personne pour trente binômes."),
    "resources_budget": ("in_place", ""),
    "resources_skills": ("begun", "Il nous manque une formation à l’écoute de la détresse."),
    "resources_future": ("absent", "Le financement s’arrête dans un an."),
    "safety_report": ("begun", "Une adresse existe ; personne ne l’a encore essayée."),
    "safety_act": ("absent", ""),
    "safety_limits": ("in_place", "La charte le dit, et la formation l’exerce."),
    "needs_studied": ("in_place", "Enquête auprès de deux cents jeunes en 2024."),
    "recruitment_interview": ("reviewed", "Un entretien de quarante minutes, à deux."),
}
REFLECTION = (
    "Nos buts sont clairs pour l’équipe, moins pour les mentors : la prochaine formation commence par eux."
)
REMARKS = (
    ("safety_report", "Alma", "Qui lit cette adresse pendant les vacances ?"),
    ("safety_report", "Clémence", "Toi et moi à tour de rôle : j’écris la procédure."),
)
# standard, step, what is to be done, who, in how many days, effort
PLAN = (
    (
        "safety_act",
        "in_place",
        "Écrire qui fait quoi après un signalement, et l’essayer une fois.",
        "Clémence",
        21,
        2,
    ),
    ("safety_report", "in_place", "Envoyer un signalement d’essai, et noter le délai.", "Alma", -3, 1),
    (
        "resources_skills",
        "in_place",
        "Inscrire l’équipe à une formation à l’écoute.",
        "Clémence",
        60,
        3,
    ),
)


def tell(world: "World") -> None:
    clemence = world.people["Clémence"]
    world.at(20, lambda: _begin(world, clemence))
    row = SealFile.objects.get(programme=world.programmes["A"], network__slug="deux-rives")
    world.at(14, lambda: _answer(clemence, row))
    world.at(9, lambda: _plan(world, row))
    world.at(2, lambda: _go_on(world, row))


def _begin(world: "World", clemence: Person) -> None:
    (version,) = published_of(Network.objects.get(slug="deux-rives"))
    actions.begin_file(
        actor=clemence, programme=world.programmes["A"], version=version, level="recognised", id=new_id()
    )


def _answer(clemence: Person, row: SealFile) -> None:
    actions.take_facts_over(actor=clemence, file=row)
    for standard, (step, words) in ANSWERS.items():
        actions.save_answer(actor=clemence, file=row, standard=standard, base=Said(), mine=Said(step, words))
    actions.save_reflection(actor=clemence, file=row, requirement="", base="", mine=CONTEXT)
    actions.save_reflection(actor=clemence, file=row, requirement="aims", base="", mine=REFLECTION)
    actions.keep_report(actor=clemence, file=row, id=new_id())


def _plan(world: "World", row: SealFile) -> None:
    clemence = world.people["Clémence"]
    for standard, step, words, owner, days, effort in PLAN:
        due = (world.now + timedelta(days=days)).date()
        planned = Planned(step, words, world.people[owner], due)
        actions.say_effort(actor=clemence, file=row, standard=standard, effort=effort)
        actions.plan_improvement(actor=clemence, file=row, standard=standard, planned=planned, id=new_id())
    for standard, who, words in REMARKS:
        actions.make_remark(actor=world.people[who], file=row, standard=standard, words=words, id=new_id())


def _go_on(world: "World", row: SealFile) -> None:
    """A first line of the plan bears fruit; two people write of the same standard at once."""
    alma, clemence = world.people["Alma"], world.people["Clémence"]
    first = next(each for each in queries.improvements_of(row) if each.standard == "safety_act")
    planned = Planned(first.step, first.words, clemence, first.due)
    actions.change_improvement(
        actor=clemence, improvement=first, planned=planned, progress=Progress(60, "La procédure est écrite.")
    )
    before = Said("begun", ANSWERS["aims_measured"][1])
    ours = Said("in_place", "Emploi à six mois, et confiance en soi par une courte échelle depuis l’automne.")
    theirs = Said("begun", "L’échelle de confiance en soi n’est remplie que par la moitié des jeunes.")
    actions.save_answer(actor=clemence, file=row, standard="aims_measured", base=before, mine=ours)
    actions.save_answer(actor=alma, file=row, standard="aims_measured", base=before, mine=theirs)
    actions.save_answer(
        actor=clemence, file=row, standard="needs_person", base=Said(), mine=Said("in_place", "")
    )
