"""People read how matching works here, and object; a person answers. Safeguarding checks are noted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.matching.actions import note_check, save_policy
from ithaca.matching.models import Objection, SafeguardingCheck
from ithaca.matching.policy import Policy, Rules, Weights
from ithaca.matching.pool import Scope, gather
from ithaca.notifications.models import Message
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
HOW = "/programmes/cap-ouest/matching/how/"


def test_criteria_and_rules_in_force_are_read_in_plain_words(cast: Cast, sign_in: SignIn) -> None:
    cast.mentee.language = "en"
    cast.mentee.save()
    mentee = sign_in(cast.mentee)
    assert "has not decided yet what counts" in mentee.get(HOW).content.decode()
    policy = Policy(weights=Weights(topics=10, place=2), rules=Rules(checked_mentors=True))
    save_policy(actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=policy, after=0)
    text = mentee.get(HOW).content.decode()
    assert "Topics sought and offered</strong> · counts most" in text
    assert "Same place</strong> · counts a little" in text
    assert "safeguarding check is valid" in text
    assert "at any depth" in text


def test_before_joining_it_is_read_from_the_public_page(cast: Cast) -> None:
    cast.programme.pairing = "both"
    cast.programme.save()
    code = cast.programme.join_code
    assert f"/join/{code}/matching/" in Client().get(f"/join/{code}/").content.decode()
    text = Client().get(f"/join/{code}/matching/", headers={"accept-language": "en"}).content.decode()
    assert "A computer proposes, people decide." in text
    assert "<form" not in text.split("<main")[1]
    cast.programme.state = "draft"
    cast.programme.save()
    assert Client().get(f"/join/{code}/matching/").status_code == 404


def test_somebody_objects_and_the_coordination_answers(cast: Cast, sign_in: SignIn) -> None:
    mentee, coordinator = sign_in(cast.mentee), sign_in(cast.coordinator)
    number = new_id()
    for _click in range(2):
        mentee.post(HOW, {"id": number, "words": "Pourquoi pas Nadia ?"})
    row = Objection.objects.get()
    assert Event.objects.filter(verb="objection.raised", subject_id=row.pk).count() == 1
    assert "Pourquoi" not in str(Event.objects.get(verb="objection.raised").facts)
    dispatch_waiting()
    assert Message.objects.filter(to=cast.coordinator.email).count() == 1
    listed = coordinator.get("/programmes/cap-ouest/matching/objections/").content.decode()
    assert "Pourquoi pas Nadia ?" in listed
    answer = f"/programmes/cap-ouest/matching/objections/{row.pk}/"
    for person in (cast.mentee, cast.mentor, cast.outsider):
        assert sign_in(person).get(answer).status_code == 404
    coordinator.post(answer, {"answer": "Elle n’a plus de place."})
    assert "Elle n’a plus de place." in mentee.get(HOW).content.decode()
    assert "Elle n’a plus de place." not in sign_in(cast.mentor).get(HOW).content.decode()
    dispatch_waiting()
    assert Message.objects.filter(to=cast.mentee.email).count() == 1
    again = coordinator.post(answer, {"answer": "Autre chose"})
    assert again.status_code == 200
    row.refresh_from_db()
    assert row.answer == "Elle n’a plus de place."


def test_the_outsider_reads_nothing_of_it(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.outsider).get(HOW).status_code == 404
    assert Client().get(HOW).status_code == 302


def test_where_minors_take_part_only_checked_mentors_are_matched(cast: Cast, sign_in: SignIn) -> None:
    policy = Policy(rules=Rules(checked_mentors=True))

    def barred() -> dict[str, bool]:
        found = gather(cast.programme, policy, Scope())
        return {each.name: "checked_mentors" in each.barred for each in found.mentors}

    assert barred() == {"Marc Delorme": True, "Nadia Keller": True}
    today = clock.today()
    desk = sign_in(cast.coordinator)
    address = f"/programmes/cap-ouest/matching/checks/{cast.mentoring.pk}/"
    desk.post(address, {"seen_on": today.isoformat(), "valid_until": ""})
    assert barred() == {"Marc Delorme": False, "Nadia Keller": True}
    assert "Marc Delorme" in desk.get("/programmes/cap-ouest/matching/checks/").content.decode()
    note_check(
        actor=cast.coordinator,
        participation=cast.mentoring,
        seen_on=today - timedelta(days=400),
        valid_until=today - timedelta(days=1),
    )
    assert barred()["Marc Delorme"] is True
    desk.post(address, {"seen_on": "", "valid_until": ""})
    assert not SafeguardingCheck.objects.exists()
    assert Event.objects.filter(verb="safeguarding.noted").count() == 3
    assert sign_in(cast.mentor).post(address, {"seen_on": today.isoformat()}).status_code == 404
