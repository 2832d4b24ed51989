"""Two administrators write one draft at the same time: nobody's words are lost, and nothing is hit by mistake."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.competences import actions as frameworks
from ithaca.competences import queries as framework_queries
from ithaca.competences.models import FrameworkVersion
from ithaca.editions.seen import Seen, Stale, identity
from ithaca.kernel.ids import new_id
from ithaca.schemes import actions, queries
from ithaca.schemes.models import SchemeVersion
from tests.cast import Cast
from tests.schemes.networks import Schemers, dropped, reworded

SignIn = Callable[[Person], Client]


class Page:
    """A page that somebody has open: what it sends is what it was made from, whatever has happened since."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address
        context = client.get(address).context
        form = context.get("form")
        self.sent: dict[str, Any] = {"seen": context.get("made_from", getattr(form, "made_from", ""))}
        self.whole = getattr(form, "whole_made_from", "")
        values = {name: form[name].value() for name in form.fields} if form is not None else {}
        self.sent |= {key: value for key, value in values.items() if value not in (None, False, "")}

    def send(self, **changes: object) -> Any:
        return self.client.post(self.address, self.sent | changes)

    def drop(self) -> HttpResponse:
        answer = self.client.post(self.address, {"discard": "1", "seen": self.whole})
        assert isinstance(answer, HttpResponse)
        return answer


def text(row: SchemeVersion, slug: str) -> str:
    row.refresh_from_db()
    return queries.scheme(row).text("fr").standards[slug].label


@pytest.fixture
def row(world: Schemers) -> SchemeVersion:
    return world.adopted()


@pytest.fixture
def client(world: Schemers, sign_in: SignIn) -> Client:
    return sign_in(world.oriane)


def change(world: Schemers, row: SchemeVersion, *edits: Callable[[Any], Any]) -> None:
    for edit in edits:
        actions.change_scheme(actor=world.oriane, version=row, edit=edit)


def test_an_older_page_overwrites_nothing_and_shows_both(
    world: Schemers, row: SchemeVersion, client: Client
) -> None:
    page = Page(client, f"/seal-schemes/{row.pk}/edit/standards/aims_fit/")
    change(world, row, reworded("aims_fit", "La phrase de l’autre."))
    answer = page.send(text_fr="Ma phrase.", weight=7)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Ma phrase." in shown
    assert "La phrase de l’autre." in shown
    assert {each.text for each in answer.context["form"].entered} == {"Ma phrase.", "7"}
    assert text(row, "aims_fit") == "La phrase de l’autre."
    again = Page(client, page.address)
    assert again.send(text_fr="Notre phrase.").status_code == 302
    assert text(row, "aims_fit") == "Notre phrase."


def test_whoever_changes_something_else_is_in_nobodys_way(
    world: Schemers, row: SchemeVersion, client: Client
) -> None:
    page = Page(client, f"/seal-schemes/{row.pk}/edit/standards/aims_fit/")
    change(world, row, reworded("aims_written", "Ailleurs."), dropped("data_breach"))
    assert page.send(text_fr="Ici.").status_code == 302
    assert (text(row, "aims_fit"), text(row, "aims_written")) == ("Ici.", "Ailleurs.")


def test_a_line_never_becomes_another_one(row: SchemeVersion, client: Client) -> None:
    """The first page has four conditions; on the second the first of them was dropped."""
    address = f"/seal-schemes/{row.pk}/edit/conditions/"
    old, new = Page(client, address), Page(client, address)
    assert new.send(text_0_fr="", text_0_en="").status_code == 302
    row.refresh_from_db()
    before = row.content
    answer = old.send(text_2_fr="La troisième, autrement.")
    assert answer.status_code == 409
    assert "La troisième, autrement." in answer.content.decode()
    row.refresh_from_db()
    assert row.content == before


def test_two_who_add_at_once_and_one_who_clicks_twice(row: SchemeVersion, client: Client) -> None:
    address = f"/seal-schemes/{row.pk}/edit/requirements/aims/new/"
    one, other = Page(client, address), Page(client, address)
    words = {"text_fr": "Le premier.", "text_en": "The first."}
    assert one.send(**words).status_code == 302
    assert one.send(**words).status_code == 409, "a second click adds nothing"
    answer = other.send(text_fr="Le second.", text_en="The second.")
    assert answer.status_code == 409
    assert "Le second." in answer.content.decode()
    row.refresh_from_db()
    standards = queries.scheme(row).text("fr").standards.values()
    assert sum(each.label in ("Le premier.", "Le second.") for each in standards) == 1


def test_nothing_is_dropped_that_somebody_has_just_changed(
    world: Schemers, row: SchemeVersion, client: Client
) -> None:
    base = f"/seal-schemes/{row.pk}/edit/"
    standard, requirement = (
        Page(client, f"{base}standards/aims_fit/"),
        Page(client, f"{base}requirements/aims/"),
    )
    change(world, row, reworded("aims_fit", "Retravaillée."))
    for page in (standard, requirement):
        assert page.drop()["Location"] == page.address, "it is shown again first"
    assert text(row, "aims_fit") == "Retravaillée."
    Page(client, standard.address).drop()
    row.refresh_from_db()
    assert "aims_fit" not in queries.scheme(row).standards


