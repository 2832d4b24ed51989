"""A coordinator brings people in out of a spreadsheet."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.directory.models import Profile
from ithaca.intake.models import Import, ImportRow
from ithaca.organisations.models import Position
from ithaca.programmes.models import EligibilityQuestion, Invitation, Programme
from tests import factories
from tests.cast import Cast
from tests.directory.people import give_profile
from tests.intake.files import PEOPLE, ask, checked, csv_file, upload, work_through, written, xlsx_file

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
OURS = Path(__file__).resolve().parents[1] / "data"
THEIRS = Path(__file__).resolve().parents[3] / "shared" / "data"
HEADINGS = ("Prénom", "Nom", "Courriel", "Grade", "Service", "Métier", "Compétences")
ROWS = (
    (
        "Anne",
        "Le Goff",
        "Anne <ANNE@example.org>",
        "Cadre",
        "Achats",
        "Acheteuse",
        "Négociation; Law and contracts",
    ),
    ("Luc", "Petit", "luc@example.org", "Employé", "Ventes", "Vendeur", "Vente et développement commercial"),
)


@pytest.fixture
def client(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.coordinator)


def place(client: Client, job: Import, **words: str) -> Import:
    """Says what unknown words mean: as proposed, or `word="slug"`."""
    page = client.get(f"/imports/{job.pk}/")
    form = page.context["words"]
    if form is None:
        return job
    given = {
        f"w{word.pk}": words.get(word.text, form[f"w{word.pk}"].value())
        for word in form.words
        if word.field != "level"
    }
    if "levels" in form.fields:
        given["levels"] = words.get("levels", form["levels"].value())
    client.post(f"/imports/{job.pk}/words/", given)
    work_through()
    job.refresh_from_db()
    return job


def test_a_list_becomes_prepared_invitations_with_a_draft_of_each_profile(cast: Cast, client: Client) -> None:
    job = checked(client, upload(client, csv_file(HEADINGS, *ROWS, encoding="cp1252", separator=";")))
    assert job.state == "review"
    assert job.columns == {
        "first_name": 0,
        "last_name": 1,
        "email": 2,
        "level": 3,
        "unit": 4,
        "headline": 5,
        "expertise": 6,
    }
    job = place(client, job)  # the levels, from the lowest
    assert written(client, job).state == "done"
    anne = Invitation.objects.get(email="anne@example.org")
    assert (anne.state, anne.name, anne.role, anne.sent_at) == ("prepared", "Anne Le Goff", "mentee", None)
    assert anne.prepared == {"headline": "Acheteuse", "level": "Cadre", "expertise": ["negotiation", "law"]}
    cast.programme.refresh_from_db()
    assert cast.programme.levels == ["Employé", "Cadre"]
    assert {(one.email, one.unit) for one in Position.objects.all()} == {
        ("anne@example.org", "Achats"),
        ("luc@example.org", "Ventes"),
    }
    assert not ImportRow.objects.exists()  # what is written is not kept twice
    assert not job.file


def test_unknown_words_become_the_programmes_own_topics_or_what_the_coordinator_says(
    cast: Cast, client: Client
) -> None:
    rows = (
        ("a@example.org", "Voile"),
        ("b@example.org", "Voile, Astronomie"),
        ("c@example.org", "Paperasse"),
    )
    job = checked(client, upload(client, csv_file(("email", "topics"), *rows)))
    assert written(client, job).state == "review"  # nobody has said what the words mean: no row is good
    job = written(client, place(client, job, Astronomie="research_career", Paperasse="drop"))
    topics = Programme.objects.get(pk=cast.programme.pk).own_topics["expertise"]
    assert [topic["name"] for topic in topics] == [{"fr": "Voile", "en": "Voile"}]
    prepared = dict(Invitation.objects.values_list("email", "prepared"))
    assert prepared["b@example.org"] == {"expertise": [topics[0]["slug"], "research_career"]}
    assert prepared["c@example.org"] == {}
    again = checked(
        client, upload(client, csv_file(("email", "topics"), ("d@example.org", "Paperasse; voile")))
    )
    assert again.state == "review"
    assert not again.unknown_words.exists()  # remembered


def test_rows_that_cant_be_taken_come_back_with_their_reasons_and_without_formulas(
    cast: Cast, client: Client
) -> None:
    rows = (
        ("bon@example.org", "mentor", "Bon"),
        ("pas une adresse", "mentor", "@cmd"),
        ("bon@example.org", "mentor", "Encore"),
        ("", "mentor", "＝cmd"),
        ("formule@example.org", "mentee", "=1+1"),
        ("double@example.org", "both", "Double"),
    )
    job = checked(client, upload(client, csv_file(("email", "role", "name"), *rows), role="each"))
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert "pas une adresse" in page
    job = written(client, job)
    file = b"".join(client.get(f"/imports/{job.pk}/rejected/")).decode("utf-8-sig").splitlines()
    assert len(file) == 5
    assert "'@cmd" in file[1]
    assert "'＝cmd" in file[3]
    assert "'=1+1" in file[4]
    assert set(Invitation.objects.values_list("email", "role")) == {
        ("bon@example.org", "mentor"),
        ("double@example.org", "mentor"),
        ("double@example.org", "mentee"),
    }


@pytest.mark.parametrize("made", [csv_file, xlsx_file])
def test_a_row_with_more_cells_than_headings_is_told_of_and_nothing_of_it_is_lost(
    cast: Cast, client: Client, made: Callable[..., SimpleUploadedFile]
) -> None:
    rows = (
        ("email", "name"),
        ("bon@example.org", "Bon", "", ""),
        ("trop@example.org", "Trop", "Directrice", "Brest"),
        ("", "", "", "seule"),
    )
    job = checked(client, upload(client, made(*rows)))
    assert "Directrice | Brest" in client.get(f"/imports/{job.pk}/").content.decode()
    job = written(client, job)
    assert job.result["rejected"] == 2
    file = b"".join(client.get(f"/imports/{job.pk}/rejected/")).decode("utf-8-sig")
    told = list(csv.reader(file.splitlines()))
    assert told[1][:2] + told[1][3:] == ["trop@example.org", "Trop", "Directrice", "Brest"]
    assert told[2][3:] == ["", "seule"]
    assert list(Invitation.objects.values_list("email", flat=True)) == ["bon@example.org"]


def test_a_rejected_row_keeps_no_later_one_of_the_same_person_out(cast: Cast, client: Client) -> None:
    rows = (
        ("anne@example.org", "1000"),
        ("anne@example.org", "2"),
        ("anne@example.org", "3"),
        ("luc@example.org", "1"),
    )
    file = csv_file(("email", "capacity"), *rows)
    job = checked(client, upload(client, file, role="mentor"))
    assert list(job.rows.order_by("number").values_list("state", flat=True)) == ["bad", "good", "bad", "good"]
    assert job.rows.get(number=4).problems == [["twice", "email", "3"]]
    written(client, job)
    assert Invitation.objects.get(email="anne@example.org").prepared == {"capacity": 2}


def test_who_has_joined_owns_their_profile(cast: Cast, client: Client) -> None:
    give_profile(cast.being_mentored, headline="De moi", expertise=["law"])
    row = (cast.mentee.email, "Du fichier", "leadership", "A", "Qualité")
    job = checked(client, upload(client, csv_file(("email", "headline", "topics", "grade", "unit"), row)))
    job = written(client, place(client, job))
    profile = Profile.objects.get(participation=cast.being_mentored)
    assert (profile.headline, profile.expertise) == ("De moi", ["law"])
    cast.being_mentored.refresh_from_db()
    assert cast.being_mentored.level == "A"
    assert Position.objects.get(person=cast.mentee).unit == "Qualité"
    assert not Invitation.objects.exists()
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert cast.mentee.email in page  # and the page says what was kept
    assert job.result == {"updated": 1, "rejected": 0}


def test_an_open_invitation_is_brought_up_to_date_a_second_time_changes_nothing(
    cast: Cast, client: Client
) -> None:
    for place_, result in (("Brest", "prepared"), ("Nantes", "updated"), ("Nantes", "unchanged")):
        job = checked(client, upload(client, csv_file(("email", "ville"), ("a@example.org", place_))))
        assert written(client, job).result == {result: 1, "rejected": 0}
    assert Invitation.objects.get().prepared == {"place": "Nantes"}


def test_inviting_at_once_sends_one_mail_each(cast: Cast, client: Client) -> None:
    job = checked(client, upload(client, csv_file(("email",), ("a@example.org",), ("b@example.org",))))
    assert written(client, job, send="on").state == "done"
    assert set(Invitation.objects.values_list("state", flat=True)) == {"sent"}


def test_a_list_of_people_is_written_and_not_proposed(cast: Cast, client: Client) -> None:
    job = checked(client, upload(client, csv_file(("email",), ("a@example.org",))))
    shown = client.post(f"/imports/{job.pk}/propose/", follow=True).content.decode()
    assert "Seul un organigramme se propose" in shown
    job.refresh_from_db()
    assert job.state == "review"


def test_an_import_can_be_given_up_before_anything_is_written(cast: Cast, client: Client) -> None:
    job = checked(client, upload(client, csv_file(("email",), ("a@example.org",))))
    client.post(f"/imports/{job.pk}/cancel/")
    job.refresh_from_db()
    assert (job.state, job.rows.count(), bool(job.file)) == ("cancelled", 0, False)
    assert written(client, job).state == "cancelled"
    assert not Invitation.objects.exists()


def test_columns_can_be_said_otherwise_and_are_remembered(cast: Cast, client: Client) -> None:
    lines = (("Qui", "Où écrire"), ("Anne", "anne@example.org"))
    job = upload(client, xlsx_file(*lines))
    assert job.columns == {}
    # Without addresses nothing goes.
    assert client.post(f"/imports/{job.pk}/", {"c0": "name"}).status_code == 422
    checked(client, job, name=0, email=1)
    assert upload(client, xlsx_file(*lines)).columns == {"name": 0, "email": 1}


def test_nobody_else_sees_an_import(cast: Cast, client: Client, sign_in: SignIn) -> None:
    job = checked(client, upload(client, csv_file(("email",), ("a@example.org",))))
    for person in (cast.outsider, cast.mentor, cast.mentee):
        other = sign_in(person)
        assert other.get(PEOPLE).status_code == 404
        for path in ("", "rejected/"):
            assert other.get(f"/imports/{job.pk}/{path}").status_code == 404
        for path in ("words/", "back/", "confirm/", "cancel/"):
            assert other.post(f"/imports/{job.pk}/{path}").status_code == 404
    job.refresh_from_db()
    assert job.state == "review"


def test_answers_of_a_file_are_checked_by_the_rule_and_found_by_whoever_joins(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    years = ask(cast, "number", "Années d’expérience", rule={"at_least": 3}, refusal={"fr": "Trois ans."})
    based = ask(cast, "yes_no", "En France ?", asked_of="mentee", rule={"must_be": True})
    home = [{"value": "w", "label": {"fr": "À l’ouest", "en": "West"}}]
    where = ask(cast, "choice", "Où ?", options=home, rule={"one_of": ["w"]})
    ask(cast, "text", "Âge ?", is_group=True)
    rows = (
        ("zoe@example.org", "1", "oui", "West", "51"),
        ("court@example.org", "2", "oui", "w", ""),
        ("mot@example.org", "cinq", "oui", "À l’ouest", ""),
        ("ailleurs@example.org", "8", "peut-être", "east", ""),
    )
    heads = ("email", "annees d'experience", "En France ? (en)", "Où ?", "Âge ?")
    years.rule = {"at_least": 1}
    years.save()
    job = upload(client, csv_file(heads, *rows))
    assert job.columns == {"email": 0, f"q:{years.pk}": 1, f"q:{based.pk}": 2, f"q:{where.pk}": 3}
    EligibilityQuestion.objects.filter(pk=years.pk).update(rule={"at_most": 1})
    job = checked(client, job)
    told = [[one[0] for one in row.problems] for row in job.rows.order_by("number")]
    assert told == [[], ["outside"], ["no answer"], ["outside", "no answer", "no answer"]]
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert "Années d’expérience" in page
    written(client, job, send="on")
    letter = Invitation.objects.get(email="zoe@example.org")
    assert letter.prepared == {"answers": {str(years.pk): 1, str(based.pk): True, str(where.pk): "w"}}
    zoe = factories.make_person("Zoé Martin", email="zoe@example.org")
    form = sign_in(zoe).get(f"/invitations/{letter.token}/").context["form"]
    assert [field.value() for field in form.question_fields()][:3] == [1, "yes", "w"]


def test_the_place_of_a_new_level_is_asked_each_time(cast: Cast, client: Client) -> None:
    """A level that was taken out since comes back by nobody's having said so once."""
    lines = (("email", "grade"), ("a@example.org", "Cadre"))
    written(client, place(client, checked(client, upload(client, csv_file(*lines)))))
    Programme.objects.filter(pk=cast.programme.pk).update(levels=["Autre"])
    again = checked(client, upload(client, csv_file(*lines)))
    assert [(word.field, word.text) for word in again.unknown_words.all()] == [("level", "Cadre")]
    dropped = place(client, again, levels="Autre")
    assert dropped.rows.get().checked["prepared"] == {}
    last = checked(client, upload(client, csv_file(*lines)))
    assert not last.unknown_words.exists()  # left out: that is remembered


@pytest.mark.parametrize("folder", [OURS, THEIRS], ids=["ours", "mentor-match"])
def test_fifty_mentors_and_fifty_mentees_of_another_programme(
    cast: Cast, client: Client, folder: Path
) -> None:
    if not folder.exists():
        pytest.skip(f"{folder} is not there: the sample of mentor-match was not brought in")
    for role in ("mentor", "mentee"):
        file = SimpleUploadedFile(f"{role}s.csv", (folder / f"{role}s-50.csv").read_bytes())
        job = place(client, checked(client, upload(client, file, role=role)))
        job = written(client, job)
        assert (job.state, job.result["rejected"]) == ("done", 0)
        assert Invitation.objects.filter(role=role).count() >= 50  # more where somebody is both
    assert Position.objects.filter(organisation=cast.organisation).exclude(unit="").count() == 100
    assert all(invitation.prepared["level"] for invitation in Invitation.objects.all())
