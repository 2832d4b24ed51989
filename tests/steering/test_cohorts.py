"""Figures, pairs and exports of one cohort: a pair counts with the cohort of its mentee."""

from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.directory.figures import request_figures
from ithaca.mentorships.figures import figures
from ithaca.programmes.models import Cohort, Participation
from ithaca.steering import queries
from tests.cast import Cast
from tests.directory.people import Keys
from tests.steering.pairs import begin, meet

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
START = "/programmes/cap-ouest"


@pytest.fixture
def spring(cast: Cast) -> Cohort:
    """Inès is in it, Paul is not; both have begun, Inès has met twice, Paul once; Paul had asked Marc before."""
    cohort = Cohort.objects.create(programme=cast.programme, name="Printemps")
    Participation.objects.filter(pk=cast.being_mentored.pk).update(cohort=cohort)
    Keys().ask(cast.second_being_mentored, cast.mentoring)
    for times, mentor, mentee in (
        (2, cast.mentoring, cast.being_mentored),
        (1, cast.second_mentoring, cast.second_being_mentored),
    ):
        pair = begin(mentor, mentee)
        for _time in range(times):
            meet(pair)
    return cohort


def test_each_figure_is_that_of_the_cohort(cast: Cast, spring: Cohort) -> None:
    held = {
        cohort: (
            figures(cast.programme, cohort).contacts,
            queries.months(cast.programme, cohort)[-1].held,
            figures(cast.programme, cohort).pairs,
        )
        for cohort in ("", str(spring.pk), "none")
    }
    assert held == {"": (3, 3, 2), str(spring.pk): (2, 2, 1), "none": (1, 1, 1)}
    sent = [request_figures(cast.programme, cohort).sent for cohort in ("", str(spring.pk), "none")]
    assert sent == [1, 0, 1]


def test_pages_and_exports_follow_the_choice(cast: Cast, spring: Cohort, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    asked = f"?cohort={spring.pk}"
    pairs = client.get(f"{START}/pairs/{asked}").content.decode()
    assert cast.mentee.name in pairs
    assert cast.second_mentee.name not in pairs
    assert f"mentorships.csv{asked}" in pairs
    overview = client.get(f"{START}/steering/{asked}")
    assert overview.context["overview"].figures.pairs == 1
    assert f"cohort={spring.pk}" in overview.content.decode()
    file = client.get(f"{START}/steering/mentorships.csv{asked}").content.decode()
    assert cast.mentee.name in file
    assert cast.second_mentee.name not in file


def test_a_cohort_of_another_programme_narrows_nothing(cast: Cast, spring: Cohort, sign_in: SignIn) -> None:
    other = Cohort.objects.create(programme=cast.elsewhere, name="Ailleurs")
    client = sign_in(cast.coordinator)
    for wrong in (str(other.pk), "nonsense"):
        assert client.get(f"{START}/steering/?cohort={wrong}").context["overview"].figures.pairs == 2
        assert cast.second_mentee.name in client.get(f"{START}/pairs/?cohort={wrong}").content.decode()
    assert sign_in(cast.outsider).get(f"{START}/steering/?cohort={spring.pk}").status_code == 404
