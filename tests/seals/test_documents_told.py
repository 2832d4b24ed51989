"""Who learns of the documents of a seal file: on the pages, on the home page and by mail."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.cli.worker import Worker
from ithaca.notifications.models import Message
from tests.seals.sealers import Sealers
from tests.seals.shelves import Shelf

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def test_the_page_of_the_file_says_who_can_open_and_who_waits(
    shelf: Shelf, world: Sealers, sign_in: SignIn
) -> None:
    address = reverse("seals:file", args=[shelf.row.pk])
    shelf.add(world.clemence)
    shelf.has_keys(world.cast.administrator)
    page = sign_in(world.claude).get(address).content.decode()
    assert "1 document, chiffré" in page
    assert "Attend un accès" in page
    assert world.cast.administrator.name in page
    shelf.audited()
    aude = world.auditors[0]
    page = sign_in(world.claude).get(address).content.decode()
    assert "en attente" in page
    assert reverse("seals:documents", args=[shelf.row.pk]) in page
    assert "0 sur 1." in sign_in(aude).get(address).content.decode()
    shelf.show(world.clemence, aude)
    assert "1 sur 1." in sign_in(aude).get(address).content.decode()
    assert "Documents que vous pouvez ouvrir" not in sign_in(world.oriane).get(address).content.decode()


def test_auditors_who_wait_are_a_step_for_everybody_who_can_hand_over(
    shelf: Shelf, world: Sealers, sign_in: SignIn
) -> None:
    shelf.add(world.clemence)
    shelf.audited()
    link = reverse("seals:documents", args=[shelf.row.pk])
    for person in (world.clemence, world.claude, world.cast.administrator):
        page = sign_in(person).get("/").content.decode()
        assert link in page
        assert "Aude Audit, Aziz Audit" in page
    assert link not in sign_in(world.auditors[0]).get("/").content.decode()
    shelf.show(world.claude, world.auditors[0])
    shelf.show(world.claude, world.auditors[1])
    assert link not in sign_in(world.clemence).get("/").content.decode()


def test_mail_asks_for_copies_and_tells_when_all_are_there(shelf: Shelf, world: Sealers) -> None:
    shelf.add(world.clemence)
    shelf.audited()
    Worker().work_once()
    asked = Message.objects.filter(path=reverse("seals:documents", args=[shelf.row.pk]))
    assert {message.person_id for message in asked} >= {world.clemence.pk, world.claude.pk}
    shelf.show(world.claude, world.auditors[0])
    Worker().work_once()
    told = Message.objects.filter(path=reverse("seals:reading", args=[shelf.row.pk]))
    assert [message.person_id for message in told] == [world.auditors[0].pk]


def test_an_auditor_is_told_what_was_shown_and_what_came_later(
    shelf: Shelf, world: Sealers, sign_in: SignIn
) -> None:
    aude = world.auditors[0]
    shelf.add(world.clemence)
    shelf.audited()
    shelf.add(world.claude)
    shelf.show(world.clemence, aude)
    facts = sign_in(aude).get(f"/api/seal-files/{shelf.row.pk}/reading").json()
    assert [one["since"] for one in facts["documents"]] == [False, True]
    assert [one["standing"] for one in facts["pieces"]] == ["shown", "waiting"]
    assert sign_in(aude).get(reverse("seals:reading", args=[shelf.row.pk])).status_code == 200
    assert sign_in(world.auditors[2]).get(reverse("seals:reading", args=[shelf.row.pk])).status_code == 404
