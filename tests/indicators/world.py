"""A small world in which much happens, told by chance from a seed: rows as the actions write them, with their events."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from ithaca.accounts.models import Person
from ithaca.agreements.models import Agreement
from ithaca.directory.models import Request
from ithaca.evaluations.models import Completion, Response
from ithaca.journal.models import Event
from ithaca.matching.models import PolicyVersion
from ithaca.mentorships.models import Goal, GoalReview, Meeting, Mentorship, Succession
from ithaca.programmes.models import Charter, EligibilityQuestion, Participation, Programme
from ithaca.resources.models import Resource
from ithaca.trainings.models import SignUp, Training
from ithaca.vault.models import ContentObject, Room
from tests.factories import make_charter, make_organisation, make_person, make_position, make_programme

END = datetime(2026, 7, 1, tzinfo=UTC)
DAYS = 500  # before the end: when it begins
RESULTS = (
    ["meeting.held"],
    ["meeting.held"],
    ["meeting.missed"],
    ["meeting.held", "meeting.contested"],
    ["meeting.held", "meeting.contested", "meeting.held"],
    ["meeting.missed", "meeting.absence disputed"],
    ["meeting.missed", "meeting.absence disputed", "meeting.absence accepted"],
    ["meeting.missed", "meeting.absence disputed", "meeting.absence taken back", "meeting.held"],
)
HISTORIES = (
    ["participation.joined"],
    ["participation.applied", "participation.accepted"],
    ["participation.applied", "participation.accepted", "participation.charter accepted"],
    ["participation.applied", "participation.refused"],
    ["participation.applied", "participation.accepted", "participation.answer taken back"],
    ["participation.joined", "participation.charter accepted", "participation.left"],
    ["participation.joined", "participation.left", "participation.applied", "participation.accepted"],
    ["participation.applied", "participation.accepted", "participation.activated", "participation.excluded"],
)


@dataclass
class Teller:
    """What happens in one programme."""

    programme: Programme
    chance: Random
    people: list[Person]
    events: list[Event] = field(default_factory=list)
    room: Room = field(default_factory=lambda: Room.objects.create())

    def day(self, low: float = 0, high: float = DAYS) -> datetime:
        """A moment so many days after the beginning, in whole seconds."""
        seconds = self.chance.randint(int(low * 86400), int(high * 86400))
        return END - timedelta(days=DAYS) + timedelta(seconds=seconds)

    def after(self, moment: datetime, most: int = 90) -> datetime:
        return moment + timedelta(seconds=self.chance.randint(3600, most * 86400))

    def tell(self, verb: str, subject: UUID, at: datetime, **facts: object) -> None:
        self.events.append(
            Event(
                verb=verb,
                subject_id=subject,
                at=at,
                programme_id=self.programme.pk,
                actor_id=facts.pop("actor", None),  # type: ignore[misc]
                facts=facts,
            )
        )

    def content(self, kind: str) -> ContentObject:
        return ContentObject.objects.create(room=self.room, kind=kind, author=self.people[0])

    def all(self) -> None:
        Charter.objects.filter(programme=self.programme).update(created_at=END - timedelta(days=DAYS + 9))
        second = make_charter(self.programme, 2)
        Charter.objects.filter(pk=second.pk).update(created_at=self.day(100, 400))
        half = len(self.people) // 2
        mentors = [self.take_in(person, "mentor") for person in self.people[:half]]
        mentees = [self.take_in(person, "mentee") for person in self.people[half:]]
        self.trainings(mentors)
        self.checks(mentors)
        for mentee in mentees:
            self.requests(mentee, mentors)
            self.pairs(mentee, mentors)
        self.marks()
        self.set_up()
        Event.objects.bulk_create(self.events)

    def take_in(self, person: Person, role: str) -> Participation:
        row = Participation.objects.create(
            programme=self.programme,
            person=person,
            role=role,
            state="active",
            charter=self.programme.charters.all()[0],
            charter_sha256="",
            charter_accepted_at=END,
            capacity=9,
        )
        at = self.day(0, 200)
        for verb in self.chance.choice(HISTORIES):
            self.tell(verb, row.pk, at)
            at = self.after(at, 200)
        return row

    def trainings(self, mentors: list[Participation]) -> None:
        for kind in ("training", "training", "meeting", "community", "meeting"):
            at, held = self.day(), self.chance.random() < 0.8
            row = Training.objects.create(
                programme=self.programme,
                kind=kind,
                state="held" if held else "cancelled",
                audience=self.chance.choice(["both", "mentor", "mentee"]),
                title={"fr": "Écouter"},
                time_zone="Europe/Paris",
                credit_minutes=60,
                starts_at=at,
                last_starts_at=at,
                closed_at=self.after(at, 20),
            )
            for mentor in mentors:
                state = self.chance.choice(["present", "present", "absent", "placed"])
                SignUp.objects.create(
                    training=row, person=mentor.person, state=state, noted_at=self.after(at, 20)
                )

    def checks(self, mentors: list[Participation]) -> None:
        for mentor in mentors:
            at = self.day(0, 300)
            for _time in range(self.chance.randint(0, 3)):
                taken_out = self.chance.random() < 0.25
                until = None if self.chance.random() < 0.3 else self.after(at, 400).date().isoformat()
                seen = None if taken_out else at.date().isoformat()
                self.tell(
                    "safeguarding.noted",
                    mentor.pk,
                    at,
                    seen_on=seen,
                    valid_until=None if taken_out else until,
                )
                at = self.after(at, 150)

    def requests(self, mentee: Participation, mentors: list[Participation]) -> None:
        for mentor in self.chance.sample(mentors, 2):
            sent = self.day()
            state = self.chance.choice(["accepted", "declined", "withdrawn", "lapsed", "sent"])
            Request.objects.create(
                programme=self.programme,
                mentee=mentee,
                mentor=mentor,
                room=Room.objects.create(),
                content=self.content("request"),
                state=state,
                created_at=sent,
                reply_by=sent + timedelta(days=7),
                answered_at=None if state in ("lapsed", "sent") else self.after(sent, 9),
            )

    def pairs(self, mentee: Participation, mentors: list[Participation]) -> None:
        at = self.day(20, 300)
        for mentor in self.chance.sample(mentors, self.chance.randint(1, 3)):
            ends = self.after(at, 150)
            kind = self.chance.choice(
                ["completed", "joint early end", "withdrawn by mentor", "withdrawn by mentor", "excluded", ""]
            )
            self.pair(mentor, mentee, at, ends, kind)
            if not kind:
                break
            at = self.after(ends, 90)

    def pair(
        self, mentor: Participation, mentee: Participation, at: datetime, ends: datetime, kind: str
    ) -> None:
        agreement = Agreement.objects.create(content=self.content("agreement"))
        row = Mentorship.objects.create(
            programme=self.programme,
            mentor=mentor,
            mentee=mentee,
            state="ended" if kind else "development",
            end_kind=kind,
            begun_at=at,
            ended_at=ends if kind else None,
            mentor_agreed_at=at if self.chance.random() < 0.8 else self.after(at, 3),
            mentee_agreed_at=at if self.chance.random() < 0.8 else None,
            agreement=agreement,
        )
        if self.chance.random() < 0.6:
            for _time in range(2):
                self.tell("agreement.effective", agreement.pk, self.after(at, 120))
        if kind == "withdrawn by mentor":
            Succession.objects.create(mentorship=row)
        for role in (mentor, mentee):
            if kind and self.chance.random() < 0.6:
                Completion.objects.create(mentorship=row, participation=role, created_at=self.after(ends, 60))
        self.life(row, at)

    def life(self, row: Mentorship, at: datetime) -> None:
        for _meeting in range(self.chance.randint(0, 4)):
            met = self.after(at, 70)
            meeting = Meeting.objects.create(
                mentorship=row, state="held", contact_type="video", starts_at=met, minutes=60, recorded_at=met
            )
            told = self.after(met, 10)
            for verb in self.chance.choice(RESULTS):
                self.tell(verb, meeting.pk, told)
                told = self.after(told, 60)
        if self.chance.random() < 0.6:
            Goal.objects.create(mentorship=row, content=self.content("goal"), created_at=self.after(at, 90))
        due = self.after(at, 120)
        if self.chance.random() < 0.6:
            held = self.after(due, 40)
            self.review(row, due, held)
            due = self.after(held, 60)
        self.review(row, due, None)

    def review(self, row: Mentorship, due: datetime, held: datetime | None) -> None:
        GoalReview.objects.create(
            mentorship=row,
            due_on=due.date(),
            announced_at=due if self.chance.random() < 0.8 else None,
            held_at=held,
            content=self.content("review") if held else None,
        )

    def marks(self) -> None:
        """Answers with a mark each, in bundles of five to seven, and some that wait."""
        for role in ("mentor", "mentee"):
            for group in (1, 2, 3, 0):
                for _answer in range(self.chance.randint(5, 7) if group else 3):
                    Response.objects.create(
                        id=uuid4(),
                        programme=self.programme,
                        role=role,
                        questionnaire=f"closing-{role}@1",
                        month=self.day(100 * group, 100 * group + 90).date().replace(day=1),
                        answers={"recommendation": self.chance.randint(0, 10)},
                        group=group,
                    )

    def set_up(self) -> None:
        first = self.people[0]
        self.tell("programme.created", self.programme.pk, self.day(0, 1), actor=first.pk)
        for person in self.people[1:4]:
            at = self.day()
            self.tell("coordinator.added", self.programme.pk, at, person_id=str(person.pk))
            if self.chance.random() < 0.5:
                self.tell("coordinator.removed", self.programme.pk, self.after(at), person_id=str(person.pk))
        for number in range(5):
            at = self.day()
            row = Resource(programme=self.programme, position=number, kind="link", title="a", created_at=at)
            self.tell("resource.added", row.pk, at)
            verbs = self.chance.choice(
                [[], ["hidden"], ["hidden", "shown"], ["removed"], ["hidden", "removed"]]
            )
            for verb in verbs:
                at = self.after(at)
                self.tell(f"resource.{verb}", row.pk, at)
            if "removed" not in verbs:
                row.save(force_insert=True)
        if self.chance.random() < 0.7:
            PolicyVersion.objects.create(
                programme=self.programme, number=1, content={}, created_at=self.day(100, 400)
            )
        roles = self.chance.choice([["mentor"], ["both"], ["mentor", "mentee"], []])
        for number, role in enumerate(roles):
            EligibilityQuestion.objects.create(
                programme=self.programme, position=number, asked_of=role, kind="text", label={}
            )


def tell(seed: int) -> list[Programme]:
    """Two programmes of two organisations, in which the same people take part."""
    chance = Random(seed)
    people = [make_person(f"P{n}", email=f"p{n}@example.org") for n in range(14)]
    found = []
    for name, pairing in (("Quai Nord", "both"), ("Quai Sud", "directory")):
        organisation = make_organisation(name)
        programme = make_programme(
            organisation,
            f"programme-{len(found)}",
            pairing=pairing,
            follow_up_months=chance.choice([None, 6]),
            objectives=chance.choice([{"fr": "Oser", "en": "Dare"}, {"fr": "Oser", "en": " \n"}]),
        )
        if chance.random() < 0.5:
            make_position(organisation, people[0])
        Teller(programme, chance, people).all()
        found.append(programme)
    return found
