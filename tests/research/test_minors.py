"""Nobody under age is in a data set, and nobody consents for them: whatever says that minors take part keeps a programme out."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.cli.worker import Worker
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.matching import actions as matching
from ithaca.matching.policy import Policy, Rules
from ithaca.notifications.models import Message
from ithaca.research import actions, queries
from ithaca.research.models import Study
from ithaca.seals import actions as seals
from ithaca.seals.models import SealFile
from tests.database import kept
from tests.factories import stay_awake
from tests.research.world import make_study
from tests.seals.sealers import Sealers, make_sealers

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@dataclass
class Asked:
    """The network of the sealers asks Clémence's programme, which may take part."""

    world: Sealers
    study: Study
    file: SealFile

    def join(self) -> None:
        cast = self.world.cast
        actions.join(actor=cast.coordinator, study=self.study, programme=cast.programme, adults=True)

    def says(self, *, minors: bool) -> None:
        """In the file on the way to a seal."""
        seals.say_of_minors(actor=self.world.clemence, file=self.file, minors=minors)

    def checks(self) -> None:
        """Notes what is only asked for where minors take part."""
        one, today = self.world.cast.mentoring, clock.today()
        matching.note_check(actor=self.world.clemence, participation=one, seen_on=today, valid_until=None)

    def asks_for_checks(self, *, wanted: bool = True) -> None:
        """By the matching policy in force."""
        after = 0 if wanted else 1
        matching.save_policy(
            actor=self.world.clemence,
            programme=self.world.cast.programme,
            id=new_id(),
            policy=Policy(rules=Rules(checked_mentors=wanted)),
            after=after,
        )

    @property
    def takes_part(self) -> bool:
        return queries.takes_part(self.study, self.world.cast.programme)


@pytest.fixture
def asked(db: None) -> Asked:
    world = kept("sealers", make_sealers)
    study = make_study(world.network, world.oriane)
    actions.agree(actor=world.cast.administrator, study=study, organisation=world.cast.organisation)
    return Asked(world, study, world.begun())


SIGNS: list[Callable[[Asked], None]] = [
    lambda asked: asked.says(minors=True),
    lambda asked: asked.checks(),
    lambda asked: asked.asks_for_checks(),
]
by_any_sign = pytest.mark.parametrize("shows", SIGNS, ids=["a seal file", "a check", "the matching policy"])


@by_any_sign
def test_a_programme_in_which_minors_take_part_joins_no_study(
    asked: Asked, shows: Callable[[Asked], None], sign_in: SignIn
) -> None:
    page = reverse("research:programme", args=[asked.world.cast.programme.slug])
    assert "adults" in sign_in(asked.world.clemence).get(page).content.decode()
    shows(asked)
    with pytest.raises(Refusal, match="mineur"):
        asked.join()
    text = sign_in(asked.world.clemence).get(page).content.decode()
    assert "Des mineur·es participent" in text
    assert 'name="adults"' not in text  # nothing is asked that would be refused


@by_any_sign
def test_as_soon_as_minors_come_in_nobody_is_asked_and_the_coordinators_are_told(
    asked: Asked, shows: Callable[[Asked], None]
) -> None:
    cast = asked.world.cast
    stay_awake(cast.coordinator)
    asked.join()
    assert queries.waiting_for(cast.mentor)
    shows(asked)
    Worker().work_once()
    assert not asked.takes_part
    assert queries.waiting_for(cast.mentor) == []
    Worker().work_once()
    mails = Message.objects.filter(to=cast.coordinator.email).values_list("subject", flat=True)
    assert sum("ne participe plus à une étude" in subject for subject in mails) == 1


def test_a_slip_of_the_hand_in_a_file_or_a_policy_is_corrected_there(asked: Asked) -> None:
    asked.says(minors=True)
    asked.says(minors=False)
    asked.asks_for_checks()
    asked.asks_for_checks(wanted=False)
    asked.join()
    assert asked.takes_part


def test_what_a_file_once_ended_with_is_not_forgotten_by_the_next(asked: Asked) -> None:
    """Those who were minors then are part of what a data set would tell."""
    asked.says(minors=True)
    seals.leave_file(actor=asked.world.clemence, file=asked.world.now(asked.file))
    later = asked.world.begun()
    seals.say_of_minors(actor=asked.world.clemence, file=later, minors=False)
    with pytest.raises(Refusal, match="mineur"):
        asked.join()
