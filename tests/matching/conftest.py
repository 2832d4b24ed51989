"""What tests of the desk stand on."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from ithaca.accounts.models import Person
from ithaca.matching.models import Run
from tests.cast import Cast
from tests.matching.boards import solved
from tests.matching.crowd import make_people


@pytest.fixture
def everybody_in_english(cast: Cast) -> Iterator[None]:
    Person.objects.update(language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def in_english(cast: Cast) -> Iterator[None]:
    """The coordination alone: what language participants speak is a rule of matching."""
    Person.objects.filter(pk__in=[cast.coordinator.pk, cast.administrator.pk]).update(language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def run(cast: Cast) -> Run:
    """Six mentors of a place each and nine mentees, solved."""
    make_people(cast.programme, "mentor", 6, capacity=1)
    make_people(cast.programme, "mentee", 9)
    return solved(cast)
