"""The attestation of participation: who receives it, what it says, who can check it."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
import typst
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.design.documents import TEMPLATES, render_pdf
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, rules
from ithaca.mentorships.models import Attestation, Mentorship
from ithaca.mentorships.presentation import attestation
from ithaca.programmes.models import Programme
from tests.cast import Cast
from tests.mentorships.meetings import met

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def ended(cast: Cast) -> Mentorship:
    with clock.telling(datetime(2026, 3, 3, 12, tzinfo=UTC)):
        pair = actions.begin(
            actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
        )
        met(cast, pair, minutes=90)
    with clock.telling(datetime(2026, 11, 12, 12, tzinfo=UTC)):
        actions.withdraw(actor=cast.mentee, mentorship=pair)
    return Mentorship.objects.get(pk=pair.pk)


def test_each_of_the_two_receives_their_own_once(cast: Cast, ended: Mentorship, sign_in: SignIn) -> None:
    address = f"/mentorships/{ended.pk}/attestation"
    for person, role in ((cast.mentor, "mentor"), (cast.mentee, "mentee")):
        client = sign_in(person)
        assert client.get(f"{address}.pdf").status_code == 302, "only for whoever asked for one"
        for _click in range(2):
            client.post(f"{address}/")
        paper = client.get(f"{address}.pdf")
        assert paper["Content-Type"] == "application/pdf"
        assert paper.content.startswith(b"%PDF-")
        assert Attestation.objects.get(participation__person=person).role == role
    assert Attestation.objects.count() == 2
    assert len({one.code for one in Attestation.objects.all()}) == 2


def test_it_says_facts_and_never_names_the_other(cast: Cast, ended: Mentorship) -> None:
    row = actions.issue_attestation(actor=cast.mentee, mentorship=ended)
    said = {term: value.replace("\u00a0", " ") for term, value in attestation.facts(row, "fr")}
    assert said["Nom"] == "Inès Benali"
    assert said["Période"] == "du 3 mars 2026 au 12 novembre 2026"
    assert said["Séances"] == "1 séance tenue, 1,5 heure au total"
    assert (said["Programme"], said["Organisation"]) == ("Cap Ouest", "Les Voiles")
    assert "Marc" not in json.dumps(said)


def test_it_stays_as_it_was_issued(cast: Cast, ended: Mentorship) -> None:
    row = actions.issue_attestation(actor=cast.mentee, mentorship=ended)
    before = attestation.pdf(row, "fr")
    Person.objects.filter(pk=cast.mentee.pk).update(name="Une Autre")
    Programme.objects.filter(pk=cast.programme.pk).update(name={"fr": "Autre cap"})
    with time_machine.travel(datetime(2027, 5, 1, tzinfo=UTC)):
        assert attestation.pdf(Attestation.objects.get(pk=row.pk), "fr") == before
    assert attestation.pdf(row, "en") != before


def paper(name: str) -> dict[str, object]:
    words = ("language", "title", "attests", "as_what", "programme", "organisation", "check", "facts_only")
    return {
        **dict.fromkeys(words, "fr"),
        "name": name,
        "address": "https://ithaca.example/attestations/X/",
        "facts": [["#a", "#b"]],
        "issued": ["#c", "#d"],
        "number": ["n", "0"],
    }


def test_names_with_the_template_languages_own_signs_print_as_they_are() -> None:
    name = '#panic("!") *Ana* $x$ \\ @b <c> // d " `e` ]'
    data = paper(name)
    assert render_pdf("attestation", data, issued_on=date(2026, 1, 1)).startswith(b"%PDF")
    found = json.loads(
        typst.query(
            str(TEMPLATES / "attestation.typ"), "<name>", field="body", sys_inputs={"data": json.dumps(data)}
        )
    )
    assert [body["child"]["text"] for body in found] == [name]


@pytest.mark.parametrize(("name", "said"), [("Ana", False), ("\U0010fffd", True)])
def test_the_paper_says_where_a_name_stands_that_it_cannot_print(name: str, said: bool) -> None:
    plain, told = paper(name), paper(name) | {"without_font": "The page below shows the name."}
    papers = [render_pdf("attestation", data, issued_on=date(2026, 1, 1)) for data in (plain, told)]
    assert (papers[0] != papers[1]) is said


@pytest.mark.parametrize("name", ["王小明", "מרים כהן", "أمينة", "\U0010fffd"])
def test_a_name_for_whose_script_the_server_has_no_font_fails_nothing(
    cast: Cast, ended: Mentorship, name: str
) -> None:
    row = actions.issue_attestation(actor=cast.mentor, mentorship=ended)
    row.name = name
    assert attestation.pdf(row, "fr").startswith(b"%PDF")


def test_whoever_has_the_number_sees_what_the_paper_says_and_no_more(
    cast: Cast, ended: Mentorship, client: Client
) -> None:
    row = actions.issue_attestation(actor=cast.mentee, mentorship=ended)
    typed = rules.shown_code(row.code).lower().replace("0", "o").replace("1", "l")
    page = client.get("/attestations/", {"code": typed}, follow=True)
    shown = page.content.decode()
    assert "Cette attestation est authentique" in shown
    assert "Inès Benali" in shown
    for hidden in ("Marc", cast.mentee.email, str(ended.pk)):
        assert hidden not in shown
    assert "noindex" in page["X-Robots-Tag"]


def test_a_number_that_was_never_issued_finds_nothing(client: Client, db: None) -> None:
    unknown = client.get("/attestations/", {"code": "7K3M 91QX ABCD 2F0Z"}, follow=True)
    assert unknown.status_code == 404
    assert "Aucune attestation ne porte ce numéro" in unknown.content.decode()
    assert client.get("/attestations/", {"code": "trop court"}).status_code == 422
    assert client.get(f"/attestations/{'A' * 200}/").status_code == 404


def test_without_a_meeting_or_after_an_exclusion_there_is_none(cast: Cast) -> None:
    pair = actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    with pytest.raises(Refusal):
        actions.issue_attestation(actor=cast.mentee, mentorship=pair)
    met(cast, pair)
    actions.exclude(actor=cast.coordinator, mentorship=pair)
    with pytest.raises(Refusal):
        actions.issue_attestation(actor=cast.mentee, mentorship=pair)


def test_nobody_else_receives_one(cast: Cast, ended: Mentorship, sign_in: SignIn) -> None:
    for somebody in (cast.outsider, cast.coordinator, cast.second_mentor):
        assert sign_in(somebody).get(f"/mentorships/{ended.pk}/attestation/").status_code == 404
        assert sign_in(somebody).get(f"/mentorships/{ended.pk}/attestation.pdf").status_code == 404
        with pytest.raises(Denied):
            actions.issue_attestation(actor=somebody, mentorship=ended)
