"""Two things at the same moment: whichever comes first, what is published can be made again, and nobody is in two."""

from collections.abc import Callable

import pytest
import time_machine

from ithaca.kernel.errors import Refusal
from ithaca.research import actions, making
from ithaca.research.models import Release, ReleasedPair
from tests.racing import at_once
from tests.research.world import SUMMER, World, at, make_study, make_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_withdraws_while_an_edition_is_made_is_in_time_or_too_late_and_never_half() -> None:
    world = make_world(pairs=5)
    one = world.pairs[0].mentor

    with time_machine.travel(SUMMER, tick=True):
        at_once(world.publish, lambda: world.withdraw(one))
    release = Release.objects.select_related("study__network").get()
    assert making.made(release).sha256 == release.sha256
    assert ReleasedPair.objects.filter(release=release).count() == release.lines


def test_two_studies_that_publish_at_once_share_no_mentorship() -> None:
    world = make_world()
    with at(SUMMER):
        other = make_study(world.network, world.researcher)
        for house in world.houses:
            actions.agree(actor=house.administrator, study=other, organisation=house.organisation)
            actions.join(actor=house.coordinator, study=other, programme=house.programme, adults=True)
        second = World(world.network, world.researcher, world.houses, other)
        for pair in world.pairs:
            second.consent(pair)

    def publishing(one: World, minutes: int) -> Callable[[], object]:
        def publish() -> object:
            with at(SUMMER.replace(minute=minutes)):
                return one.publish()

        return publish

    results = at_once(publishing(world, 1), publishing(second, 2))
    assert sum(isinstance(each, Release) for each in results) == 1
    assert sum(isinstance(each, Refusal) for each in results) == 1
    assert ReleasedPair.objects.count() == 12
