"""A server that lies, or somebody who got hold of it: the page stops, and says so that a person understands."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from ithaca.directory import actions as directory
from ithaca.directory.actions.profiles import ProfileContent, save_profile
from ithaca.kernel import ids
from ithaca.mentorships import actions as mentorships
from ithaca.vault import actions as vault
from ithaca.vault.client import Keyring, OpenRoom, make_room, next_epoch
from ithaca.vault.client.format import sha256
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible, open_vault, write_note
from tests.cast import Cast
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db(transaction=True)

Json = dict[str, Any]
KEY = "La clé de votre correspondant·e n’est plus celle que vous connaissiez."
OLDER = "Le serveur montre un état plus ancien que celui que vous aviez déjà vu"
CHANGED = "Ce que le serveur a envoyé n’est pas ce que son auteur a écrit, ou n’est pas à sa place."


@dataclass
class Stage:
    """The mentee in her room; the test holds all keys, and what the server says of the room."""

    page: Page
    address: str
    hers: Keyring
    his: Keyring
    key: OpenRoom

    @property
    def room(self) -> str:
        return f"**/api/vault/rooms/{self.key.id}"


@pytest.fixture
def stage(open_window: OpenWindow, cast: Cast) -> Stage:
    row = mentorships.begin(
        actor=cast.mentee, id=ids.new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    hers, his = give_keyring(cast.mentee), give_keyring(cast.mentor)
    sealed, key = make_room(his, [his.card, hers.card])
    mentorships.attach_room(actor=cast.mentor, mentorship=row, sealed=sealed)
    page = open_window(cast.mentee)
    open_vault(page, hers)
    page.goto(f"/mentorships/{row.pk}/room/")
    write_note(page, "Plan", "Première idée.")
    return Stage(page, f"/mentorships/{row.pk}/room/", hers, his, key)


def bend(page: Page, address: str, change: Callable[[Json], None]) -> None:
    """From now on the server's answer is changed on its way."""

    def handle(route: Route) -> None:
        if route.request.method != "GET":
            route.continue_()
            return
        answer = route.fetch()
        body = answer.json()
        change(body)
        route.fulfill(response=answer, body=json.dumps(body))

    page.route(address, handle)


def blocked(page: Page, meaning: str, code: str) -> Locator:
    expect(page.get_by_role("heading", name="Nous avons bloqué l’ouverture")).to_be_visible()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(meaning)
    expect(alert).to_contain_text(code)
    expect(page.get_by_text("Première idée.")).to_have_count(0)
    return alert


def card_of(keyring: Keyring) -> list[Json]:
    return [{"number": 1, "jws": keyring.card.jws, "sha256": sha256(keyring.card.jws)}]


def test_another_key_in_the_mentors_name(stage: Stage, cast: Cast, accessible: Accessible) -> None:
    forged = card_of(Keyring.create(cast.mentor.id))
    bend(stage.page, stage.room, lambda room: room["cards"].update({str(cast.mentor.id): forged}))
    stage.page.reload()
    alert = blocked(stage.page, KEY, "pin")
    expect(alert).to_contain_text("comparez le numéro ci-dessous")
    expect(stage.page.locator(".digits li")).to_have_count(12)
    accessible(stage.page)


def test_another_name_for_whom_one_has_compared_with(stage: Stage, accessible: Accessible) -> None:
    """The server shows the room of one person under the name of another: keys and room hold together, the name does not."""
    stage.page.goto(f"{stage.address}#safety")
    stage.page.get_by_role("button", name="Nous avons comparé").click()
    expect(stage.page.get_by_text("C’est noté.").first).to_be_visible()

    def rename(body: Json) -> None:
        body["counterpart"]["name"] = "Paul Tremblay"

    def rename_member(room: Json) -> None:
        for member in room["members"]:
            if member["name"] == "Marc Delorme":
                member["name"] = "Paul Tremblay"

    bend(stage.page, f"**/api{stage.address.removesuffix('room/').removesuffix('/')}", rename)
    stage.page.reload()
    expect(stage.page.get_by_text("cette personne s’appelait Marc Delorme")).to_be_visible()
    expect(stage.page.get_by_text("Première idée.")).to_have_count(0)
    accessible(stage.page)
    stage.page.get_by_role("button", name="Accepter le nom Paul Tremblay").click()
    # The room itself still says Marc: a lie told in one place alone stays blocked.
    expect(stage.page.get_by_text("cette personne s’appelait Paul Tremblay")).to_be_visible()
    bend(stage.page, stage.room, rename_member)
    stage.page.reload()
    expect(stage.page.get_by_role("heading", name="Votre espace avec Paul Tremblay")).to_be_visible()


