"""What a programme offers to read: who finds it, who chooses it, which files are taken."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.queries import history
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.programmes import actions as programmes
from ithaca.resources import actions, queries, rules, shelf
from ithaca.resources.actions import Content
from ithaca.resources.models import Resource
from tests.cast import Cast
from tests.factories import make_resource

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def archive(*names: str, mimetype: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return file.getvalue()


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def add_file(cast: Cast, name: str = "guide.pdf", data: bytes = PDF, **fields: str) -> Resource:
    content = Content(kind="file", title="Le guide", upload=upload(name, data), **fields)
    return actions.add_resource(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), content=content
    )


def address(row: Resource, page: str = "") -> str:
    return f"/programmes/{row.programme.slug}/resources/{row.pk}/{page}"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", PDF),
        ("A.PNG", PNG),
        ("a.jpeg", b"\xff\xd8\xff\xe0" + bytes(20)),
        ("a.gif", b"GIF89a" + bytes(20)),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBP" + bytes(20)),
        ("a.docx", archive("[Content_Types].xml", "word/document.xml")),
        ("a.pptx", archive("ppt/presentation.xml")),
        ("a.odt", archive("content.xml", mimetype=rules.TYPES["odt"])),
    ],
)
def test_documents_and_images_are_taken(name: str, data: bytes) -> None:
    assert shelf.check(upload(name, data)) == rules.ending(name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<script>"),
        ("image.svg", b"<svg>"),
        ("programme.exe", b"MZ"),
        ("without", PDF),
        ("page.pdf", b"<html><script>alert(1)</script>"),
        ("picture.png", PDF),
        ("sheet.xlsx", archive("word/document.xml")),
        ("macro.docx", archive("word/document.xml", "word/vbaProject.bin")),
        ("text.odt", archive("content.xml", mimetype=rules.TYPES["ods"])),
        ("broken.docx", b"PK\x03\x04" + bytes(30)),
    ],
)
def test_what_is_no_such_document_is_refused(cast: Cast, name: str, data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        add_file(cast, name, data)
    assert refused.value.field == "file"
    assert not Resource.objects.exists()


def test_a_file_that_is_too_large_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "LARGEST", 10)
    with pytest.raises(Refusal, match="25"):
        add_file(cast)


@given(st.text(max_size=300))
def test_no_name_leads_out_of_a_folder_or_hides_its_ending(name: str) -> None:
    kept = rules.harmless_name(f"{name}.pdf")
    assert kept.endswith(".pdf")
    assert len(kept) <= 120
    assert not set(kept) & set('/\\"<>|:*?\n\r\x00')


def test_a_file_comes_as_an_attachment_that_no_browser_guesses_about(cast: Cast, sign_in: SignIn) -> None:
    row = add_file(cast, "Éveil d’équipe.pdf")
    answer = sign_in(cast.mentee).get(address(row))
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_new_file_takes_the_place_of_the_old_one_and_both_leave_the_disk(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    row = add_file(cast)
    assert row.file is not None
    first = shelf.path_of(row.file)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        content = Content(kind="file", title="Le guide", upload=upload("neuf.png", PNG))
        actions.change_resource(actor=cast.coordinator, resource=row, content=content)
    row.refresh_from_db()
    assert row.file is not None
    second = shelf.path_of(row.file)
    assert (first.exists(), second.read_bytes(), row.file_name) == (False, PNG, "neuf.png")
    # What a backup takes.
    assert Path("files/resources") == second.parent.parent.relative_to(second.parents[3])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        actions.remove_resource(actor=cast.coordinator, resource=row)
    assert not second.exists()
    assert [e.verb for e in history(row.pk)] == ["resource.added", "resource.changed", "resource.removed"]


def test_only_those_whom_it_is_for_find_it(cast: Cast, sign_in: SignIn) -> None:
    both, mentors = add_file(cast), add_file(cast, audience="mentor")
    hidden = add_file(cast)
    actions.hide_resource(actor=cast.coordinator, resource=hidden)
    for person, found in (
        (cast.mentor, [200, 200, 404]),
        (cast.mentee, [200, 404, 404]),
        (cast.coordinator, [200, 200, 200]),
        (cast.outsider, [404, 404, 404]),
    ):
        client = sign_in(person)
        assert [client.get(address(row)).status_code for row in (both, mentors, hidden)] == found, person.name
    page = sign_in(cast.mentee).get("/programmes/cap-ouest/resources/").content.decode()
    assert str(both.pk) in page
    assert str(mentors.pk) not in page
    assert str(hidden.pk) not in page
    assert sign_in(cast.outsider).get("/programmes/cap-ouest/resources/").status_code == 404


def test_only_coordinators_choose(cast: Cast) -> None:
    row = make_resource(cast.programme)
    content = Content(kind="link", title="Autre", url="https://a.example.org")
    for person in (cast.mentor, cast.outsider):
        with pytest.raises(Denied):
            actions.add_resource(actor=person, programme=cast.programme, id=new_id(), content=content)
        with pytest.raises(Denied):
            actions.change_resource(actor=person, resource=row, content=content)
        for action in (actions.hide_resource, actions.show_resource, actions.remove_resource):
            with pytest.raises(Denied):
                action(actor=person, resource=row)
        with pytest.raises(Denied):
            actions.move_resource(actor=person, resource=row, steps=1)


def test_a_link_is_https_and_two_clicks_make_one(cast: Cast) -> None:
    for url in ("http://a.example.org", "javascript:alert(1)", ""):
        wrong = Content(kind="link", title="x", url=url)
        with pytest.raises(Refusal):
            actions.add_resource(actor=cast.coordinator, programme=cast.programme, id=new_id(), content=wrong)
    id, content = new_id(), Content(kind="link", title="x", url="https://a.example.org")
    for _click in range(2):
        actions.add_resource(actor=cast.coordinator, programme=cast.programme, id=id, content=content)
    assert Resource.objects.count() == 1


def test_they_stand_in_the_coordinators_order(cast: Cast) -> None:
    first, second, third = (make_resource(cast.programme, title=title) for title in "abc")

    def order() -> list[str]:
        return [item.title for item in queries.resources_of(cast.programme, audiences=["both"])]

    actions.move_resource(actor=cast.coordinator, resource=third, steps=-1)
    assert order() == ["a", "c", "b"]
    actions.move_resource(actor=cast.coordinator, resource=first, steps=-1)  # the first stays the first
    actions.move_resource(actor=cast.coordinator, resource=second, steps=1)
    assert order() == ["a", "c", "b"]


def test_a_phase_shows_its_own_and_what_is_for_the_whole_way(cast: Cast) -> None:
    for phase in ("", "launch", "separation"):
        make_resource(cast.programme, title=phase or "all", phase=phase)
    found = queries.resources_of(cast.programme, audiences=["both"], phase="launch")
    assert [item.title for item in found] == ["all", "launch"]
    assert [i.title for i in queries.for_pair(cast.programme, phase="launch", role="mentor")] == ["launch"]


def test_a_new_programme_offers_the_guides_in_each_readers_language(cast: Cast) -> None:
    made = programmes.create_programme(
        actor=cast.administrator,
        id=new_id(),
        organisation=cast.organisation,
        template="association-directory",
        languages=["fr", "en"],
        name={"fr": "Neuf", "en": "New"},
    )
    for _again in range(2):
        dispatch_waiting()
        actions.add_guides(made.pk)
    audiences = ["both", "mentee"]
    with translation.override("en"):
        titles = [item.title for item in queries.resources_of(made, audiences=audiences)]
    assert titles[1] == "Making the first meeting work"
    with translation.override("fr"):
        assert "Réussir la première rencontre" in [
            item.title for item in queries.resources_of(made, audiences=audiences)
        ]
    assert Resource.objects.filter(programme=made).count() == 4
    guide = Resource.objects.get(programme=made, guide="first-meeting")
    with pytest.raises(Refusal, match="Masquez-le"):
        actions.remove_resource(actor=cast.administrator, resource=guide)


def test_a_guide_changes_for_whom_and_when_and_keeps_its_words(cast: Cast) -> None:
    actions.add_guides(cast.programme.pk)
    guide = Resource.objects.get(guide="first-meeting")
    content = Content(kind="guide", title="Autre titre", audience="mentor", phase="")
    actions.change_resource(actor=cast.coordinator, resource=guide, content=content)
    guide.refresh_from_db()
    assert (guide.title, guide.audience, guide.phase) == ("", "mentor", "")
