"""What everybody finds of seals: the registry, one seal's page, the feeds, the badge."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Programme
from ithaca.seals import actions
from ithaca.seals.models import SealFile
from tests import factories
from tests.seals.sealed import Held, decided

ATOM = "{http://www.w3.org/2005/Atom}"


def page(path: str, **headers: str) -> str:
    response = Client().get(path, headers=headers)
    assert response.status_code == 200, path
    return response.content.decode()


def another(held: Held, name: str, **organisation: Any) -> SealFile:
    """A seal of the same network for another organisation's programme, like the first."""
    row = held.now
    home = Organisation.objects.create(name=f"Maison {name}", slug=f"maison-{name.lower()}", **organisation)
    factories.make_membership(row.network, home)
    programme = Programme.objects.get(pk=row.programme_id)
    programme.pk, programme.slug, programme.join_code = new_id(), name.lower(), name
    programme.organisation, programme.name = home, {"fr": name}
    programme.save(force_insert=True)
    row.pk, row.credential, row.programme = new_id(), None, programme
    row.state = "handed in"
    row.save(force_insert=True)
    return decided(held.world, row)


def change(held: Held, step: str) -> None:
    actions.change_standing(actor=held.world.oriane, file=held.row, step=step, reasons="-")


# --- The registry ---


def test_it_lists_what_is_in_force_with_level_network_and_end(held: Held) -> None:
    found = page("/seals/")
    assert held.seal.valid_until is not None
    for words in (
        "Cap Ouest",
        "Les Voiles",
        "first fr",
        held.world.network.name,
        str(held.seal.valid_until.year),
    ):
        assert words in found, words
    assert f'href="/seals/{held.row.pk}/"' in found
    assert f'href="/seals/{held.row.pk}/"' in page(f"/networks/{held.world.network.slug}/seals/")


@pytest.mark.parametrize("hidden", ["programme", "network"])
def test_a_programme_that_is_not_listed_is_not_found_but_stays_verifiable_by_its_link(
    held: Held, hidden: str
) -> None:
    if hidden == "programme":
        Programme.objects.update(listed=False)
    else:
        Network.objects.update(public=False)
    for path in ("/seals/", "/seals/?ended=on", "/seals/feed.json", "/seals/feed.atom"):
        assert "Cap Ouest" not in page(path), path
    by_link = Client().get(f"/seals/{held.row.pk}/")
    assert "Cap Ouest" in by_link.content.decode()
    assert by_link.headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" in Client().get(f"/seals/{held.row.pk}/").headers
    assert "Cap Ouest" in page(f"/seals/{held.row.pk}/badge-fr.svg")


def test_the_pages_of_a_network_that_is_not_public_are_not_there(held: Held) -> None:
    Network.objects.update(public=False)
    slug = held.world.network.slug
    for path in ("seals/", "seals/feed.json", "seals/feed.atom"):
        assert Client().get(f"/networks/{slug}/{path}").status_code == 404


@pytest.mark.parametrize(("step", "said"), [("suspend", "Suspendu"), ("withdraw", "Révoqué")])
def test_what_no_longer_counts_stands_there_only_for_who_asks_for_it(
    held: Held, step: str, said: str
) -> None:
    change(held, step)
    assert "Cap Ouest" not in page("/seals/")
    found = page("/seals/?ended=on")
    assert "Cap Ouest" in found
    assert said in found
    assert said in page(f"/seals/{held.row.pk}/badge-fr.svg")


def test_it_is_searched_by_name_country_level_and_network(held: Held) -> None:
    another(held, "Éclaireurs", country="BE")
    slug = held.world.network.slug
    for query, wanted in {
        "words=eclair": {"Éclaireurs"},
        "words=maison+ECLAIREURS": {"Éclaireurs"},
        "words=voiles": {"Cap Ouest"},
        "words=nobody": set(),
        "country=BE": {"Éclaireurs"},
        "country=FR": {"Cap Ouest"},
        "level=first": {"Cap Ouest", "Éclaireurs"},
        f"network={slug}": {"Cap Ouest", "Éclaireurs"},
        "country=XX": {"Cap Ouest", "Éclaireurs"},  # no choice any more: passed over
    }.items():
        found = page(f"/seals/?{query}")
        assert {name for name in ("Cap Ouest", "Éclaireurs") if f">{name}</a>" in found} == wanted, query


