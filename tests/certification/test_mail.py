"""Who hears of which step, and what the home page says to do now."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.certification import actions, figures, queries
from ithaca.certification.models import File
from ithaca.certification.rules import Mark
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from tests import factories
from tests.certification.candidates import Stage
from tests.mentorships.rooms import mails

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def what_came_before_is_told(stage: Stage) -> None:
    mails()


def news(seen: list[int]) -> set[tuple[str, str]]:
    """(first name, subject) of the mail since the last time."""
    everything = mails()
    new = everything[sum(seen) :]
    seen.append(len(new))
    return {(to.split("@")[0], subject) for to, subject in new}


def steps(sign_in: SignIn, person: Person) -> str:
    return sign_in(person).get("/").content.decode().split("</header>")[1]


def test_each_step_is_told_to_whose_turn_it_is(stage: Stage, sign_in: SignIn) -> None:
    seen: list[int] = []
    news(seen)
    marc, alma = stage.candidate, stage.cast.administrator
    name = {person: person.email.split("@")[0] for person in (marc, alma, *stage.assessors, stage.decider)}

    row = stage.apply()
    assert (name[alma], "Une demande de certificat : quelqu’un") in clean(news(seen))
    assert "demande une certification" in steps(sign_in, stage.manager)
    actions.confirm_application(actor=stage.manager, file=row)
    assert any(to == name[marc] and "remettez votre portfolio" in said for to, said in clean(news(seen)))
    assert "Remettre votre portfolio" in steps(sign_in, marc)
    actions.submit(actor=marc, file=row, id=new_id())
    assert name[alma] in {to for to, _said in news(seen)}
    assert "Nommez" in steps(sign_in, stage.manager)
    actions.name_assessors(actor=stage.manager, file=row, people=stage.assessors)
    assert {name[marc], *(name[each] for each in stage.assessors)} == {to for to, _said in news(seen)}
    assert marc.name in steps(sign_in, stage.assessors[0])
    for assessor in stage.assessors:
        stage.give(stage.now(row), assessor, Mark.NOT_MET)
    assert {name[each] for each in stage.assessors} == {to for to, _said in news(seen)}
    actions.finish_comparison(actor=stage.assessors[0], file=row)
    assert name[marc] in {to for to, _said in news(seen)}
    actions.note_interview(actor=stage.assessors[1], file=row, held_at=clock.now(), notes="x")
    told = {to for to, _said in news(seen)}
    assert name[stage.decider] in told
    assert not told & {name[each] for each in stage.assessors}, "who has assessed does not decide"
    assert marc.name in steps(sign_in, stage.decider)
    actions.decide(actor=stage.decider, file=row, step="refuse", reasons="x")
    assert {to for to, _said in news(seen)} == {name[marc]}
    actions.appeal(actor=marc, file=row, grounds="x")
    assert {to for to, _said in news(seen)} == {stage.second_decider.email.split("@")[0]}
    actions.decide_appeal(actor=stage.second_decider, file=row, upheld=False, reasons="x")
    assert {to for to, _said in news(seen)} == {name[marc]}


def clean(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(to, said.replace("\u202f", " ").replace("\xa0", " ")) for to, said in found}


def test_the_holder_hears_of_everything_that_becomes_of_a_certificate(stage: Stage) -> None:
    row, seen = stage.certified(), list[int]()
    assert (stage.candidate.email.split("@")[0]) in {to for to, _said in news(seen)}
    for step in ("suspend", "reinstate", "withdraw"):
        actions.change_standing(actor=stage.cast.administrator, file=row, step=step, reasons="Plainte.")
        told = news(seen)
        assert {to for to, _said in told} == {stage.candidate.email.split("@")[0]}, step
        assert not any("Plainte" in said for _to, said in told)


def test_the_end_of_a_certificate_is_told_in_time_and_renewed_through_the_home_page(
    stage: Stage, sign_in: SignIn
) -> None:
    row = stage.certified()
    assert row.credential is not None
    assert row.credential.valid_until is not None
    for days, told in ((120, 0), (80, 1), (79, 1), (20, 2), (19, 2)):
        with time_machine.travel(row.credential.valid_until - timedelta(days=days)):
            said = [to for to, each in mails() if each == "Votre certificat prend bientôt fin"]
            assert said == [stage.candidate.email] * told, days
    with time_machine.travel(row.credential.valid_until - timedelta(days=80)):
        page = steps(sign_in, stage.candidate)
        assert f"?renews={row.pk}" in page
        assert figures.ending_within(clock.now(), 90) == [row]
        actions.apply(person=stage.candidate, scheme=stage.scheme, id=new_id(), level="junior", renews=row)
        assert figures.ending_within(clock.now(), 90) == [], "under way"
        assert f"?renews={row.pk}" not in steps(sign_in, stage.candidate)


def test_who_is_certified_is_listed_by_programme_and_level(stage: Stage, sign_in: SignIn) -> None:
    row = stage.certified()
    other = factories.make_programme(stage.cast.organisation, "autre")
    assert figures.certified_in(stage.cast.organisation, stage.cast.programme) == [row]
    assert figures.certified_in(stage.cast.organisation, other) == []
    level = queries.framework_of(row.scheme).text("fr").levels["junior"].label
    assert figures.by_level([row], "fr") == [(level, 1)]
    address = f"/organisations/{stage.cast.organisation.slug}/certification/?programme="
    assert row.person.name in certified(sign_in(stage.manager).get(address + stage.cast.programme.slug))
    assert row.person.name not in certified(sign_in(stage.manager).get(address + "autre"))
    assert File.objects.count() == 1


def certified(answer: HttpResponse) -> str:
    return answer.content.decode().split("</header>")[1]
