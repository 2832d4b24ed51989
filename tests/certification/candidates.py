"""A scheme with its panel, and Marc as its candidate, at any step of the way."""

from dataclasses import dataclass
from datetime import timedelta

from ithaca.accounts.models import Person
from ithaca.certification import actions, queries, rules
from ithaca.certification.actions import SchemeContent, Trust
from ithaca.certification.models import File, Scheme
from ithaca.certification.rules import Mark
from ithaca.competences.models import FrameworkVersion
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships.models import Meeting
from ithaca.trainings.models import SignUp
from tests import factories
from tests.cast import Cast
from tests.competences.portfolios import Kept, keep, pair, publish
from tests.credentials.awards import make_key


@dataclass
class Stage:
    """Everybody around a file."""

    cast: Cast
    version: FrameworkVersion
    scheme: Scheme
    kept: Kept
    assessors: tuple[Person, Person]
    decider: Person
    second_decider: Person

    @property
    def manager(self) -> Person:
        return self.cast.coordinator

    @property
    def candidate(self) -> Person:
        return self.cast.mentor

    def apply(self) -> File:
        return self.now(actions.apply(person=self.candidate, scheme=self.scheme, id=new_id(), level="junior"))

    def submitted(self) -> File:
        row = self.apply()
        actions.confirm_application(actor=self.manager, file=row)
        actions.submit(actor=self.candidate, file=row, id=new_id())
        return self.now(row)

    def assessing(self) -> File:
        row = self.submitted()
        actions.name_assessors(actor=self.manager, file=row, people=self.assessors)
        return self.now(row)

    def give(self, row: File, assessor: Person, mark: Mark = Mark.MET, **other: Mark) -> None:
        """One assessor's ratings: all alike but those named."""
        asked = rules.to_rate(queries.shown_in(row))
        marks = {slug: (other.get(slug, mark), "À montrer encore.") for slug in asked}
        actions.rate(actor=assessor, file=row, marks=marks)
        actions.give_ratings(actor=assessor, file=row)

    def deciding(self, mark: Mark = Mark.MET) -> File:
        row = self.assessing()
        for assessor in self.assessors:
            self.give(row, assessor, mark)
        actions.finish_comparison(actor=self.assessors[0], file=row)
        actions.note_interview(actor=self.assessors[1], file=row, held_at=clock.now(), notes="Clair et posé.")
        return self.now(row)

    def certified(self) -> File:
        row = self.deciding()
        actions.decide(actor=self.decider, file=row, step="certify", reasons="Tout est là.")
        return self.now(row)

    def now(self, row: File) -> File:
        found = queries.file(row.pk)
        assert found is not None
        return found


def set_the_stage(cast: Cast) -> Stage:
    version = publish(cast)
    kept = keep(cast.mentor, version)
    make_key(cast.administrator, cast.organisation)
    names = ("Rose Guérin", "Hugo Blanc", "Jeanne Morel", "Yann Petit")
    one, two, decider, second = (factories.make_person(name) for name in names)
    scheme = actions.make_scheme(
        actor=cast.administrator, version=version, id=new_id(), content=SchemeContent()
    )
    for person, trust in (
        (one, Trust(refers=True)),
        (two, Trust()),
        (decider, Trust(assesses=False, decides=True)),
        (second, Trust(assesses=False, decides=True)),
    ):
        actions.name_to_panel(actor=cast.administrator, scheme=scheme, email=person.email, trust=trust)
    actions.open_scheme(actor=cast.administrator, scheme=scheme)
    stage = Stage(cast, version, scheme, kept, (one, two), decider, second)
    fill(stage)
    return stage


def fill(stage: Stage) -> None:
    """All that junior asks for: three pairs, hours, a training, evidence of every kind for everything."""
    cast = stage.cast
    third = factories.make_participation(factories.make_person("Lise Roux"), cast.programme, "mentee")
    pairs = [
        pair(cast.mentoring, mentee, goals_set=2, reviews_held=1)
        for mentee in (cast.being_mentored, cast.second_being_mentored, third)
    ]
    for row in pairs:
        Meeting.objects.create(
            mentorship=row,
            state="held",
            contact_type="video",
            starts_at=clock.now() - timedelta(days=90),
            minutes=240,
        )
    training = factories.make_training(cast.programme, days=-30, state="held")
    SignUp.objects.create(training=training, person=cast.mentor, state="present", minutes=480)
    framework = queries.framework_of(stage.scheme)
    for n, row in enumerate(pairs):
        for kind in framework.kinds:
            if n and kind.slug != "case":
                continue
            fitting = [slug for slug, each in framework.abilities.items() if kind.slug in each.evidence]
            stage.kept.item(kind.slug, *fitting, mentorship=row)