def test_a_renewed_seal_gives_way_to_the_one_that_follows_it(held: Held) -> None:
    later = held.world.begun(renews=held.row)
    held.world.says(later, a1="done", a2="done", b1="done")
    decided(held.world, later)
    found = page("/seals/")
    assert f"/seals/{later.pk}/" in found
    assert f"/seals/{held.row.pk}/" not in found
    assert f"/seals/{later.pk}/" in page(f"/seals/{held.row.pk}/")


def test_more_seals_take_no_more_queries(held: Held, django_assert_num_queries: Any) -> None:
    paths = ("/seals/", "/seals/?words=a", "/seals/feed.json", "/seals/feed.atom")
    asked = {}
    for path in paths:
        page(path)
        with django_assert_num_queries(20, exact=False) as counted:
            page(path)
        asked[path] = len(counted)
    for name in ("Alpha", "Alizé"):
        another(held, name)
    for path in paths:
        with django_assert_num_queries(asked[path]):
            page(path)


# --- One seal ---


def test_its_page_says_who_which_since_until_by_what_and_what_it_means(held: Held) -> None:
    found = page(f"/seals/{held.row.pk}/")
    for words in ("Cap Ouest", "Les Voiles", "first fr", "Scheme fr", "version 1", "France"):
        assert words in found, words
    assert f"/credentials/{held.row.credential_id}/" in found
    assert f"/seals/schemes/{held.row.version_id}/" in found


def test_a_file_without_a_seal_has_no_page(held: Held) -> None:
    row = held.world.begun()
    for path in ("", "badge-fr.svg"):
        assert Client().get(f"/seals/{row.pk}/{path}").status_code == 404
    assert Client().get(f"/seals/{held.row.pk}/badge-de.svg").status_code == 404


# --- Feeds ---


def test_the_feed_says_all_that_a_machine_asks_and_tells_of_what_was_withdrawn(held: Held) -> None:
    (told,) = Client().get("/seals/feed.json").json()["seals"]
    base = "http://127.0.0.1:8000"
    assert told["id"] == f"{base}/seals/{held.row.pk}/"
    assert told["credential"] == f"{base}/credentials/{held.row.credential_id}/"
    assert told["standing"] == "issued"
    assert told["programme"] == {"fr": "Cap Ouest", "en": "Cap West"}
    assert told["organisation"] == {"name": "Les Voiles", "country": "FR", "region": None}
    assert told["level"] == {"slug": "first", "label": {"fr": "first fr", "en": "first en"}}
    scheme = held.row.version
    assert (told["scheme"]["id"], told["scheme"]["version"]) == (str(scheme.pk), 1)
    assert told["scheme"]["series"] == str(scheme.series)
    before = told["changed_at"]
    change(held, "withdraw")
    (told,) = Client().get(f"/networks/{held.world.network.slug}/seals/feed.json").json()["seals"]
    assert told["standing"] == "revoked"
    assert told["changed_at"] > before


def test_a_seal_whose_time_is_over_is_told_as_expired(held: Held) -> None:
    end = held.seal.valid_until
    assert end is not None
    with time_machine.travel(end.replace(year=end.year + 1), tick=False):
        (told,) = Client().get("/seals/feed.json").json()["seals"]
        assert told["standing"] == "expired"
        assert told["changed_at"] == end.isoformat()
        assert "Cap Ouest" not in page("/seals/")
        assert "Expiré" in page(f"/seals/{held.row.pk}/badge-fr.svg")


