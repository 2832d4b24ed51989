"""What happened to the demo's people: who joined when, who asked whom, and how their mentorships went."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from ithaca.agreements.actions import Signed
from ithaca.cli.demo import plans, waiting
from ithaca.cli.demo.conversations import tell_words
from ithaca.cli.demo.guests import prepare
from ithaca.cli.demo.pairs import PAIRS, Pair
from ithaca.cli.demo.people import MENTEES, MENTORS, Told
from ithaca.cli.demo.texts import AGREEMENT, GOALS, NOTES, REQUESTS, SUMMARIES
from ithaca.directory import actions as directory
from ithaca.directory.models import Request
from ithaca.evaluations.actions import give_evaluation
from ithaca.evaluations.queries import questionnaire_for
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, queries
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.programmes import actions as programmes
from ithaca.programmes.queries import participation
from ithaca.vault.actions import write_revision
from ithaca.vault.client import OpenRoom, Place, make_room
from ithaca.vault.client.format import sha256

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

PROGRAMMES = (
    (
        "A",
        "les-voiles",
        "association-directory",
        {"fr": "Cap sur le métier", "en": "Course for the trade"},
        "Clémence",
    ),
    (
        "B",
        "les-voiles",
        "chapter-three-phases",
        {"fr": "Trois escales", "en": "Three ports of call"},
        "Samuel",
    ),
    ("C", "caisse-du-midi", "institution-confidential", {"fr": "Au large", "en": "Open sea"}, "Hélène"),
)
COORDINATORS = {"A": "Clémence", "B": "Samuel", "C": "Hélène"}
POSITIONS = (
    ("Pascal", "", "Direction"),
    ("Valérie", "Pascal", "Relation aux assurés"),
    ("Gilles", "Pascal", "Qualité"),
    ("Leïla", "Pascal", "Ressources humaines"),
    ("Anouk", "Leïla", "Ressources humaines"),
    ("Sarah", "Valérie", "Relation aux assurés"),
    ("Mathis", "Gilles", "Qualité"),
    ("Clara", "Valérie", "Recouvrement"),
    ("Margaux", "Gilles", "Qualité"),
)
IN_B = (
    "Thomas",
    "Luc",
    "Rosalie",
    "Henri",
    "Maxime",
    "Gabrielle",
    "Olivia",
    "William",
    "Florence",
    "Antoine",
)
IN_C = (
    "Valérie",
    "Gilles",
    "Leïla",
    "Pascal",
    "Anouk",
    "Sarah",
    "Mathis",
    "Clara",
    "Enzo",
    "Lina",
    "Quentin",
    "Margaux",
)
APPLICANTS = ("Jeanne", "Quentin", "Nathan")  # still waiting for an answer


def programme_of(told: Told) -> str:
    return "B" if told.first in IN_B else "C" if told.first in IN_C else "A"


def joining() -> Iterator[tuple[Told, str, str, float]]:
    """(who, programme, role, days ago)"""
    for number, told in enumerate(MENTORS):
        yield told, programme_of(told), "mentor", 170 - number
    for number, told in enumerate(MENTEES):
        if told.first not in APPLICANTS:
            yield told, programme_of(told), "mentee", 150 - 2 * number


def tell(world: "World") -> None:
    for pair in PAIRS:
        _tell_pair(world, pair)
    _tell_open_requests(world)
    for name, key, days in (("Jeanne", "A", 3), ("Nathan", "A", 1), ("Quentin", "C", 2)):
        told = next(t for t in MENTEES if t.first == name)
        world.at(days, lambda told=told, key=key: world.apply(told, key, "mentee"))  # type: ignore[misc]
    bastien = world.mentors["Bastien"]
    world.at(20, lambda: programmes.set_busy(person=bastien.person, participation=participation(bastien.pk)))
    sent = ["noemie.faure@demo.example.org", "ahmed.saidi@demo.example.org"]
    coordinator = world.people["Clémence"]
    programme = world.programmes["A"]
    world.at(
        2,
        lambda: programmes.invite(
            actor=coordinator, programme=programme, emails=sent, role="mentor", language="fr"
        ),
    )
    world.at(1, lambda: prepare(world))
    _propose(world, "Thomas", "William", 12)
    thomas = world.people["Thomas"]
    world.at(10, lambda: actions.decline(actor=thomas, mentorship=queries.proposed_to(thomas)[0]))
    _propose(world, "Luc", "William", 1)
    elise = queries.running_of(world.people["Élise"])[0]
    world.at(
        5, lambda: actions.nudge(actor=world.people["Clémence"], id=new_id(), mentorship=elise, words="date")
    )


def _propose(world: "World", mentor: str, mentee: str, days: float) -> None:
    pair = {
        "mentor": participation(world.mentors[mentor].pk),
        "mentee": participation(world.mentees[mentee].pk),
    }
    world.at(days, lambda: actions.propose(actor=world.people["Samuel"], id=new_id(), **pair))


def _request(world: "World", mentee: str, mentor: str, days: float) -> tuple[Request, OpenRoom]:
    asker, asked = world.people[mentee], world.people[mentor]
    keyrings = world.keyrings
    sealed, room = make_room(
        keyrings[asker.pk],
        [keyrings[asker.pk].card, keyrings[asked.pk].card],
        objects=[("request", REQUESTS[len(mentee + mentor) % len(REQUESTS)])],
    )
    with clock.telling(world.now - timedelta(days=days)):
        row = directory.send_request(
            actor=asker, id=new_id(), mentor=participation(world.mentors[mentor].pk), sealed=sealed
        )
    return row, room


def _tell_open_requests(world: "World") -> None:
    _request(world, "Paul", "Olivier", 2)
    _request(world, "Manon", "Marc", 5.5)
    _request(world, "Mathis", "Leïla", 1)
    _request(world, "Paul", "Salomé", 12)
    with clock.telling(world.now - timedelta(days=4)):
        directory.remind_and_lapse_due()
    declined, _room = _request(world, "Manon", "Mireille", 9)
    mireille = world.people["Mireille"]
    world.at(7, lambda: directory.decline_request(actor=mireille, request=declined))


def _tell_pair(world: "World", pair: Pair) -> None:
    request, room = _request(world, pair.mentee, pair.mentor, pair.begun + 3)
    with clock.telling(world.now - timedelta(days=pair.begun)):
        made = directory.accept_request(actor=world.people[pair.mentor], request=request)
    telling = Telling(world, pair, made.pk, room)
    telling.launch()
    telling.meetings()
    if pair.held and not pair.ending:
        tell_words(telling)
    telling.ending()


class Telling:
    """One mentorship while it is told."""

    def __init__(self, world: "World", pair: Pair, mentorship_id: uuid.UUID, room: OpenRoom) -> None:
        self.world, self.pair, self.room, self.id = world, pair, room, mentorship_id
        self.mentor, self.mentee = world.people[pair.mentor], world.people[pair.mentee]
        self.steps = pair.held + pair.missed
        self.seed = len(pair.mentee) + len(pair.mentor)

    @cached_property
    def row(self) -> Mentorship:
        """As it was in the beginning: each action reads it anew."""
        return queries.mentorship(self.id)

    def _day(self, number: int) -> float:
        """How many days ago the n-th meeting was, spread evenly since the beginning."""
        end = 3.0 if not self.pair.ending else 12.0
        span = self.pair.begun - 5 - end
        return self.pair.begun - 5 - span * number / max(self.steps - 1, 1)

    def _write(
        self, author: uuid.UUID, kind: str, content: dict[str, str], about: uuid.UUID | None = None
    ) -> None:
        place = Place(str(new_id()), kind, about=str(about) if about else None)
        person = self.mentor if author == self.mentor.pk else self.mentee
        sealed = self.room.sealed_revision(
            self.world.keyrings[author], place, content, at=clock.now().isoformat()
        )
        write_revision(actor=person, room_id=uuid.UUID(self.room.id), sealed=sealed)

    def launch(self) -> None:
        if not self.steps:
            self._plan(3, "video")
            return
        with clock.telling(self.world.now - timedelta(days=self.pair.begun - 1)):
            self._write(self.mentee.pk, "note", NOTES[self.seed % len(NOTES)])
            self._tick()

    def _tick(self) -> None:
        """Some of the duties that are ticked by hand: more or fewer, as people are."""
        done = {
            self.mentee: ["launch/mentee/propose_dates", "launch/mentee/say_expectations"],
            self.mentor: [
                "launch/mentor/free_time",
                "launch/mentor/explain_role",
                "launch/mentor/confidentiality",
            ],
        }
        for person, duties in done.items():
            for duty in duties[: 1 + self.seed % len(duties)]:
                actions.tick(actor=person, mentorship=self.row, duty=duty)

    def _agree(self) -> None:
        actions.confirm_willingness(actor=self.mentee, mentorship=self.row)
        if not self.pair.signed:
            return
        keyring = self.world.keyrings[self.mentor.pk]
        place = Place(str(new_id()), "agreement")
        sealed = self.room.sealed_revision(keyring, place, AGREEMENT, at=clock.now().isoformat())
        actions.write_agreement(actor=self.mentor, id=new_id(), mentorship=self.row, sealed=sealed)
        digest = sha256(sealed.file)
        for person in (self.mentor, self.mentee):
            signer = self.world.keyrings[person.pk]
            claims = {
                "room": self.room.id,
                "object": place.object,
                "revision": 1,
                "sha256": digest,
                "person": str(person.pk),
                "card": signer.card.fingerprint,
                "unpaid": True,
                "at": clock.now().isoformat(),
            }
            jws = signer.sign("signature", claims)
            actions.sign_agreement(actor=person, mentorship=self.row, signed=Signed(1, digest, jws))
        for number in range(2):
            self._goal(GOALS[(self.seed + number) % len(GOALS)])

    def _goal(self, content: dict[str, str]) -> None:
        keyring = self.world.keyrings[self.mentee.pk]
        sealed = self.room.sealed_revision(
            keyring, Place(str(new_id()), "goal"), content, at=clock.now().isoformat()
        )
        due = (clock.now() + timedelta(days=90)).date()
        actions.set_goal(actor=self.mentee, id=new_id(), mentorship=self.row, sealed=sealed, due_on=due)

    def _plan(self, days_ahead: float, kind: str) -> Meeting:
        when = (clock.now() + timedelta(days=days_ahead)).replace(hour=16, minute=30)
        allowed = self.row.programme.contact_types
        plan = Plan(
            kind if kind in allowed else allowed[0],
            when,
            60,
            "https://visio.example.org/escale" if kind == "video" else "",
        )
        return actions.plan_meeting(actor=self.mentee, id=new_id(), mentorship=self.row, plan=plan)

    def meetings(self) -> None:
        kinds = ("video", "telephone", "in_person", "video", "in_writing")
        for number in range(self.steps):
            day = self._day(number)
            with clock.telling(self.world.now - timedelta(days=day + 4)):
                absent = 0 < number <= self.pair.missed  # nobody is absent from a letter
                meeting = self._plan(3.5, "telephone" if absent else kinds[(self.seed + number) % len(kinds)])
            with clock.telling(self.world.now - timedelta(days=day - 1)):
                if absent:
                    actions.miss_meeting(
                        actor=self.mentor, meeting=meeting, missed_by="mentee" if number % 2 else "mentor"
                    )
                    continue
                actions.hold_meeting(actor=self.mentor, meeting=meeting, minutes=45 + 5 * (number % 4))
                if meeting.contact_type == "in_writing":
                    actions.confirm_contact(actor=self.mentee, meeting=meeting)
                author = (self.mentor if number % 2 else self.mentee).pk
                self._write(
                    author, "summary", SUMMARIES[(self.seed + number) % len(SUMMARIES)], about=meeting.pk
                )
                if number == 0:
                    self._agree()
                plans.after_meeting(self, number, meeting.pk)
        if self.steps and self.pair.planned and self.pair.ending in ("", "go on"):
            self._plan(6 + self.seed % 9, "video")
        waiting.tell(self.world, queries.mentorship(self.id))

    def _hold_the_rest(self) -> None:
        """As many meetings as are missing to the official end, some days apart."""
        contacts = queries.mentorship(self.id).contacts
        missing = self.row.programme.contacts_to_official_end - contacts
        for left in reversed(range(missing)):
            self._hold_one_more(timedelta(days=2 + 4 * left))

    def _hold_one_more(self, ago: timedelta) -> None:
        with clock.telling(clock.now() - ago):
            # The next day: at whatever hour the demo is made, it is to come.
            meeting = self._plan(1, "telephone")
        with clock.telling(meeting.starts_at + timedelta(hours=2)):
            actions.hold_meeting(actor=self.mentor, meeting=meeting, minutes=50)

    def _decide(self, kind: str) -> None:
        proposal = actions.propose_decision(
            actor=self.mentee, id=new_id(), mentorship=self.row, kind=kind, talked=True
        )
        actions.agree_decision(actor=self.mentor, proposal=proposal, talked=True)

    def ending(self) -> None:
        with clock.telling(self.world.now - timedelta(days=9)):
            match self.pair.ending:
                case "pause":
                    back = clock.today() + timedelta(days=30)
                    actions.pause(actor=self.mentee, mentorship=self.row, returns_on=back)
                case "go on":
                    plans.review(self)
                    self._reach_a_goal()
                    self._decide("go on")
                case "closing" | "completed" as ending:
                    self._reach_a_goal()
                    self._hold_the_rest()
                    self._decide("close")
                    self._close(together=ending == "completed")
                case "joint":
                    self._decide("end early")
                    self._evaluate()
                case "mentor" | "mentee" as who:
                    actions.withdraw(actor=getattr(self, who), mentorship=self.row)
                    if who == "mentor":
                        self._propose_replacements()
                    self._evaluate()

    def _close(self, *, together: bool) -> None:
        """The steps of the closing: all of them, or as far as the first two."""
        actions.take_closing_step(actor=self.mentee, mentorship=self.row, step="goals")
        actions.wish_afterwards(actor=self.mentee, mentorship=self.row, kind="fewer", rhythm_weeks=12)
        if not together:
            return
        actions.wish_afterwards(actor=self.mentor, mentorship=self.row, kind="informal")
        actions.take_closing_step(actor=self.mentor, mentorship=self.row, step="handover")
        self._decide("close")
        self._evaluate()
        actions.issue_attestation(actor=self.mentee, mentorship=self.row)

    def _propose_replacements(self) -> None:
        """One name for the mentee, and the coordination looks as well."""
        named = list(queries.possible_replacements(self.row).values_list("pk", flat=True)[:1])
        actions.propose_replacements(actor=self.mentor, mentorship=self.row, mentors=named, hand_over=True)

    def _reach_a_goal(self) -> None:
        goal = queries.goals(self.row)[0]
        actions.move_goal(actor=self.mentee, mentorship=self.row, goal_id=goal.pk, verb="reach")

    def _evaluate(self) -> None:
        for number, (person, role) in enumerate(((self.mentee, "mentee"), (self.mentor, "mentor"))):
            questionnaire = questionnaire_for(self.row.programme, role)
            answers = {
                item.slug: 3 + (self.seed + number + i) % 3 for i, item in enumerate(questionnaire.items)
            }
            answers = {
                item.slug: 6 - answers[item.slug] if item.reversed else answers[item.slug]
                for item in questionnaire.items
            }
            give_evaluation(
                actor=person, mentorship=self.row, answers={**answers, "recommendation": 7 + self.seed % 4}
            )