def test_an_older_state_of_a_text(stage: Stage, accessible: Accessible) -> None:
    page = stage.page
    before: Json = page.request.get(f"/api/vault/rooms/{stage.key.id}").json()
    page.get_by_role("link", name="Modifier").click()
    page.get_by_label("Texte", exact=True).fill("Une idée meilleure.")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("version 2")).to_be_visible()
    bend(page, stage.room, lambda room: room.update(before))
    page.goto(f"{stage.address}#notes")
    page.reload()
    expect(page.get_by_text("Cet élément est bloqué")).to_be_visible()
    expect(page.get_by_text(OLDER)).to_be_visible()
    expect(page.get_by_text("Demandez à son auteur de vive voix")).to_be_visible()
    expect(page.get_by_text("Première idée.")).to_have_count(0)
    accessible(page)


@pytest.mark.parametrize("whose", ["a forged one", "another person's"])
def test_another_keyring_as_ones_own(stage: Stage, cast: Cast, accessible: Accessible, whose: str) -> None:
    other = Keyring.create(cast.mentee.id) if whose == "a forged one" else stage.his
    bend(stage.page, "**/api/vault/keyring", lambda shown: shown.update(cards=card_of(other)))
    stage.page.reload()
    # New keys may have been made elsewhere: it asks for the secret, and opens nothing before (attacks.test.ts).
    expect(stage.page.get_by_label("Votre phrase secrète", exact=True)).to_be_visible()
    expect(stage.page.get_by_text("Première idée.")).to_have_count(0)
    accessible(stage.page)


def test_a_room_key_that_was_given_up(stage: Stage, cast: Cast) -> None:
    page = stage.page
    before: Json = page.request.get(f"/api/vault/rooms/{stage.key.id}").json()
    sealed, _key = next_epoch(stage.his, stage.key, [stage.his.card, stage.hers.card])
    vault.begin_epoch(actor=cast.mentor, room_id=stage.key.id, sealed=sealed)
    page.reload()
    expect(page.get_by_text("Première idée.")).to_be_visible()
    bend(page, stage.room, lambda room: room.update(before))
    page.reload()
    blocked(page, OLDER, "rollback")


def test_another_room_shown_as_the_request_of_the_mentor(
    stage: Stage, cast: Cast, accessible: Accessible
) -> None:
    page = stage.page
    hers = give_keyring(cast.second_mentor)
    save_profile(
        person=cast.second_mentor,
        participation=cast.second_mentoring,
        content=ProfileContent("Directrice", "Je connais ce passage.", [], [], ["fr"], [], "Nantes"),
    )
    sealed, _key = make_room(
        stage.hers, [stage.hers.card, hers.card], objects=[("request", {"problem": "À Nadia."})]
    )
    asked = directory.send_request(
        actor=cast.mentee, id=ids.new_id(), mentor=cast.second_mentoring, sealed=sealed
    )
    page.goto(f"/requests/{asked.pk}/")
    expect(page.get_by_text("À Nadia.")).to_be_visible()
    bend(page, f"**/api/requests/{asked.pk}", lambda shown: shown.update(room=stage.key.id))
    page.reload()
    blocked(page, CHANGED, "room")
    expect(page.get_by_text("À Nadia.")).to_have_count(0)
    accessible(page)
