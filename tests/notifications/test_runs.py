"""Whoever started a run hears when a long one has ended and when one has no result; nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.matching.actions import Order, save_policy, solving, start_run
from ithaca.matching.models import Run
from ithaca.matching.policy import Policy
from ithaca.notifications.models import Message, Notice
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(cast: Cast) -> Run:
    Person.objects.update(language="en")
    version = save_policy(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=Policy(), after=0
    )
    order = Order(policy=version, name="Printemps")
    return start_run(actor=cast.coordinator, programme=cast.programme, id=new_id(), order=order)


def ended(run: Run, *, after: timedelta) -> None:
    Run.objects.filter(pk=run.pk).update(created_at=clock.now() - after)
    assert solving.solve_waiting() == 1
    while dispatch_waiting():
        pass


def test_a_long_run_is_told_to_who_started_it(
    cast: Cast, run: Run, sign_in: Callable[[Person], Client]
) -> None:
    ended(run, after=timedelta(minutes=4))
    (mail,) = Message.objects.all()
    assert mail.person_id == cast.coordinator.pk
    assert "“Printemps” in the programme Cap West: 2 of 2 mentees have a mentor" in mail.text
    path = reverse("matching:review", args=[cast.programme.slug, run.pk])
    assert path in mail.text
    assert Notice.objects.get(person=cast.coordinator).path == path
    assert "Your matching run is done" in sign_in(cast.coordinator).get("/notifications/").content.decode()
    assert "matching run" not in sign_in(cast.administrator).get("/notifications/").content.decode()


def test_nobody_gets_a_mail_for_seconds(run: Run) -> None:
    ended(run, after=timedelta(seconds=5))
    assert not Message.objects.exists()


def test_a_run_without_a_result_says_why(cast: Cast, run: Run) -> None:
    cast.programme.participations.filter(role="mentor").update(state="busy")
    ended(run, after=timedelta())
    (mail,) = Message.objects.all()
    assert mail.subject == "Your matching run has no result"
    assert "There is nobody to match" in mail.text
    assert reverse("matching:run_state", args=[cast.programme.slug, run.pk]) in mail.text


def test_who_coordinates_no_longer_hears_nothing_of_it(cast: Cast, run: Run) -> None:
    cast.programme.coordinators.all().delete()
    ended(run, after=timedelta(minutes=4))
    assert not Message.objects.exists()
