"""Hours of training towards a renewal: what is followed here counts by itself, what is followed elsewhere once agreed to."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ithaca.access.rules import Denied
from ithaca.certification import actions, queries
from ithaca.certification.actions import Followed
from ithaca.certification.models import File, FurtherTraining
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from tests.certification.candidates import Stage
from tests.mentorships.rooms import mails

pytestmark = pytest.mark.django_db


def hours(row: File) -> int:
    return {gap.what: gap.has for gap in queries.towards_renewal(row)}["training_hours"]


def test_training_elsewhere_counts_once_the_organisation_says_so(stage: Stage) -> None:
    row = stage.certified()
    mails()
    with time_machine.travel(timezone.now() + timedelta(days=100)):
        followed = Followed(
            held_on=clock.today("UTC") - timedelta(days=3), hours=9, what="École des mentors, Lyon"
        )
        id = new_id()
        for _click in range(2):
            actions.tell_training(actor=stage.candidate, file=row, id=id, followed=followed)
        assert hours(row) == 0
        assert any(
            "suivie ailleurs" in subject for to, subject in mails() if to == stage.cast.administrator.email
        )
        for person in (stage.cast.outsider, stage.cast.second_mentor, stage.candidate, stage.assessors[0]):
            with pytest.raises(Denied):
                actions.answer_training(actor=person, file=row, id=id, counts=True)
        client = Client()
        client.force_login(stage.manager)
        page = client.get(reverse("certification:file", args=[row.pk])).content.decode()
        assert "École des mentors, Lyon" in page
        answer = reverse("certification:answer_training", args=[row.pk])
        assert client.post(answer, {"training": str(id), "count": "1"}).status_code == 302
        assert hours(row) == 9
        told = [subject for to, subject in mails() if to == stage.candidate.email]
        assert "Votre formation compte pour le renouvellement" in told
        actions.take_training_back(actor=stage.candidate, file=row, id=id)
        assert FurtherTraining.objects.get(pk=id).counts is True, "what was answered stays"
        actions.answer_training(actor=stage.manager, file=row, id=id, counts=False)
        assert hours(row) == 0


def test_only_what_was_followed_since_the_certificate(stage: Stage) -> None:
    row = stage.certified()
    for days in (-10, 2):
        day = clock.today("UTC") + timedelta(days=days)
        with pytest.raises(Refusal):
            actions.tell_training(
                actor=stage.candidate,
                file=row,
                id=new_id(),
                followed=Followed(held_on=day, hours=2, what="x"),
            )
    with pytest.raises(Denied):
        actions.tell_training(
            actor=stage.manager,
            file=row,
            id=new_id(),
            followed=Followed(held_on=clock.today("UTC"), hours=2, what="x"),
        )
