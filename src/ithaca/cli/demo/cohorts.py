"""The cohort before: pairs that are over, in the members of Deux Rives. A comparison and a data set have them to tell of."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.accounts.models import Person
from ithaca.cli.demo.people import fitting_answer
from ithaca.directory.actions import ProfileContent, save_profile
from ithaca.indicators import actions as comparison
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, queries
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Mentorship
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import charter_in_force, coordinators_of, participation, questions

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World


@dataclass(frozen=True)
class Past:
    """A pair: how often they met, in which way, and who ended it (both of them if nobody is named)."""

    mentor: str
    mentee: str
    met: int
    contact: str
    ended_by: str = ""


# By the name of their programme.
PAST = {
    "Premiers nœuds": (
        Past("Godelieve Maes", "Amaury Thys", 4, "in_person"),
        Past("Baudouin Leroy", "Yasmina Cools", 4, "video"),
        Past("Capucine Wouters", "Ibrahim Diop", 2, "in_person", "mentee"),
        Past("Dorian Lambert", "Joséphine Pirard", 2, "video", "mentee"),
        Past("Éloïse Dubois", "Kenza Martens", 4, "in_person"),
    ),
    "Vent de face": (
        Past("Fabrice Chappuis", "Loris Favre", 4, "in_person"),
        Past("Gwenola Rey", "Maïté Jaquier", 2, "in_person", "mentee"),
        Past("Hermine Blanc", "Nils Bovet", 4, "video"),
        Past("Isidore Pache", "Ophélie Monod", 4, "in_person"),
        Past("Jocelyne Cuendet", "Priam Golay", 2, "video", "mentee"),
    ),
    "Bon quart": (
        Past("Kateri Bouchard", "Régis Fortin", 2, "video"),
        Past("Lionel Pelletier", "Sabine Ouellet", 3, "video"),
        Past("Mylène Côté", "Thibault Morin", 2, "telephone", "mentee"),
        Past("Normand Gauthier", "Ursule Caron", 3, "video"),
        Past("Odile Lévesque", "Valmont Roy", 2, "in_person"),
    ),
    "Trois escales": (
        Past("Perrine Sauvage", "Wassim Kaci", 4, "in_person"),
        Past("Rodrigue Bazin", "Xavière Hubert", 4, "video"),
        Past("Séverin Colas", "Yannick Thomas", 2, "in_person", "mentee"),
    ),
}
PROFILES = {
    "mentor": ProfileContent(
        headline="Quinze ans de métier, et l’envie de transmettre",
        presentation="J’ai changé de voie deux fois : je sais ce que l’on perd, et ce que l’on garde.",
        expertise=("career_change", "self_confidence"),
        sectors=(),
        languages=("fr",),
        mentor_roles=("adviser",),
        place="",
    ),
    "mentee": ProfileContent(
        headline="Je cherche comment me lancer",
        presentation="J’ai une idée, peu de contacts, et du temps.",
        expertise=("career_change",),
        sectors=(),
        languages=("fr",),
        mentor_roles=(),
        place="",
    ),
}
JOINED, BEGAN, ENDED = 168, 160, 98  # days ago: the quarter in which they ended is over, whichever day it is
BETWEEN = 15  # days from one meeting to the next


def tell(world: "World") -> None:
    for name, pairs in PAST.items():
        programme = Programme.objects.select_related("organisation").get(name__fr=name)
        coordinator = coordinators_of(programme)[0]
        for past in pairs:
            _tell_pair(world, programme, coordinator, past)
        with clock.telling(world.now - timedelta(days=75)):
            comparison.join(actor=coordinator, programme=programme)


def _tell_pair(world: "World", programme: Programme, coordinator: Person, past: Past) -> None:
    with clock.telling(world.now - timedelta(days=JOINED)):
        mentor, mentee = (
            _enter(
                world.somebody_with_keys(name, password=coordinator.password), programme, coordinator, role
            )
            for name, role in ((past.mentor, "mentor"), (past.mentee, "mentee"))
        )
    with clock.telling(world.now - timedelta(days=BEGAN)):
        made = actions.propose(actor=coordinator, id=new_id(), mentor=mentor, mentee=mentee)
        for each in (mentor, mentee):
            actions.agree(actor=each.person, mentorship=made)
    row = queries.mentorship(made.pk)
    for number in range(past.met):
        with clock.telling(world.now - timedelta(days=BEGAN - BETWEEN * (number + 1))):
            _meet(row, past.contact)
    with clock.telling(world.now - timedelta(days=ENDED)):
        _end(row, past.ended_by)


def _enter(person: Person, programme: Programme, coordinator: Person, role: str) -> Participation:
    asked = questions(programme, role)
    made = programmes.apply(
        person=person,
        programme=programme,
        role=role,
        answers={str(question.pk): fitting_answer(question) for question in asked},
        charter=charter_in_force(programme),
        id=new_id(),
    )
    programmes.accept_application(actor=coordinator, participation=made)
    save_profile(person=person, participation=made, content=PROFILES[role])
    return participation(made.pk)


def _meet(row: Mentorship, contact: str) -> None:
    plan = Plan(contact, clock.now() - timedelta(hours=3), 45 if contact == "video" else 60)
    held = actions.record_past_meeting(actor=row.mentor.person, id=new_id(), mentorship=row, plan=plan)
    actions.confirm_contact(actor=row.mentee.person, meeting=held)


def _end(row: Mentorship, who: str) -> None:
    if who:
        actions.withdraw(actor=getattr(row, who).person, mentorship=row)
        return
    proposal = actions.propose_decision(
        actor=row.mentee.person, id=new_id(), mentorship=row, kind="end early", talked=True
    )
    actions.agree_decision(actor=row.mentor.person, proposal=proposal, talked=True)
