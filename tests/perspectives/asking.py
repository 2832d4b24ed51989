"""Marc asks mentees and others how they see him."""

from dataclasses import dataclass

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.perspectives import actions, queries
from ithaca.perspectives.models import Invitation, Round
from tests import factories
from tests.cast import Cast
from tests.competences.portfolios import pair

ITEMS = [
    each.slug for each in queries.items_of(queries.questionnaire_of(Round(questionnaire="perspectives@1")))
]


def same(value: int) -> dict[str, int]:
    """The same answer to every question."""
    return dict.fromkeys(ITEMS, value)


@dataclass
class Asking:
    mentor: Person
    mentees: list[Person]
    round: Round

    def ask(self, *addresses: str) -> list[Invitation]:
        actions.ask(actor=self.mentor, row=self.round, mentees=self.mentees, emails=addresses)
        return queries.asked_in(self.round)

    def answer(self, invitation: Invitation, value: int) -> None:
        actions.answer(token=queries.token_of(invitation), answers=same(value))

    def end(self) -> Round:
        actions.end(actor=self.mentor, row=self.round)
        return self.now()

    def now(self) -> Round:
        self.round.refresh_from_db()
        return self.round


def asking(cast: Cast, mentees: int = 2) -> Asking:
    """A round that Marc has begun, with so many mentees."""
    people = [cast.mentee]
    pair(cast.mentoring, cast.being_mentored)
    for n in range(1, mentees):
        person = factories.make_person(f"Mentee{n} Roux")
        pair(cast.mentoring, factories.make_participation(person, cast.programme, "mentee"))
        people.append(person)
    return Asking(cast.mentor, people, actions.begin(person=cast.mentor, id=new_id()))
