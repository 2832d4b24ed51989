"""The queue of applications: many at once, taken back in time, the waiting list, cohorts, kept filters."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.notifications.models import Message
from ithaca.programmes import actions, queries
from ithaca.programmes.models import Answering, Cohort, Participation, Programme
from tests import factories
from tests.cast import Cast, make_cast

SignIn = Callable[[Person], Client]
QUEUE = "/programmes/cap-ouest/applications/"


def applicants(
    programme: Programme, number: int, role: str = "mentee", **fields: object
) -> list[Participation]:
    people = [factories.make_person(f"A{n} Candidat", email=f"{role}{n}@example.org") for n in range(number)]
    return [factories.make_participation(one, programme, role, state="applied", **fields) for one in people]


def answer(cast: Cast, verb: str, rows: list[Participation]) -> actions.Answered:
    return actions.answer_applications(
        actor=cast.coordinator, programme=cast.programme, applications=[row.pk for row in rows], verb=verb
    )


def states(rows: list[Participation]) -> list[str]:
    found = dict(Participation.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "state"))
    return [found[row.pk] for row in rows]


def mails() -> list[str]:
    while dispatch_waiting():
        pass
    return sorted(Message.objects.filter(to__startswith="mentee").values_list("to", flat=True))


@pytest.mark.django_db
def test_people_hear_of_answers_only_when_they_can_no_longer_be_taken_back(cast: Cast) -> None:
    rows = applicants(cast.programme, 3)
    with time_machine.travel(clock.now(), tick=False) as now:
        first = answer(cast, "accept", rows[:1])
        answer(cast, "refuse", rows[1:2])
        answer(cast, "wait", rows[2:])
        assert states(rows) == ["accepted", "refused", "waiting"]
        assert mails() == []
        now.shift(timedelta(minutes=5))
        assert (
            actions.undo(
                actor=cast.coordinator, programme=cast.programme, answering_id=first.answering.pk
            ).done
            == 1
        )
        assert states(rows) == ["applied", "refused", "waiting"]
        now.shift(timedelta(minutes=6))
        assert mails() == ["mentee1@example.org", "mentee2@example.org"]
        latest = Answering.objects.filter(verb="wait").get()
        with pytest.raises(Refusal):
            actions.undo(actor=cast.coordinator, programme=cast.programme, answering_id=latest.pk)


@pytest.mark.django_db
def test_whoever_has_begun_meanwhile_is_not_put_out_again(cast: Cast) -> None:
    rows = applicants(cast.programme, 2)
    done = answer(cast, "accept", rows)
    Participation.objects.filter(pk=rows[0].pk).update(state="active")
    back = actions.undo(actor=cast.coordinator, programme=cast.programme, answering_id=done.answering.pk)
    assert (back.done, back.stayed) == (1, 1)
    assert states(rows) == ["active", "applied"]


@pytest.mark.django_db
def test_where_places_run_out_the_first_in_the_queue_get_them(cast: Cast) -> None:
    cast.programme.places = 4  # two are taken
    cast.programme.save()
    rows = applicants(cast.programme, 3)
    done = answer(cast, "accept", list(reversed(rows)))
    assert (done.done, done.without_place) == (2, 1)
    assert states(rows) == ["accepted", "accepted", "applied"]
    with pytest.raises(Refusal):
        answer(cast, "accept", rows[2:])


@pytest.mark.django_db
def test_the_waiting_list_has_an_order_and_its_next_are_accepted_in_it(cast: Cast) -> None:
    rows = applicants(cast.programme, 4)
    answer(cast, "wait", rows)
    actions.move_on_waiting_list(actor=cast.coordinator, participation=rows[3], up=True)
    assert [row.pk for row in queries.waiting_list(cast.programme)] == [rows[n].pk for n in (0, 1, 3, 2)]
    done = actions.accept_next(actor=cast.coordinator, programme=cast.programme, role="mentee", number=3)
    assert done.done == 3
    assert states(rows) == ["accepted", "accepted", "waiting", "accepted"]
    actions.undo(actor=cast.coordinator, programme=cast.programme, answering_id=done.answering.pk)
    assert [row.pk for row in queries.waiting_list(cast.programme)] == [rows[n].pk for n in (0, 1, 3, 2)]


@pytest.mark.django_db
def test_only_the_coordination_answers_and_each_for_its_own_programme(cast: Cast) -> None:
    rows = applicants(cast.programme, 1)
    for person in (cast.outsider, cast.mentor):
        with pytest.raises(Denied):
            actions.answer_applications(
                actor=person, programme=cast.programme, applications=[rows[0].pk], verb="accept"
            )
    elsewhere = applicants(cast.elsewhere, 1, "mentor")
    with pytest.raises(Refusal):
        answer(cast, "accept", elsewhere)
    assert states([*rows, *elsewhere]) == ["applied", "applied"]


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once_when_two_coordinators_accept_at_the_same_moment() -> None:
    cast = make_cast()
    cast.programme.places = 3
    cast.programme.save()
    rows, start, refused = applicants(cast.programme, 2), Barrier(2), []

    def accept(row: Participation) -> None:
        start.wait()
        try:
            answer(cast, "accept", [row])
        except Refusal:
            refused.append(row)
        finally:
            connection.close()

    threads = [Thread(target=accept, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(states(rows)) == ["accepted", "applied"]
    assert len(refused) == 1


@pytest.mark.django_db
def test_the_page_answers_all_that_a_filter_shows_and_offers_to_take_it_back(
    cast: Cast, sign_in: SignIn
) -> None:
    cohort = actions.save_cohort(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), name="Printemps", starts_on=None
    )
    rows = applicants(cast.programme, 30)
    Participation.objects.filter(pk__in=[row.pk for row in rows[:28]]).update(cohort=cohort)
    client = sign_in(cast.coordinator)
    client.post(f"{QUEUE}?cohort={cohort.pk}", {"all": "1", "answer": "accept"})
    assert states(rows).count("accepted") == 28
    page = client.get(QUEUE)
    answering = page.context["undoable"][0][0]
    assert (
        sign_in(cast.outsider).post(f"{QUEUE}take-back/", {"answering": str(answering.pk)}).status_code == 404
    )
    client.post(f"{QUEUE}take-back/", {"answering": str(answering.pk)})
    assert states(rows) == ["applied"] * 30
    client.post(QUEUE, {"application": [str(rows[29].pk)], "answer": "cohort", "cohort": str(cohort.pk)})
    assert Participation.objects.filter(cohort=cohort).count() == 29
    client.post(f"/programmes/cap-ouest/cohorts/{cohort.pk}/remove/")
    assert not Cohort.objects.exists()
    assert Participation.objects.count() == 34


@pytest.mark.django_db
def test_filters_are_kept_for_one_person_and_forgotten_again(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    old = applicants(cast.programme, 2)
    Participation.objects.filter(pk=old[0].pk).update(charter_accepted_at=clock.now() - timedelta(days=20))
    client.post(f"{QUEUE}filters/", {"name": "Anciennes", "role": "mentee", "since": "14"})
    saved = client.get(QUEUE).context["saved"][0]
    assert [row.pk for row, _answers in client.get(f"{QUEUE}?{saved.query}").context["rows"]] == [old[0].pk]
    assert not sign_in(cast.administrator).get(QUEUE).context["saved"]
    client.post(f"{QUEUE}filters/", {"forget": str(saved.pk)})
    assert not client.get(QUEUE).context["saved"]


@pytest.mark.django_db
def test_nonsense_in_an_address_shows_the_plain_queue(cast: Cast, sign_in: SignIn) -> None:
    rows = applicants(cast.programme, 1)
    page = sign_in(cast.coordinator).get(f"{QUEUE}?role=x&since=-1&cohort={UUID(int=0)}&state=active&page=z")
    assert [row.pk for row, _answers in page.context["rows"]] == [rows[0].pk]
