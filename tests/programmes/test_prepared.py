"""Invitations that are prepared first: sent later, lapsing, a draft of the profile for whoever joins."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.notifications.models import Message
from ithaca.programmes import actions, queries
from ithaca.programmes.models import Invitation, Participation
from ithaca.programmes.prepared import Guest
from tests import factories
from tests.cast import Cast
from tests.inviting import prepare
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
PAGE = "/programmes/cap-ouest/invitations/"


def join(person: Person, letter: Invitation) -> Participation:
    return actions.accept_invitation(
        person=person,
        invitation=letter,
        answers={},
        charter=queries.charter_in_force(letter.programme),
        id=new_id(),
    )


def test_a_prepared_invitation_opens_nothing_until_it_is_sent(cast: Cast, sign_in: SignIn) -> None:
    letter = prepare(cast)
    link = reverse("programmes:invitation", args=[letter.token])
    assert Client().get(link).status_code == 404
    with pytest.raises(ForbiddenTransition):
        join(factories.make_person("Zoé Martin", email="zoe@example.org"), letter)
    client = sign_in(cast.coordinator)
    client.post(f"{PAGE}several/", {"verb": "send all"})
    dispatch_waiting()
    assert Message.objects.filter(to="zoe@example.org").count() == 1
    assert Client().get(link).status_code == 200


def test_chosen_ones_are_sent_or_cancelled_and_what_was_prepared_goes(cast: Cast, sign_in: SignIn) -> None:
    letters = [prepare(cast, f"p{n}@example.org") for n in range(3)]
    client = sign_in(cast.coordinator)
    client.post(f"{PAGE}several/", {"verb": "send", "invitation": [str(letters[0].pk)]})
    client.post(f"{PAGE}several/", {"verb": "cancel", "invitation": [str(letters[1].pk)]})
    assert list(Invitation.objects.order_by("email").values_list("state", flat=True)) == [
        "sent",
        "cancelled",
        "prepared",
    ]
    letters[1].refresh_from_db()
    assert (letters[1].prepared, letters[1].name) == ({}, "")
    assert sign_in(cast.outsider).post(f"{PAGE}several/", {"verb": "send all"}).status_code == 404


def test_who_joins_finds_a_draft_of_their_profile_and_changes_what_they_like(
    cast: Cast, sign_in: SignIn
) -> None:
    letter = prepare(cast, send=True)
    zoe = factories.make_person("Zoé Martin", email="zoe@example.org")
    give_keyring(zoe)
    page = sign_in(zoe).get(reverse("programmes:invitation", args=[letter.token])).content.decode()
    assert "Clémence Roy" in page
    row = join(zoe, letter)
    assert (row.level, row.wishes) == ("A", ["marc@example.org"])
    form = sign_in(zoe).get("/programmes/cap-ouest/profile/mentee/")
    assert form.context["form"]["headline"].value() == "Acheteuse"
    assert form.context["form"]["slots"].value() == ["monday_morning"]
    assert "Clémence Roy" in form.content.decode()
    sign_in(zoe).post(
        "/programmes/cap-ouest/profile/mentee/",
        {"headline": "Autre chose", "expertise": ["law"], "languages": ["fr"], "slots": ["friday_evening"]},
    )
    row.refresh_from_db()
    assert (row.state, row.profile.headline, row.profile.slots) == (
        "active",
        "Autre chose",
        ["friday_evening"],
    )
    letter.refresh_from_db()
    assert letter.prepared == {}  # the draft has done its work


def test_the_form_of_sign_up_knows_the_name(cast: Cast) -> None:
    letter = prepare(cast, send=True)
    client, link = Client(), reverse("programmes:invitation", args=[letter.token])
    client.get(link)
    assert "Zoé Martin" in client.get(f"/account/sign-up/?next={link}").content.decode()
    assert "Zoé Martin" not in client.get("/account/sign-up/").content.decode()


def test_invitations_lapse_and_are_forgotten(cast: Cast) -> None:
    letter = prepare(cast, send=True)
    assert actions.lapse_invitations() == 0
    with time_machine.travel(clock.now() + timedelta(days=91)):
        assert actions.lapse_invitations() == 1
        assert actions.lapse_invitations() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.name, letter.prepared) == ("lapsed", "", {})
    assert "lapsed" in letter.state
    again = prepare(cast, "autre@example.org")
    actions.end_programme(actor=cast.coordinator, programme=cast.programme)
    assert actions.lapse_invitations() == 1
    again.refresh_from_db()
    assert again.state == "lapsed"


def test_nobody_else_prepares_and_a_draft_programme_sends_nothing(cast: Cast) -> None:
    guest = Guest(email="a@example.org", role="mentor", language="fr")
    for person in (cast.outsider, cast.mentor):
        with pytest.raises(Denied):
            actions.prepare_invitations(actor=person, programme=cast.programme, guests=[guest], send=False)
    cast.programme.state = "draft"
    cast.programme.save()
    with pytest.raises(Refusal):
        actions.prepare_invitations(
            actor=cast.coordinator, programme=cast.programme, guests=[guest], send=True
        )
    prepare(cast)
    assert Invitation.objects.get().state == "prepared"


def test_the_excluded_are_left_alone(cast: Cast) -> None:
    Participation.objects.filter(pk=cast.being_mentored.pk).update(state="excluded")
    guest = Guest(email=cast.mentee.email, role="mentee", language="fr", prepared={"level": "A"})
    (outcome,) = actions.prepare_invitations(
        actor=cast.coordinator, programme=cast.programme, guests=[guest], send=True
    )
    assert outcome.what == "excluded"
    assert not Invitation.objects.exists()


def test_levels_and_topics_of_ones_own(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    start = "/programmes/cap-ouest/set-up/vocabulary/"
    client.post(f"{start}levels/", {"levels": "C\nB\n\nA\nB"})
    client.post(f"{start}topics/", {"facet": "expertise", "names": "Voile\nAstronomie"})
    cast.programme.refresh_from_db()
    assert cast.programme.levels == ["C", "B", "A"]
    slugs = [topic["slug"] for topic in cast.programme.own_topics["expertise"]]
    client.post(f"{start}topics/", {"rename": "1", f"{slugs[0]}:en": "Sailing", "remove": slugs[1]})
    cast.programme.refresh_from_db()
    assert cast.programme.own_topics["expertise"] == [
        {"slug": slugs[0], "name": {"fr": "Voile", "en": "Sailing"}}
    ]
    Participation.objects.filter(pk=cast.mentoring.pk).update(level="B")
    assert "B" in client.post(f"{start}levels/", {"levels": "C\nA"}).content.decode()
    cast.programme.refresh_from_db()
    assert cast.programme.levels == ["C", "B", "A"]
    give_keyring(cast.mentor)
    assert "Voile" in sign_in(cast.mentor).get("/programmes/cap-ouest/profile/mentor/").content.decode()
    assert sign_in(cast.mentor).get(start).status_code == 404
