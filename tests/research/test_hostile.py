"""What somebody tries who means ill: words made to do harm, a second look, somebody else's study."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.research import actions
from ithaca.research.forms import StudyForm
from ithaca.research.models import Agreement, Consent, Release, ReleasedPair
from ithaca.research.queries import archive_of
from ithaca.research.variables import CIRCUMSTANCES, OUTCOMES
from tests.factories import make_network, make_participation, make_person
from tests.research.releases import make_release
from tests.research.test_pages import SENT
from tests.research.world import CONTENT, FIRST_HALF, SUMMER, World, at, make_pair, make_study, make_world

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
EVIL = '=HYPERLINK("https://evil.example") <script>alert(1)</script>'
UNSEEN = "\x1b[2J\x85\x9b\u2028\ufffe"
NO_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


# --- Words ---


def test_a_title_is_one_line_without_what_turns_or_hides_text() -> None:
    network = make_network(make_person("Rosa Recherche"))
    form = StudyForm({**SENT, "title": "Durer\r\n\x1b[2J ensemble\u202e"}, network=network)
    assert form.is_valid()
    assert form.content().title == "Durer [2J ensemble"


def test_no_word_of_the_publisher_is_a_formula_a_script_or_the_end_of_a_file(client: Client) -> None:
    rosa = make_person("Rosa Recherche")
    content = replace(CONTENT, title=EVIL + UNSEEN, purpose=f"{EVIL}\n{UNSEEN}\n# Pas de licence")
    release = make_release(make_study(make_network(rosa), rosa, content))
    with zipfile.ZipFile(io.BytesIO(archive_of(release))) as packed:
        files = {name: packed.read(name).decode() for name in packed.namelist()}
    for name in ("data.csv", "dictionary.csv"):
        cells = [cell for line in csv.reader(io.StringIO(files[name])) for cell in line]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], name
    assert not NO_YAML.search(files["CITATION.cff"])
    told = dict(line.split(": ", 1) for line in files["CITATION.cff"].split("\n") if line)
    assert json.loads(told["title"]) == EVIL + UNSEEN
    assert json.loads(files["dcat.jsonld"])["dct:title"]["@value"] == EVIL + UNSEEN
    for page in (reverse("research:release", args=[release.pk]), reverse("research:public")):
        assert "<script>alert" not in client.get(page).content.decode()


def test_no_value_of_the_table_is_taken_for_a_day() -> None:
    """Spreadsheets make the first of March of 1-3 and 1/3."""
    values = {value for each in (*CIRCUMSTANCES, *OUTCOMES) for value in each.values}
    assert "1 to 3" in values
    assert not [value for value in values if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}", value)]


# --- A second look ---


def look(browser: Client, world: World) -> tuple[int, int]:
    page = reverse("research:publish", args=[world.network.slug, world.study.pk])
    days = {name: getattr(FIRST_HALF, name).date().isoformat() for name in ("since", "until")}
    preview = browser.get(page, days).context["preview"]
    return preview.lines, preview.left_out


def test_who_withdraws_after_the_network_has_looked_does_not_go_out(sign_in: SignIn) -> None:
    world = make_world(pairs=5)
    one = world.pairs[0]
    with at(SUMMER):
        browser = sign_in(world.researcher)
        before = look(browser, world)
        world.withdraw(one.mentee)
        assert look(browser, world) == before  # nobody sees in the numbers that it was one person
        release = world.publish()
    assert not ReleasedPair.objects.filter(mentorship=one.pk).exists()
    assert release.lines == 14


def test_who_withdraws_between_the_look_and_the_button_can_stop_the_edition(sign_in: SignIn) -> None:
    world = make_world(pairs=4)
    days = {name: getattr(FIRST_HALF, name).date().isoformat() for name in ("since", "until")}
    page = reverse("research:publish", args=[world.network.slug, world.study.pk])
    with at(SUMMER):
        browser = sign_in(world.researcher)
        assert look(browser, world)[0] == 10
        for pair in world.pairs[:3]:
            world.withdraw(pair.mentor)
        answer = browser.post(page, {**days, "id": str(new_id())})
    assert answer.status_code == 422
    assert "Rien ne peut encore être publié" in answer.content.decode()
    assert not Release.objects.exists()


def test_a_consent_in_one_programme_says_nothing_of_another() -> None:
    world = make_world()
    here, there = world.houses[0], world.houses[1]
    pair = make_pair(there)
    elsewhere = make_participation(pair.mentor.person, here.programme, "mentor")
    with at(SUMMER):
        actions.give_consent(actor=elsewhere.person, study=world.study, participation=elsewhere, adult=True)
        world.consent(pair, "mentee")
        world.publish()
    assert not ReleasedPair.objects.filter(mentorship=pair.pk).exists()


# --- Somebody else's ---


def test_nobody_agrees_joins_or_answers_in_a_network_that_is_not_theirs(sign_in: SignIn) -> None:
    world = make_world(pairs=1)
    oscar = make_person("Oscar Autre")
    other = make_study(make_network(oscar, "Ailleurs"), oscar)
    house, pair = world.houses[0], world.pairs[0]
    tries = [
        (house.administrator, reverse("research:agree", args=[house.organisation.slug, other.pk])),
        (house.coordinator, reverse("research:join", args=[house.programme.slug, other.pk])),
        (pair.mentor.person, reverse("research:consent", args=[other.pk, pair.mentor.pk])),
        (world.researcher, reverse("research:publish", args=[other.network.slug, other.pk])),
        (world.researcher, reverse("research:close", args=[world.network.slug, other.pk])),
        (oscar, reverse("research:close", args=[world.network.slug, world.study.pk])),
        (world.houses[1].coordinator, reverse("research:leave", args=[house.programme.slug, world.study.pk])),
    ]
    for person, page in tries:
        assert sign_in(person).post(page, {"adults": "on", "adult": "on", "give": "1"}).status_code == 404, (
            page
        )
    with pytest.raises(Refusal):
        actions.agree(actor=house.administrator, study=other, organisation=house.organisation)
    with pytest.raises(Denied):
        actions.close_study(actor=oscar, study=world.study)
    assert not Agreement.objects.filter(study=other).exists()
    assert not Consent.objects.filter(study=other).exists()
