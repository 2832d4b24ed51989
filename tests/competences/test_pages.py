"""The pages of competences, without a browser: the way of a mentor, of a mentee who is asked, of whoever edits."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from ithaca import catalogue
from ithaca.accounts.models import Person
from ithaca.catalogue import Framework
from ithaca.competences import exchange, queries
from ithaca.competences.models import Assessment, FrameworkVersion, Item, Portfolio
from ithaca.kernel.ids import new_id
from tests.cast import Cast
from tests.competences.portfolios import Kept, keep, pair, publish, today

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def page(client: Client, address: str, status: int = 200) -> str:
    response: HttpResponse = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.fixture
def kept(cast: Cast) -> Kept:
    return keep(cast.mentor, publish(cast))


def test_from_the_framework_to_a_finished_self_assessment(cast: Cast, sign_in: SignIn) -> None:
    version, client = publish(cast), sign_in(cast.mentor)
    assert "Compétences du mentor d’entreprise" in page(client, "/competences/")
    for _click in range(2):
        client.post(f"/frameworks/{version.pk}/begin/", {"id": str(new_id())})
    row = Portfolio.objects.get()
    base = f"/competences/{row.pk}/"
    assert "Commencez par votre autoévaluation" in page(client, base)
    plan = client.post(f"{base}assessment/?area=plan", {"c1a": "mastering", "c1b": "discovering"})
    assert plan["Location"].endswith("?area=do")
    last = client.post(f"{base}assessment/?area=act", {"c15a": "practising"})
    assert last["Location"] == f"{base}assessment/finish/"
    assert "2 sur 22" in page(client, last["Location"])
    assert client.post(last["Location"])["Location"] == base
    assert Assessment.objects.get().state == "done"
    shown = page(client, base)
    assert shown.count("chip--claimed") == 2
    assert "Progression" in page(client, f"{base}progress/")
    assert "checked" in page(client, f"{base}assessment/?area=plan"), (
        "the next one begins with the last answers"
    )


def test_adding_evidence_leads_to_the_place_where_it_is_written(kept: Kept, sign_in: SignIn) -> None:
    client, base = sign_in(kept.owner), f"/competences/{kept.portfolio.pk}/portfolio/"
    form = page(client, f"{base}new/?ability=c7b")
    assert 'value="c7b"' in form
    id = new_id()
    sent = {"id": str(id), "kind": "recording", "made_on": today().isoformat(), "abilities": ["c7b", "c2b"]}
    answer = client.post(f"{base}new/", sent)
    assert answer["Location"] == f"/competences/room/#items/{id}"
    assert "Enregistrement audio ou vidéo" in page(client, base)
    wrong = client.post(f"{base}new/", {**sent, "id": str(new_id()), "abilities": []})
    assert wrong.status_code == 422
    assert Item.objects.count() == 1
    assert "chip--proven" not in page(client, f"/competences/{kept.portfolio.pk}/")
    kept.write(id)
    assert page(client, f"/competences/{kept.portfolio.pk}/").count("chip--proven") == 2


def test_an_ability_says_what_it_asks_for(cast: Cast, kept: Kept, sign_in: SignIn) -> None:
    kept.item("document", "c3a", mentorship=pair(cast.mentoring, cast.being_mentored))
    shown = page(sign_in(kept.owner), f"/competences/{kept.portfolio.pk}/abilities/c3a/")
    assert "3 mentorats différents" in shown
    assert cast.mentee.name not in shown
    assert "dossier A" in shown


def test_the_mentee_is_asked_and_answers(cast: Cast, kept: Kept, sign_in: SignIn) -> None:
    item = kept.item("case", "c1a", mentorship=pair(cast.mentoring, cast.being_mentored), speaks=True)
    client, address = sign_in(cast.mentee), f"/competences/items/{item.pk}/consent/"
    assert "Cas vécu raconté" in page(client, "/competences/consents/")
    assert cast.mentor.name in page(client, address)
    client.post(address, {"answer": "give"})
    assert Item.objects.get(pk=item.pk).consent == "given"
    client.post(address, {"answer": "withdraw"})
    assert Item.objects.get(pk=item.pk).consent == "withdrawn"
    for person in (cast.mentor, cast.second_mentee, cast.coordinator, cast.outsider):
        page(sign_in(person), address, 404)


def test_a_portfolio_is_found_by_nobody_else(cast: Cast, kept: Kept, sign_in: SignIn) -> None:
    item = kept.item()
    base = f"/competences/{kept.portfolio.pk}/"
    pages = [base, *(f"{base}{name}/" for name in ("assessment", "progress", "portfolio", "abilities/c1a"))]
    pages += [f"/competences/items/{item.pk}/{verb}/" for verb in ("change", "remove")]
    for person in (cast.administrator, cast.coordinator, cast.second_mentor, cast.mentee, cast.outsider):
        client = sign_in(person)
        for address in pages:
            page(client, address, 404)
    client = sign_in(kept.owner)
    for address in pages:
        page(client, address)


# --- Frameworks ---


def framework_of(cast: Cast, client: Client) -> FrameworkVersion:
    address = f"/organisations/{cast.organisation.slug}/frameworks/new/"
    client.post(address, {"id": str(new_id()), "slug": "business-mentor"})
    return FrameworkVersion.objects.get()


def test_a_coordinator_makes_it_theirs_changes_and_publishes_it(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    row = framework_of(cast, client)
    base = f"/frameworks/{row.pk}/"
    page(client, f"{base}edit/")
    shown = client.get(f"{base}edit/competences/c6/").context["form"]
    sent = {name: value for name, value in shown.initial.items() if value not in (None, False)}
    sent |= {
        "seen": shown.made_from,
        "files_3": 1,
        "remove_0": "on",
        "text_3_fr": "Savoir rire",
        "text_3_en": "Know how to laugh",
        "evidence_3": ["case"],
    }
    answer = client.post(f"{base}edit/competences/c6/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    competence = next(each for each in queries.framework(row).competences if each.slug == "c6")
    assert [each.slug for each in competence.abilities] == ["c6b", "c6c", "c6d"]
    level = client.get(f"{base}edit/levels/junior/").context["form"]
    client.post(f"{base}edit/levels/junior/", {**level.initial, "hours": 25, "seen": level.made_from})
    client.post(f"{base}move/", {"verb": "publish", "seen": client.get(base).context["made_from"]})
    row.refresh_from_db()
    assert (row.state, queries.framework(row).level("junior").prerequisites.hours) == ("published", 25)
    page(client, f"{base}edit/", 404)
    assert "Savoir rire" in page(client, base)


def test_competences_come_and_go(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.administrator)
    row = framework_of(cast, client)
    base = f"/frameworks/{row.pk}/"
    sent = {
        "seen": client.get(f"{base}edit/areas/act/").context["form"].made_from,
        "title_fr": "Rire",
        "title_en": "Laugh",
        "text_0_fr": "Rire",
        "text_0_en": "Laugh",
        "evidence_0": ["case"],
        "files_0": 2,
    }
    assert client.post(f"{base}edit/areas/act/", sent).status_code == 302
    row.refresh_from_db()
    assert queries.framework(row).competences[-1].slug == "c16"
    last = f"{base}edit/competences/c16/"
    client.post(last, {"discard": "1", "seen": client.get(last).context["form"].whole_made_from})
    row.refresh_from_db()
    assert queries.framework(row).competences[-1].slug == "c15"


def test_areas_and_the_scale_are_changed_in_the_browser(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.administrator)
    row = framework_of(cast, client)
    base = f"/frameworks/{row.pk}/"

    def seen(part: str) -> dict[str, str]:
        return {"seen": client.get(f"{base}edit/{part}/").context["form"].made_from}

    def now() -> Framework:
        row.refresh_from_db()
        return queries.framework(row)

    first, second = (area.slug for area in now().areas[:2])
    assert client.post(f"{base}edit/order/", {"area": second, "by": "up"}).status_code == 302
    assert [area.slug for area in now().areas[:2]] == [second, first]
    moved = now().areas[0].competences[-1].slug
    client.post(f"{base}edit/order/", {"competence": moved, "by": "down"})
    assert now().areas[1].competences[0].slug == moved
    before = now()
    assert client.post(f"{base}edit/order/", {"competence": "c99", "by": "up"}).status_code == 302
    assert now() == before
    page(client, f"{base}edit/areas/{first}/words/")
    words = {"label_fr": "Entourer", "label_en": "Surround", "description_fr": "", "description_en": ""}
    assert (
        client.post(f"{base}edit/areas/{first}/words/", words | seen(f"areas/{first}/words")).status_code
        == 302
    )
    page(client, f"{base}edit/new-area/")
    ability = {"text_0_fr": "Relie", "text_0_en": "Links", "evidence_0": ["case"], "files_0": 1}
    sent = {**words, "label_fr": "Réseau", "title_fr": "Relier", "title_en": "Link", **ability}
    assert client.post(f"{base}edit/new-area/", sent | seen("new-area")).status_code == 302
    assert [now().text("fr").areas[area.slug].label for area in now().areas][1::3] == ["Entourer", "Réseau"]
    page(client, f"{base}edit/scale/")
    shown = client.get(f"{base}edit/scale/").context["form"]
    steps = len(now().scale)
    sent = {
        **shown.initial,
        **seen("scale"),
        "remove_0": "on",
        f"label_{steps}_fr": "Enseigne",
        f"label_{steps}_en": "Teaches",
    }
    practising = now().practising
    assert client.post(f"{base}edit/scale/", {**sent, "practising": now().scale[0]}).status_code == 422
    assert client.post(f"{base}edit/scale/", sent).status_code == 302
    assert (len(now().scale), now().scale[-1], now().practising) == (steps, "step1", practising)


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_what_is_exported_is_imported_elsewhere(cast: Cast, sign_in: SignIn, form: str) -> None:
    row = publish(cast)
    client = sign_in(cast.administrator)
    exported = client.get(f"/frameworks/{row.pk}/files/{form}/")
    upload = SimpleUploadedFile(f"f.{exchange.FORMATS[form].ending}", exported.content)
    other = sign_in(cast.outsider)
    address = f"/organisations/{cast.elsewhere.organisation.slug}/frameworks/new/"
    assert other.post(address, {"id": str(new_id()), "file": upload}).status_code == 302
    made = FrameworkVersion.objects.get(organisation=cast.elsewhere.organisation)
    assert made.content == row.content


def test_a_bad_file_is_told_line_by_line(cast: Cast, sign_in: SignIn) -> None:
    data = exchange.write(catalogue.framework("business-mentor"), "csv", address="").decode()
    bad = data.replace("ability,c7b,", "skill,c7b,")
    line = next(n for n, each in enumerate(bad.splitlines(), 1) if each.startswith("skill"))
    address = f"/organisations/{cast.organisation.slug}/frameworks/new/"
    upload = io.BytesIO(bad.encode())
    upload.name = "f.csv"
    answer = sign_in(cast.administrator).post(address, {"id": str(new_id()), "file": upload})
    assert answer.status_code == 422
    assert [fault.line for fault, _words in answer.context["form"].faults] == [line]
    assert FrameworkVersion.objects.count() == 0


def test_mentors_read_what_is_published_and_nobody_else_finds_it(cast: Cast, sign_in: SignIn) -> None:
    row = publish(cast)
    listed = f"/organisations/{cast.organisation.slug}/frameworks/"
    mentor = sign_in(cast.mentor)
    assert "Publier" not in page(mentor, f"/frameworks/{row.pk}/")
    page(mentor, listed)
    page(mentor, f"{listed}new/", 404)
    assert mentor.post(f"/frameworks/{row.pk}/next/").status_code == 404
    for person in (cast.mentee, cast.outsider):
        client = sign_in(person)
        for address in (listed, f"/frameworks/{row.pk}/", f"/frameworks/{row.pk}/files/toml/"):
            page(client, address, 404)
    draft = framework_draft(cast, sign_in, row)
    page(mentor, f"/frameworks/{draft.pk}/", 404)


def framework_draft(cast: Cast, sign_in: SignIn, row: FrameworkVersion) -> FrameworkVersion:
    sign_in(cast.coordinator).post(f"/frameworks/{row.pk}/next/")
    return FrameworkVersion.objects.get(state="draft")


def test_home_leads_a_mentor_to_begin_and_a_mentee_to_answer(cast: Cast, sign_in: SignIn) -> None:
    assert "Montrez ce que vous savez faire" not in page(sign_in(cast.mentor), "/")
    kept = keep(cast.mentor, publish(cast))
    assert "Montrez ce que vous savez faire" not in page(sign_in(cast.mentor), "/"), "it is begun"
    assert "Montrez ce que vous savez faire" in page(sign_in(cast.second_mentor), "/")
    item = kept.item("case", "c1a", mentorship=pair(cast.mentoring, cast.being_mentored), speaks=True)
    assert f"/competences/items/{item.pk}/consent/" in page(sign_in(cast.mentee), "/")
    assert "consent/" not in page(sign_in(cast.second_mentee), "/")


def test_pages_say_what_shows_an_ability_and_where_to_go_on(cast: Cast, kept: Kept, sign_in: SignIn) -> None:
    client, base = sign_in(kept.owner), f"/competences/{kept.portfolio.pk}/"
    assert "Se montre par" in page(client, f"{base}portfolio/new/")
    pair(cast.mentoring, cast.being_mentored, goals_set=1)
    assert "par les seuls faits de votre pratique" in page(client, base)
    assert "4a" in page(client, f"{base}portfolio/"), "what the goals of a pair show"
    client.post(f"{base}aim/", {"level": "junior"})
    assert "Passer à la certification" not in page(client, base)


def test_a_level_is_named_and_described_anew(cast: Cast, sign_in: SignIn) -> None:
    version = publish(cast)
    client = sign_in(cast.administrator)
    client.post(f"/frameworks/{version.pk}/next/")
    draft = FrameworkVersion.objects.get(state="draft")
    address = f"/frameworks/{draft.pk}/edit/levels/senior/"
    fields = {
        "label_fr": "Confirmé·e", "label_en": "Confirmed", "description_fr": "Deux ans.", "description_en": "",
        "mentorships": 2, "hours": 20, "training_hours": 7, "months_before": 6, "percent": 50, "percent_each": 0,
        "valid_months": 24, "renewal_training_hours": 9, "renewal_mentorships": 1,
    }  # fmt: skip
    fields["seen"] = client.get(address).context["form"].made_from
    assert client.post(address, fields)["Location"] == f"/frameworks/{draft.pk}/"
    shown = page(client, f"/frameworks/{draft.pk}/")
    assert "Deux ans." in shown
    assert "Mois passés au niveau précédent" in shown
    assert "Renouvelé après 9 heures" in shown
