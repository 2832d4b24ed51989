"""The automatic report: what is reached, what is lacking, and behind each claim what it rests on."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html  # type: ignore[import-untyped]

from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.schemes import rules
from ithaca.seals import actions, cases, freezing, queries
from ithaca.seals.models import Answer, KeptReport, SealFile, Variant
from ithaca.seals.presentation.moving import movements
from ithaca.seals.presentation.report import report_of
from tests.seals.sealers import Sealers
from tests.seals.shelves import Shelf

SignIn = Callable[[Person], Client]


def page_of(client: Client, world: Sealers, row: SealFile) -> Any:
    answer = client.get(reverse("seals:report", args=[row.pk]))
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


@pytest.mark.parametrize(
    "answered",
    [
        {},
        {"a1": "done", "a2": "done", "b1": "nothing"},
        {"a1": "done", "a2": "done", "a3": "done", "b1": "shown", "b2": "done"},
    ],
)
def test_every_claim_of_the_report_leads_to_an_answer_or_a_fact_that_stands_in_it(
    world: Sealers, sign_in: SignIn, answered: dict[str, str]
) -> None:
    row = world.begun("second")
    world.says(row, **answered)
    page = page_of(sign_in(world.clemence), world, row)
    ids = {each.get("id") for each in page.iter() if each.get("id")}
    claims = page.xpath("//*[@data-claim]")
    assert len(claims) >= 4
    for claim in claims:
        leads = [link.get("href", "") for link in claim.xpath(".//a")]
        assert leads, claim.text_content()
        assert all(href.startswith("#") and href[1:] in ids for href in leads), leads
    # What each leads to is an answer, a fact, a requirement with its answers, a gate or the months at a level.
    led_to = {link.get("href", "#")[1:].split("-")[0] for claim in claims for link in claim.xpath(".//a")}
    assert led_to <= {"answer", "fact", "requirement", "gate", "months"}


def test_a_level_says_exactly_what_it_lacks_by_the_schemes_own_rules(world: Sealers) -> None:
    row = world.begun("second")
    world.says(row, a1="done", a2="done", b1="nothing")
    report, result = report_of(row), cases.result_of(row)
    for level, outcome in zip(report.levels, result.outcomes, strict=True):
        assert level.reached == outcome.awarded
        told = [{each.anchor for each in claim.behind} for claim in level.claims]
        assert told == [{f"answer-{slug}" for slug in lack.standards} for lack in outcome.lacks]
    assert [level.wanted for level in report.levels] == [False, True]


def test_a_fact_that_outweighs_an_answer_is_told_in_the_report(world: Sealers, sign_in: SignIn) -> None:
    row = world.begun()
    world.cast.programme.objectives = {}
    world.cast.programme.save()
    world.says(row, a1="done", a2="done", b1="done")
    line = next(each for block in report_of(row).requirements for each in block.answers if each.slug == "a2")
    assert line.contradicted
    assert line.status == rules.Status.NOT_MET
    assert "Les faits disent le contraire" in page_of(sign_in(world.clemence), world, row).text_content()


def test_the_report_on_paper_is_accessible_and_each_of_its_links_leads_within_it(
    world: Sealers, sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    row = world.begun("second")
    world.says(row, a1="done", a2="done", b1="nothing")
    with caplog.at_level(logging.WARNING, logger="ithaca.design.documents"):
        answer = sign_in(world.clemence).get(reverse("seals:report_pdf", args=[row.pk]))
    # Typst refuses a link that leads nowhere, and PDF/UA a picture without words.
    assert not caplog.records
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_each_fact_of_the_report_has_its_period_and_its_trend_and_each_answer_its_documents(
    shelf: Shelf, sign_in: SignIn
) -> None:
    world, row = shelf.world, shelf.row
    world.says(row, a1="done", a2="done", b1="done")
    shelf.add(world.clemence)
    page = page_of(sign_in(world.claude), world, row)
    (told,) = page.xpath("//*[@id='fact-coordinators']")
    assert told.xpath(".//a[contains(@href, '/facts/?first=')]")
    assert "Comptés par la plateforme du" in page.xpath("//*[@id='facts']")[0].text_content()
    (answer,) = page.xpath("//*[@id='answer-a1']")
    assert "Documents\xa0:" in answer.text_content()
    assert answer.xpath(f".//a[@href='{reverse('seals:documents', args=[row.pk])}']")
    shelf.audited()
    # The network reads that there is a document, never where; how facts have developed is the programme's.
    theirs = page_of(sign_in(world.oriane), world, row)
    assert "Documents\xa0:" in theirs.xpath("//*[@id='answer-a1']")[0].text_content()
    assert "/documents/" not in html.tostring(theirs, encoding="unicode")
    assert "/facts/" not in html.tostring(theirs, encoding="unicode")
    auditors = page_of(sign_in(world.auditors[0]), world, row)
    assert auditors.xpath(f"//*[@id='answer-a1']//a[@href='{reverse('seals:reading', args=[row.pk])}']")


# --- What moves ---


def test_a_report_that_was_kept_shows_what_has_moved_since(world: Sealers, sign_in: SignIn) -> None:
    row, client = world.begun(), sign_in(world.clemence)
    world.says(row, a1="nothing", b1="shown")
    client.post(reverse("seals:keep_report", args=[row.pk]), {"id": str(new_id())})
    world.says(row, a1="done", b1="done")
    (earlier,) = queries.earlier_reports(row)
    moved = {each.slug: each.up for each in movements(row, report_of(row), earlier)}
    assert moved == {"a1": True, "b1": False}
    page = page_of(client, world, row)
    assert page.xpath("//*[@id='moved']//li//a[@href='#answer-a1']")


def test_a_file_that_was_sent_back_shows_what_has_moved_since_it_was_handed_in(world: Sealers) -> None:
    row = ready(world)
    actions.hand_in(actor=world.clemence, file=row)
    row = world.now(row)
    assert queries.earlier_reports(row) == []
    actions.send_back(actor=world.oriane, file=row, reasons="Montrez le suivi.")
    row = world.now(row)
    world.says(row, b2="done")
    (earlier,) = queries.earlier_reports(row)
    assert earlier.handed_in
    assert [each.slug for each in movements(row, report_of(row), earlier)] == ["b2"]


def test_how_a_programme_stands_today_is_told_also_once_its_file_was_handed_in(
    world: Sealers, sign_in: SignIn
) -> None:
    row = ready(world)
    actions.hand_in(actor=world.clemence, file=row)
    world.cast.programme.objectives = {}
    world.cast.programme.save()
    row, client = world.now(row), sign_in(world.claude)
    address = reverse("seals:report", args=[row.pk])
    today = f"{address}?today=on"
    assert today in client.get(reverse("seals:file", args=[row.pk])).content.decode()
    then, now = (html.fromstring(client.get(each).content.decode()) for each in (address, today))
    assert row.sha256 in then.text_content()
    assert row.sha256 not in now.text_content()
    moved = now.xpath("//*[@id='moved']")[0]
    assert moved.xpath(".//a[@href='#answer-a2']")  # what shows it has gone since
    assert "tel que remis" in moved.text_content()
    assert client.get(f"{reverse('seals:report_pdf', args=[row.pk])}?today=on").content.startswith(b"%PDF-")
    # The network reads what was handed in, however it asks.
    network = sign_in(world.oriane)
    assert row.sha256 in network.get(today).content.decode()
    assert today not in network.get(reverse("seals:file", args=[row.pk])).content.decode()


# --- Handing in ---


def main_action(client: Client, row: SealFile) -> str:
    page = html.fromstring(client.get(reverse("seals:file", args=[row.pk])).content.decode())
    (main,) = page.xpath("//div[contains(@class, 'page-head')]//a[contains(@class, 'button--primary')]")
    return str(main.text_content().strip())


def test_the_main_action_of_a_file_is_what_is_to_be_done_next(world: Sealers, sign_in: SignIn) -> None:
    row, client = world.begun(), sign_in(world.clemence)
    assert main_action(client, row) == "Commencer à répondre"
    world.says(row, a1="done")
    assert main_action(client, row) == "Continuer à répondre"
    world.says(row, a2="done", a3="nothing", b1="done", b2="nothing")
    assert main_action(client, row) == "Remettre"
    Variant.objects.create(file=row, standard="a1", words="D’une autre façon.", written_by=world.claude)
    assert main_action(client, row) == "Choisir ce qui reste"


def ready(world: Sealers, level: str = "first") -> SealFile:
    row = world.begun(level)
    world.says(row, a1="done", a2="done", a3="nothing", b1="done", b2="nothing")
    return row


def test_handing_in_freezes_everything_and_shows_its_hash(world: Sealers, sign_in: SignIn) -> None:
    row, client = ready(world), sign_in(world.clemence)
    page = reverse("seals:hand_in", args=[row.pk])
    assert "Vous ne pouvez pas le reprendre" in client.get(page).content.decode()
    client.post(page)
    now = world.now(row)
    assert now.state == "handed in"
    assert now.frozen is not None
    assert now.sha256 == freezing.digest(now.frozen)
    assert now.handed_in_by == world.clemence
    assert KeptReport.objects.get().sha256 == now.sha256
    assert now.sha256 in client.get(reverse("seals:file", args=[now.pk])).content.decode()
    Answer.objects.filter(file=now).update(step="shown")
    assert report_of(now).requirements[0].answers[0].step.startswith("done")


def test_the_network_reads_the_report_only_once_it_is_handed_in(world: Sealers, sign_in: SignIn) -> None:
    row = ready(world)
    address = reverse("seals:report", args=[row.pk])
    assert sign_in(world.oriane).get(address).status_code == 404
    actions.hand_in(actor=world.clemence, file=row)
    page = sign_in(world.oriane).get(address)
    assert page.status_code == 200
    assert "/facts/" not in page.content.decode()
    assert sign_in(world.cast.outsider).get(address).status_code == 404


def test_a_file_with_open_answers_or_two_texts_side_by_side_is_not_handed_in(
    world: Sealers, sign_in: SignIn
) -> None:
    row = world.begun()
    world.says(row, a1="done")
    with pytest.raises(Refusal):
        actions.hand_in(actor=world.clemence, file=row)
    page = sign_in(world.clemence).get(reverse("seals:hand_in", args=[row.pk])).content.decode()
    assert "critères sans réponse" in page
    assert "#standard-b1" in page


def test_a_file_can_be_left_and_another_begun(world: Sealers, sign_in: SignIn) -> None:
    row = world.begun()
    client = sign_in(world.clemence)
    assert client.get(reverse("seals:leave", args=[row.pk])).status_code == 200
    client.post(reverse("seals:leave", args=[row.pk]))
    assert world.now(row).state == "left"
    assert world.begun().pk != row.pk