def test_what_was_written_about_something_dropped_is_shown(
    world: Schemers, row: SchemeVersion, client: Client
) -> None:
    page = Page(client, f"/seal-schemes/{row.pk}/edit/standards/aims_fit/")
    change(world, row, dropped("aims_fit"))
    answer = page.send(text_fr="Une longue phrase que j’aimerais garder.")
    assert answer.status_code == 409
    assert "Une longue phrase que j’aimerais garder." in answer.content.decode()
    assert client.get(page.address).status_code == 404


def test_what_was_written_while_somebody_published_is_shown(
    world: Schemers, row: SchemeVersion, client: Client
) -> None:
    page = Page(client, f"/seal-schemes/{row.pk}/edit/standards/aims_fit/")
    actions.publish_scheme(actor=world.oriane, version=row)
    answer = page.send(text_fr="Trop tard, mais pas perdue.")
    assert answer.status_code == 409
    assert "Trop tard, mais pas perdue." in answer.content.decode()
    assert text(row, "aims_fit") != "Trop tard, mais pas perdue."


def test_reasons_of_two_people_stand_side_by_side(
    world: Schemers, row: SchemeVersion, client: Client
) -> None:
    change(world, row, reworded("aims_fit", "Autre."), reworded("aims_written", "Autrement."))
    address = f"/seal-schemes/{row.pk}/edit/reasons/"
    old = Page(client, address)
    assert Page(client, address).send(why_aims_fit="Nos membres le veulent.").status_code == 302
    answer = old.send(why_aims_written="La loi le veut.")
    assert answer.status_code == 409
    assert "La loi le veut." in answer.content.decode()
    row.refresh_from_db()
    assert row.reasons == {"aims_fit": "Nos membres le veulent."}
    assert Page(client, address).send(why_aims_written="La loi le veut.").status_code == 302
    row.refresh_from_db()
    assert row.reasons == {"aims_fit": "Nos membres le veulent.", "aims_written": "La loi le veut."}


def test_nobody_publishes_or_discards_what_they_have_not_seen(
    world: Schemers, row: SchemeVersion, client: Client
) -> None:
    base = f"/seal-schemes/{row.pk}/"
    read, discard = Page(client, base), Page(client, f"{base}edit/discard/")
    change(world, row, reworded("aims_fit", "Une autre."))
    world.explain(world.oriane, row)
    client.post(f"{base}move/", {"verb": "publish", **read.sent})
    assert discard.send()["Location"] == discard.address, "it asks once more"
    row.refresh_from_db()
    assert row.state == "draft"
    client.post(f"{base}move/", {"verb": "discard", **Page(client, base).sent})
    assert SchemeVersion.objects.filter(pk=row.pk).exists(), "no button of the page does it at once"
    assert Page(client, discard.address).send().status_code == 302
    assert not SchemeVersion.objects.filter(pk=row.pk).exists()


def test_the_last_word_is_the_actions(world: Schemers, row: SchemeVersion) -> None:
    """Between the page's own look and the lock somebody else may still be faster."""
    edit = reworded("aims_fit", "Mienne.")
    with pytest.raises(Stale):
        actions.change_scheme(actor=world.oriane, version=row, edit=edit, seen=Seen("0", identity))
    assert text(row, "aims_fit") != "Mienne."


@pytest.fixture
def frame(cast: Cast) -> FrameworkVersion:
    return frameworks.adopt_framework(
        actor=cast.administrator, organisation=cast.organisation, id=new_id(), slug="business-mentor"
    )


def test_the_same_holds_for_frameworks(cast: Cast, frame: FrameworkVersion, sign_in: SignIn) -> None:
    client, base = sign_in(cast.administrator), f"/frameworks/{frame.pk}/edit/"
    old, beside = Page(client, f"{base}competences/c6/"), Page(client, f"{base}scale/")
    gone = Page(client, f"{base}competences/c7/")
    assert Page(client, old.address).send(remove_0="on").status_code == 302
    assert Page(client, gone.address).drop().status_code == 302
    answer = old.send(text_1_fr="Deuxième, autrement.")
    assert answer.status_code == 409
    assert "Deuxième, autrement." in answer.content.decode()
    assert old.drop()["Location"] == old.address
    late = gone.send(text_0_fr="Pour un autre jour.")
    assert late.status_code == 409
    assert "Pour un autre jour." in late.content.decode()
    assert beside.send(label_0_fr="Pas du tout").status_code == 302, "nobody has touched the scale"
    frame.refresh_from_db()
    found = framework_queries.framework(frame)
    assert "c6b" in found.abilities
    assert "c6a" not in found.abilities
    frameworks.publish_framework(actor=cast.administrator, version=frame)
    assert Page(client, f"/frameworks/{frame.pk}/").sent["seen"]
    assert beside.send(label_0_fr="Trop tard").status_code == 409