def test_a_long_feed_goes_on_at_its_next_address(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ithaca.seals.views.registry.PER_FEED", 1)
    another(held, "Alpha")
    first = Client().get("/seals/feed.json").json()
    second = Client().get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert second["next"] is None
    ids = {each["id"] for each in (*first["seals"], *second["seals"])}
    assert len(ids) == 2


def test_the_atom_feed_keeps_an_entrys_id_and_moves_its_date(held: Held) -> None:
    def entry() -> tuple[str, str, str]:
        (found,) = ElementTree.fromstring(page("/seals/feed.atom")).findall(f"{ATOM}entry")
        return tuple(found.findtext(f"{ATOM}{name}", "") for name in ("id", "title", "updated"))  # type: ignore[return-value]

    before = entry()
    assert "En vigueur" in before[1]
    with time_machine.travel(clock.now().replace(year=clock.now().year + 1), tick=False):
        change(held, "suspend")
        after = entry()
    assert after[0] == before[0]
    assert "Suspendu" in after[1]
    assert after[2] > before[2]
    assert "Suspended" in page("/seals/feed.atom?lang=en")


# --- For other sites ---


def get(path: str, **headers: str) -> HttpResponse:
    return Client().get(path, headers=headers)


def test_badges_and_feeds_may_be_shown_anywhere_are_kept_and_follow_nobody(held: Held) -> None:
    paths = ("/seals/feed.json", "/seals/feed.atom", f"/seals/{held.row.pk}/badge-en.svg")
    for path in paths:
        response = get(path)
        assert response.headers["Access-Control-Allow-Origin"] == "*", path
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin", path
        assert response.headers["Cache-Control"].startswith("public, max-age="), path
        assert "Set-Cookie" not in response.headers, path
        again = get(path, **{"If-None-Match": response.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path


def test_the_badge_fetches_nothing_runs_nothing_and_knows_light_and_dark(held: Held) -> None:
    text = page(f"/seals/{held.row.pk}/badge-en.svg")
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "prefers-color-scheme:dark" in text
    forbidden = ("<script", "href", "url(", "@import", "<image", "<foreignObject", "onload")
    assert [each for each in forbidden if each in text] == []
    assert "In force until" in text


def test_the_badge_in_each_language_says_the_same_to_whoever_does_not_see_it(held: Held) -> None:
    for code, words in {"fr": "Label qualité « first fr »", "en": "Quality seal “first en”"}.items():
        with translation.override("de"):
            root = ElementTree.fromstring(page(f"/seals/{held.row.pk}/badge-{code}.svg"))
        title = root.findtext("{http://www.w3.org/2000/svg}title", "").replace("\u00a0", " ")
        assert words in title


def test_the_lines_to_copy_show_the_badge_with_words_and_lead_to_its_page(
    held: Held, sign_in: Callable[[Person], Client]
) -> None:
    path = f"/seal-files/{held.row.pk}/badge/"
    assert sign_in(held.world.oriane).get(path).status_code == 404
    found = sign_in(held.world.clemence).get(path).content.decode()
    lines = f"http://127.0.0.1:8000/seals/{held.row.pk}/"
    assert f"&lt;a href=&quot;{lines}&quot;&gt;&lt;img src=&quot;{lines}badge-fr.svg&quot;" in found
    assert "referrerpolicy=&quot;no-referrer&quot;" in found


def test_coordinators_take_the_seal_as_files_and_nobody_else_does(
    held: Held, sign_in: Callable[[Person], Client]
) -> None:
    client = sign_in(held.world.clemence)
    kinds = {"pdf": b"%PDF", "png": b"\x89PNG", "svg": b"<?xml", "json": b"{", "jwt": b"ey"}
    for form, start in kinds.items():
        response = client.get(f"/seal-files/{held.row.pk}/seal.{form}")
        assert response.content.startswith(start), form
        assert response.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"/seal-files/{held.row.pk}/seal.exe").status_code == 404
    for person in (held.world.oriane, held.world.cast.mentor, held.world.cast.outsider):
        assert sign_in(person).get(f"/seal-files/{held.row.pk}/seal.pdf").status_code == 404
